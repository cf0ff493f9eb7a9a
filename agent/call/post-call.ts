import type { CallFact } from '../playbook/schema/post-call.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import type { CallState } from './call-state.ts';

/**
 * The post-call fields of the playbook that can be told without judging the call: copies of fields and variables, and
 * facts. What is not known is absent, and so is what the analysis after the call is to find. Undefined when there is
 * nothing to tell.
 */
export function postCallFields(
  state: CallState,
  { postCall }: Pick<PlaybookSource, 'postCall'>,
): Record<string, string> | undefined {
  const told = Object.entries(postCall ?? {}).flatMap(
    ([id, { field, variable, fact }]): [string, string][] => {
      const value =
        field !== undefined
          ? state.fields[field]?.value
          : variable !== undefined
            ? state.variables?.[variable]
            : fact && factOf(state, fact);
      return value === undefined ? [] : [[id, value]];
    },
  );
  return told.length === 0 ? undefined : Object.fromEntries(told);
}

function factOf(state: CallState, fact: CallFact): string | undefined {
  switch (fact) {
    case 'outcome':
      return outcomeOf(state);
    case 'end-reason':
      return state.endReason;
    case 'duration-seconds':
      return state.endedAt === undefined
        ? undefined
        : String(Math.max(0, Math.round((Date.parse(state.endedAt) - Date.parse(state.startedAt)) / 1_000)));
    case 'turns':
      return String(state.turn);
    case 'language':
      return state.locale;
    case 'interruptions':
      return String(state.counters.interruptions);
    case 'handed-over':
      return state.endReason === 'transferred' ? 'yes' : 'no';
  }
}

/** The outcome of a call that has not ended. */
export const OPEN = 'open';

/** What a call came to, in one word: `open` while it runs, then the last goal it reached, else how it ended. */
export function outcomeOf({ endReason, reached }: Pick<CallState, 'endReason' | 'reached'>): string {
  if (endReason === undefined) return OPEN;
  return reached.at(-1) ?? endReason;
}
