import type { CallState } from '../call/call-state.ts';
import { turnEvents } from '../call/events/turn-events.ts';
import type { TurnRecord } from '../call/turn-record.ts';
import type { KnowledgeLookup } from '../playbook/passage.ts';
import type { BrainLatency } from '../turn/answer.ts';
import type { TurnRequest } from '../turn/turn-request.ts';
import type { Progress } from './progress.ts';

export interface RecordInput {
  request: TurnRequest;
  /** The turn before; undefined for the first. */
  before: TurnRecord | undefined;
  /** After this turn. */
  state: CallState;
  progress: Progress;
  /** What was looked up for a question of the caller; undefined when they asked none. */
  knowledge: KnowledgeLookup | undefined;
  /** `commitMs` is 0 here: a record cannot hold the duration of its own write. `done` tells it. */
  latency: BrainLatency;
  speculated: boolean;
  nowMs: number;
}

/** The record of a turn with the events that are published for it. */
export function recordTurn(input: RecordInput): TurnRecord {
  const { request, before, state, progress, knowledge, latency, speculated, nowMs } = input;
  const { draft: _draft, ...withoutDraft } = request;
  const record = {
    callId: state.callId,
    turn: state.turn,
    at: new Date(nowMs).toISOString(),
    request: withoutDraft,
    answer: progress.answer,
    tools: progress.tools,
    ...(knowledge === undefined ? {} : { knowledge }),
    latency,
    tokens: progress.tokens,
    model: progress.model,
    fellBack: progress.fellBack,
    speculated,
    state,
  };
  return { ...record, events: turnEvents(record, before) };
}
