import * as z from 'zod';
import { Level } from '../../../agent/scenario/schema/scenario.ts';

/** What came of playing one scenario once. */
export const RunResult = z.strictObject({
  playbook: z.string(),
  scenario: z.string(),
  title: z.string(),
  /** `script`, or the id of a Bedrock model. */
  model: z.string(),
  /** Which repetition, from 1. */
  run: z.int().positive(),
  /** `dropped`: the simulated caller said something that its facts do not allow, so the run tells nothing. */
  verdict: z.enum(['passed', 'failed', 'dropped']),
  failures: z.array(
    z.strictObject({ expectation: z.string(), message: z.string(), turn: z.int().positive().optional() }),
  ),
  /** What the simulated caller said against its facts. */
  slips: z.array(z.strictObject({ turn: z.int().positive(), field: z.string(), value: z.string() })),
  talk: z.array(
    z.strictObject({
      turn: z.int().positive(),
      who: z.enum(['caller', 'agent', 'tool', 'line']),
      text: z.string(),
    }),
  ),
  turns: z.int().nonnegative(),
  /** How long playing it took, in milliseconds. */
  ms: z.number().nonnegative(),
  /** Turns that the model could not write and the script wrote instead. */
  fellBack: z.int().nonnegative(),
  tokens: z.strictObject({ input: z.int(), output: z.int() }),
  /** Questions that only a model could judge and that none was asked. */
  unjudged: z.int().nonnegative(),
});
export type RunResult = z.infer<typeof RunResult>;

/** What came of a suite: the JSON report, and what `--compare` reads. */
export const SuiteResult = z.strictObject({
  schema: z.literal('parley/test-report/v1'),
  startedAt: z.iso.datetime(),
  level: Level,
  seed: z.int(),
  repeat: z.int().positive(),
  runs: z.array(RunResult),
  /** Models in whose place the laptop's Bedrock wrote: their figures say nothing about the models themselves. */
  imitated: z.array(z.string()),
  /** Scenarios that were not played, and why. */
  skipped: z.array(
    z.strictObject({ playbook: z.string(), scenario: z.string(), model: z.string(), why: z.string() }),
  ),
  ms: z.number().nonnegative(),
});
export type SuiteResult = z.infer<typeof SuiteResult>;

/** Identifies the same run in two suites. */
export function runKey({ playbook, scenario, model, run }: RunResult): string {
  return JSON.stringify([playbook, scenario, model, run]);
}
