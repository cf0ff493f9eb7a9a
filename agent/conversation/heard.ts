import type { CallState } from '../call/call-state.ts';
import type { Understanding } from '../capture/understanding.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { FoundPassage } from '../playbook/passage.ts';
import type { TurnRequest } from '../turn/turn-request.ts';
import { NOTHING_UNDERSTOOD } from './build-situation.ts';

/** A request with the caller's words in it. */
export interface ToHear {
  /** With the request folded in. */
  told: CallState;
  request: TurnRequest;
  /** What the caller said; never blank. */
  text: string;
  playbook: CompiledPlaybook;
  /** When the turn began, in milliseconds since the epoch. */
  nowMs: number;
}

/** What was found for the caller's question, and how long that took in milliseconds. */
export interface Lookup {
  passages: FoundPassage[];
  ms: number;
}

/** What plain code makes of a request before anyone writes an answer. */
export interface Heard {
  /** The state in the language in which the call goes on. */
  spokenTo: CallState;
  understood: Understanding;
  /** Undefined when the caller asked nothing that the business may know. */
  lookup: Lookup | undefined;
}

/** What is made of a request without words. */
export function heardNothing(told: CallState): Heard {
  return { spokenTo: told, understood: NOTHING_UNDERSTOOD, lookup: undefined };
}
