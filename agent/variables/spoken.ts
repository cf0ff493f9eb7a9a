import { wordsFor } from '../capture/words/languages.ts';
import { fill } from '../playbook/fill.ts';
import type { PlaybookSource, Variable } from '../playbook/schema.ts';
import type { VariableValues } from './accept.ts';

/**
 * What stands for the playbook's variables in a spoken text: the value of each, or the words that the playbook has
 * for it while it is not known. A variable without such words is for conditions and tools, not for texts.
 */
export function spokenVariables(
  { variables: declared, company, agent }: Pick<PlaybookSource, 'variables' | 'company' | 'agent'>,
  known: VariableValues,
  locale: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(declared ?? {}).flatMap(([name, variable]) => {
      const value = Object.hasOwn(known, name) ? known[name] : undefined;
      const words = variable.whenUnknown?.[locale];
      if (value !== undefined) return [[name, spokenValue(variable, value, locale)]];
      return words === undefined ? [] : [[name, fill(words, { company, agent: agent.name })]];
    }),
  );
}

function spokenValue({ type }: Variable, value: string, locale: string): string {
  if (type !== 'yes-no') return value;
  const { yes, no } = wordsFor(locale).values.say;
  return value === 'yes' ? yes : no;
}
