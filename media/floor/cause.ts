import type { Played, TurnRequest } from '../../agent/turn/turn-request.ts';

type WithoutFrame<R> = R extends unknown
  ? Omit<R, 'callId' | 'turn' | 'line' | 'mode' | 'played' | 'draft'>
  : never;
/** What makes the agent take a turn, without the frame that every request has. */
export type Cause = WithoutFrame<TurnRequest>;

/** The request for a turn. `draft` commits what was thought ahead. */
export function turnRequest(
  call: { callId: string; line: TurnRequest['line'] },
  turn: number,
  mode: TurnRequest['mode'],
  cause: Cause,
  played: Played | undefined,
  draft?: { value: unknown },
): TurnRequest {
  return {
    callId: call.callId,
    line: call.line,
    turn,
    mode,
    ...(played === undefined ? {} : { played }),
    ...(draft === undefined ? {} : { draft: draft.value }),
    ...cause,
  };
}
