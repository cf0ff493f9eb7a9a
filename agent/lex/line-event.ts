import type { TurnRecord } from '../call/turn-record.ts';
import type { TurnPorts } from '../conversation/ports.ts';
import { takeTurn } from '../conversation/take-turn.ts';
import type { TurnRequest } from '../turn/turn-request.ts';

/** Writers that meet at one call at once: the hook, another event. More tries than that mean a fault. */
const MAX_TRIES = 10;

/** What became of something that the line tells of a call. */
export type LineEventOutcome =
  | { outcome: 'recorded' | 'known-already'; record: TurnRecord }
  | { outcome: 'not-our-call' | 'call-over' | 'nothing-to-record' };

/**
 * Takes a turn for something that happened on the line, under whatever number is free by then, once however
 * often it is told.
 *
 * @param make the request from the call's newest turn; undefined when there is nothing to record.
 * @throws what the record throws, and after too many tries: tell it again.
 */
export async function recordLineEvent(
  callId: string,
  make: (newest: TurnRecord) => TurnRequest | undefined,
  ports: TurnPorts,
): Promise<LineEventOutcome> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const newest = await ports.store.newestTurn(callId);
    if (newest === undefined) return { outcome: 'not-our-call' };
    const request = make(newest);
    if (request !== undefined && tellsTheSame(newest.request, request))
      return { outcome: 'known-already', record: newest };
    if (newest.state.status === 'ended') return { outcome: 'call-over' };
    if (request === undefined) return { outcome: 'nothing-to-record' };
    const record = await take(request, ports);
    if (record !== undefined) return { outcome: 'recorded', record };
  }
  throw new Error(
    `Call ${callId} took ${MAX_TRIES} other turns while an event of its line was to be recorded.`,
  );
}

/** Takes the turn; undefined when another one was stored under its number. */
async function take(request: TurnRequest, ports: TurnPorts): Promise<TurnRecord | undefined> {
  for await (const event of takeTurn(request, ports)) {
    if (event.type === 'refused') return undefined;
  }
  const stored = await ports.store.turn(request.callId, request.turn);
  return stored !== undefined && tellsTheSame(stored.request, request) ? stored : undefined;
}

function tellsTheSame(stored: TurnRequest, request: TurnRequest): boolean {
  if (stored.cause === 'transfer-progressed' && request.cause === 'transfer-progressed')
    return stored.progress === request.progress;
  return stored.cause === 'call-ended' && request.cause === 'call-ended';
}

/** What every request for something on the line has. */
export function nextTurnOf({ state, turn }: TurnRecord) {
  return { callId: state.callId, line: state.line, turn: turn + 1, mode: 'commit' } as const;
}
