import type { Line, TurnRequest } from '../turn/turn-request.ts';
import { reachedPerson } from './call-back.ts';
import type { TurnRecord } from './turn-record.ts';

const MINUTE_MS = 60_000;

/**
 * The longest that a call may go without a turn while somebody holds its line, in milliseconds. A reminder to a
 * silent caller is a turn too, so a media line takes one at least every minute; ten leave room for a caller who
 * tells a long story. A conversation of Lex V2 lasts 15 minutes (Lex V2 developer guide, "Quotas"), after which
 * the contact flow enters it again with a turn. A chat has no line to lose: it rests as long as people do.
 */
const LONGEST_QUIET_MS: Readonly<Record<Line, number>> = {
  browser: 10 * MINUTE_MS,
  'audio-file': 10 * MINUTE_MS,
  sip: 10 * MINUTE_MS,
  twilio: 10 * MINUTE_MS,
  connect: 30 * MINUTE_MS,
  'chime-pstn': 30 * MINUTE_MS,
  text: 24 * 60 * MINUTE_MS,
};

/** While a person talks to the caller, or the caller waits for one, the agent takes no turn: up to a day. */
const LONGEST_TRANSFER_MS = 24 * 60 * MINUTE_MS;

/** No call that began later than this long ago can be lost, in milliseconds. */
export const SHORTEST_LOSS_MS = Math.min(...Object.values(LONGEST_QUIET_MS));

/** The turn that ends a call. */
export type EndOfCall = Extract<TurnRequest, { cause: 'call-ended' }>;

/**
 * The turn that ends a call which nobody holds any more: whatever held its line died without saying so.
 * Undefined for a call that has ended, and for one whose newest turn is recent enough for somebody to hold it.
 */
export function endOfLostCall(newest: TurnRecord, nowMs: number): EndOfCall | undefined {
  const { state, request, turn, at } = newest;
  if (state.status === 'ended' || nowMs - Date.parse(at) < longestQuiet(newest)) return undefined;
  return {
    callId: state.callId,
    turn: turn + 1,
    line: state.line,
    mode: 'commit',
    cause: 'call-ended',
    reason: reachedPerson(request) ? 'transferred' : 'line-lost',
    detail: `nobody has held the line since ${at}`,
  };
}

function longestQuiet({ state: { line, status } }: TurnRecord): number {
  const quiet = LONGEST_QUIET_MS[line];
  return status === 'transferring' ? Math.max(quiet, LONGEST_TRANSFER_MS) : quiet;
}
