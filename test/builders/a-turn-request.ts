import { TurnRequest } from '../../agent/turn/turn-request.ts';

export const CALL_ID = '0b9c1a52-7d53-4b0e-9a0e-5f2f4f6f0c11';

type Changes = Record<string, unknown>;

function aRequest(changes: Changes): TurnRequest {
  return TurnRequest.parse({ callId: CALL_ID, line: 'text', mode: 'commit', ...changes });
}

/** Turn 1: the agent picks up. */
export function callStarted(changes: Changes = {}): TurnRequest {
  return aRequest({ cause: 'call-started', turn: 1, playbook: 'small-practice', ...changes });
}

/** The caller says something. */
export function callerSaid(turn: number, text: string, changes: Changes = {}): TurnRequest {
  const said = { text, locale: 'en-US', startMs: turn * 5_000, endMs: turn * 5_000 + 1_000 };
  return aRequest({ cause: 'caller-said', turn, said, ...changes });
}

/** The caller presses keys. */
export function callerKeyed(turn: number, keys: string, changes: Changes = {}): TurnRequest {
  return aRequest({ cause: 'caller-keyed', turn, keys, ...changes });
}

/** The caller says nothing for too long. */
export function callerSilent(turn: number, changes: Changes = {}): TurnRequest {
  return aRequest({ cause: 'caller-silent', turn, silentMs: 8_000, ...changes });
}

/** The line warns that it will close soon. */
export function timeNearlyUp(turn: number, changes: Changes = {}): TurnRequest {
  return aRequest({ cause: 'time-nearly-up', turn, leftMs: 30_000, ...changes });
}

/** The line is down. */
export function callEnded(turn: number, reason = 'caller-hung-up', changes: Changes = {}): TurnRequest {
  return aRequest({ cause: 'call-ended', turn, reason, ...changes });
}

/** What the line reports of an answer that the caller cut short. */
export function cutShort(turn: number, heard: string): Changes {
  return { played: { turn, heard, complete: false, yieldMs: 120, latency: {} } };
}

/** What the line reports of an answer that was played to its end. */
export function playedOut(turn: number, heard: string): Changes {
  return { played: { turn, heard, complete: true, latency: { firstAudioMs: 640 } } };
}
