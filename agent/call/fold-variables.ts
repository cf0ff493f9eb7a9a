import type { PlaybookSource, Variable } from '../playbook/schema.ts';
import { acceptVariables, type VariableValues } from '../variables/accept.ts';
import type { CallState } from './call-state.ts';

/** Folds in values from the line or from a tool. What the playbook does not declare for that giver is left out. */
export function foldVariables(
  state: CallState,
  given: VariableValues,
  from: Variable['from'],
  source: Pick<PlaybookSource, 'variables'>,
): CallState {
  return keepVariables(state, acceptVariables(given, from, source).values, source);
}

/** Folds in how often this caller called before. */
export function foldPreviousCalls(
  state: CallState,
  calls: number,
  source: Pick<PlaybookSource, 'variables'>,
): CallState {
  return keepVariables(state, { previous_calls: String(calls) }, source);
}

function keepVariables(
  state: CallState,
  values: VariableValues,
  { variables: declared }: Pick<PlaybookSource, 'variables'>,
): CallState {
  if (Object.keys(values).length === 0) return state;
  const variables = { ...state.variables, ...values };
  const out = Object.keys(variables).filter((name) => declared?.[name]?.out === true);
  return { ...state, variables, ...(out.length === 0 ? {} : { out }) };
}

/** The variables that leave the call: they stand in its header and in `call.ended`. */
export function variablesOut({
  variables,
  out,
}: Pick<CallState, 'variables' | 'out'>): Record<string, string> | undefined {
  if (variables === undefined || out === undefined) return undefined;
  return Object.fromEntries(
    out.flatMap((name) => {
      const value = variables[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
