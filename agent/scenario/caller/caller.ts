import type { Do } from '../../turn/answer.ts';
import type { Expect } from '../../turn/expect.ts';

/** Numbers in [0, 1), the same sequence for the same seed. */
export type Random = () => number;

/** What the caller hears and may go by. */
export interface Heard {
  /** The turn that the caller's next deed will be. */
  turn: number;
  /** What the agent has just said. */
  agent: string;
  /** What it waits for. */
  expect: Expect;
  /** What it did beside speaking. */
  deeds: readonly Do[];
}

/** One thing that a caller does on the line. */
export type CallerDeed =
  | { does: 'says'; text: string; interruptsAfterWords?: number; locale?: string }
  | { does: 'keys'; keys: string }
  | { does: 'is-silent'; ms: number }
  | { does: 'hangs-up' };

/** A caller in the middle of one call. Make a new one for each call. */
export interface Caller {
  next(heard: Heard): CallerDeed | Promise<CallerDeed>;
}
