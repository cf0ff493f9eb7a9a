import { isBuiltIn } from '../../../variables/built-in.ts';
import { placeholdersOf } from '../../fill.ts';
import { eachString } from '../localized-text.ts';
import type { Rule } from '../rule.ts';
import { takesVariables } from './placeholders.ts';

const namesAreFree: Rule = ({ variables, fields }) =>
  Object.keys(variables).flatMap((name) =>
    isBuiltIn(name) || Object.hasOwn(fields, name)
      ? [
          {
            path: ['variables', name],
            at: 'key' as const,
            message: isBuiltIn(name)
              ? `"${name}" is there in every playbook; take it out, or call it something else`
              : `"${name}" is the name of a field too; call the variable something else`,
          },
        ]
      : [],
  );

/** What may not be known when a text is said needs words that stand for it. */
const textsHaveWordsForTheUnknown: Rule = ({ variables }, texts) => {
  const said = texts.filter(takesVariables).flatMap(eachString);
  const used = new Set(said.flatMap(({ content }) => placeholdersOf(content)));
  return Object.entries(variables)
    .filter(([name, { whenUnknown }]) => used.has(name) && whenUnknown === undefined)
    .map(([name]) => ({
      path: ['variables', name],
      at: 'key',
      message: `a text says {${name}}, which may not be known by then; add whenUnknown, what is said in its place`,
      absence: true,
    }));
};

export const variableRules: readonly Rule[] = [namesAreFree, textsHaveWordsForTheUnknown];
