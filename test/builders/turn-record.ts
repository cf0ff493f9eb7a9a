import type { CallState } from '../../agent/call/call-state.ts';
import type { CallEvent } from '../../agent/call/events/catalogue.ts';
import type { TurnRecord } from '../../agent/call/turn-record.ts';

export const A_CALL = '3f0c1e1a-6a5c-4b1e-9d43-0d1f6f0c2a11';

const NO_TOKENS = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
const NO_LATENCY = { loadMs: 1, toolsMs: 0, commitMs: 2, totalMs: 5 };

/** The state of a call in the middle of its talk. */
export function aCallState(changes: Partial<CallState> = {}): CallState {
  return {
    callId: A_CALL,
    playbook: { id: 'dental-appointments', version: '0123456789abcdef' },
    line: 'browser',
    from: '+12065550100',
    status: 'talking',
    locale: 'en-US',
    turn: 1,
    startedAt: '2026-12-01T17:00:00.000Z',
    goal: null,
    reached: [],
    fields: {},
    expect: { kind: 'open' },
    attempts: 0,
    offers: [],
    appointment: null,
    history: [],
    summary: '',
    counters: { interruptions: 0, silences: 0, toolCalls: 0, toolFailures: 0, fallbacks: 0 },
    ...changes,
  };
}

/** A turn in which the caller said something; its events are `events` of them. */
export function aTurnRecord(
  changes: {
    callId?: string;
    turn?: number;
    said?: string;
    events?: number;
    state?: Partial<CallState>;
  } = {},
): TurnRecord {
  const { callId = A_CALL, turn = 1, said = 'hello', events = 1 } = changes;
  return {
    callId,
    turn,
    at: '2026-12-01T17:00:05.000Z',
    request: {
      callId,
      turn,
      line: 'browser',
      mode: 'commit',
      cause: 'caller-said',
      said: { text: said, locale: 'en-US', startMs: 0, endMs: 800 },
    },
    answer: [
      {
        type: 'say',
        text: 'Hello there.',
        locale: 'en-US',
        voice: { id: 'Joanna', engine: 'neural' },
        opener: false,
      },
    ],
    tools: [],
    latency: NO_LATENCY,
    tokens: NO_TOKENS,
    model: 'script',
    fellBack: [],
    speculated: false,
    state: aCallState({ callId, turn, ...changes.state }),
    events: Array.from({ length: events }, (_, sequence) => aCallEvent({ callId, turn, sequence, said })),
  };
}

/** A `turn.completed` event. */
export function aCallEvent(
  changes: { callId?: string; turn?: number; sequence?: number; said?: string; answered?: string } = {},
): CallEvent {
  const { callId = A_CALL, turn = 1, sequence = 0, said = 'hello', answered = 'Hello there.' } = changes;
  return {
    id: `${callId}/${turn}/${sequence}`,
    version: '1',
    callId,
    turn,
    sequence,
    playbook: { id: 'dental-appointments', version: '0123456789abcdef' },
    line: 'browser',
    at: '2026-12-01T17:00:05.000Z',
    type: 'turn.completed',
    data: {
      cause: 'caller-said',
      said,
      answered,
      goal: null,
      status: 'talking',
      model: 'script',
      fellBack: [],
      speculated: false,
      latency: NO_LATENCY,
      tokens: NO_TOKENS,
    },
  };
}
