import type { Failure, Outcome } from '../outcome.ts';

/** Holds one kind of expectation against what happened; empty when all of it is met, or none is written. */
export type Expectation = (outcome: Outcome) => Failure[];

/** One failure, with the turn at which it shows where there is one. */
export function failure(expectation: string, message: string, turn?: number): Failure {
  return turn === undefined ? { expectation, message } : { expectation, message, turn };
}
