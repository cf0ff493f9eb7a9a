import { leaksNoCardNumber } from '../oracles/card-number.ts';
import { disclosesItself } from '../oracles/disclosure.ts';
import { honoursOptOut } from '../oracles/opt-out.ts';
import type { Failure, Outcome } from '../outcome.ts';
import { customersAreAsExpected } from './customers.ts';
import { endsAsExpected, reachesItsGoals } from './ending.ts';
import type { Expectation } from './expectation.ts';
import { hearsWhatWasSaid } from './fields.ts';
import { answersInTime, takesFewTurns } from './pace.ts';
import { findsItsMocks, usesItsTools } from './tool-calls.ts';
import { saysWhatItShould } from './words.ts';
import { worldIsAsExpected } from './world.ts';

/**
 * Everything that a call is held against, the state of the world first. The oracles of compliance hold for
 * every call, whatever its scenario says. To add an expectation, write it in a file of its own and name it here.
 */
const EXPECTATIONS: readonly Expectation[] = [
  worldIsAsExpected,
  customersAreAsExpected,
  findsItsMocks,
  endsAsExpected,
  reachesItsGoals,
  hearsWhatWasSaid,
  saysWhatItShould,
  usesItsTools,
  disclosesItself,
  leaksNoCardNumber,
  honoursOptOut,
  takesFewTurns,
  answersInTime,
];

/** All that is not as the scenario expects it, what counts most first; empty when it passed. */
export function failuresOf(outcome: Outcome): Failure[] {
  return EXPECTATIONS.flatMap((expectation) => expectation(outcome));
}
