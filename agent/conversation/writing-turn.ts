import type { CallState } from '../call/call-state.ts';
import type { Understanding } from '../capture/understanding.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { FoundPassage } from '../playbook/passage.ts';
import type { SpokenTurnRequest } from './build-situation.ts';
import type { Model, TurnPorts } from './ports.ts';

/** All that the writing of one answer depends on; nothing in it changes while it is written. */
export interface WritingTurn {
  request: SpokenTurnRequest;
  playbook: CompiledPlaybook;
  /** With the request and what was understood already folded in. */
  state: CallState;
  understood: Understanding;
  /** What was found for the caller's question; undefined when they asked none. */
  passages: readonly FoundPassage[] | undefined;
  /** The acknowledgement spoken before the model is asked. */
  opener: string | undefined;
  models: readonly Model[];
  ports: TurnPorts;
  /** When the request was read, in milliseconds since the epoch. */
  startedMs: number;
  signal: AbortSignal | undefined;
}
