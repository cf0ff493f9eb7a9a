import type { PlaybookSource, Variable, VariableType } from '../playbook/schema.ts';
import { BUILT_IN } from './built-in.ts';
import { variableValue } from './value.ts';

/** Values by name, as a call keeps them. */
export type VariableValues = Readonly<Record<string, string>>;

/** A variable that was given and cannot be taken. */
export interface UnfitVariable {
  name: string;
  /** What is wrong and what would be right. Never the value: it may be a caller's. */
  message: string;
}

export interface AcceptedVariables {
  values: Record<string, string>;
  unfit: UnfitVariable[];
}

/**
 * The values that a playbook takes from this giver: those that it declares for it, each of its type. The rest is
 * listed, not thrown: a call is not lost because a line sent a name too many. Whoever prepares calls, as a
 * campaign does, asks beforehand and refuses the list.
 */
export function acceptVariables(
  given: VariableValues,
  from: Variable['from'],
  { variables }: Pick<PlaybookSource, 'variables'>,
): AcceptedVariables {
  const accepted: AcceptedVariables = { values: {}, unfit: [] };
  const taken = takenFrom(from, variables ?? {});
  for (const [name, value] of Object.entries(given)) {
    const type = taken.get(name);
    const fitting = type === undefined ? undefined : variableValue(type, value);
    if (fitting !== undefined) accepted.values[name] = fitting;
    else accepted.unfit.push({ name, message: whatIsWrong(name, type, from, [...taken.keys()]) });
  }
  return accepted;
}

/** Which variables this giver may set, and their types. */
function takenFrom(
  from: Variable['from'],
  declared: Readonly<Record<string, Variable>>,
): Map<string, VariableType> {
  const own = Object.entries(declared).flatMap(([name, variable]): [string, VariableType][] =>
    variable.from === from ? [[name, variable.type]] : [],
  );
  return new Map<string, VariableType>(
    from === 'call' ? [...own, ['campaign', BUILT_IN.campaign.type]] : own,
  );
}

function whatIsWrong(
  name: string,
  type: VariableType | undefined,
  from: Variable['from'],
  taken: readonly string[],
): string {
  if (type !== undefined) return `the value of "${name}" is no ${type}`;
  const names = taken.length === 0 ? 'there are none' : `there are ${taken.join(', ')}`;
  return `the playbook has no variable "${name}" with from: ${from}; ${names}`;
}
