import { effectiveRuns } from '../../../agent/scenario/statistics/effective-runs.ts';
import { passHatK, type Runs } from '../../../agent/scenario/statistics/pass-rates.ts';
import { type Interval, wilsonInterval } from '../../../agent/scenario/statistics/wilson.ts';
import type { RunResult, SuiteResult } from '../run/suite-result.ts';

/** How one writer (the script or a model) did over the suite. */
export interface ModelSummary {
  model: string;
  scenarios: number;
  /** Scenarios of which every run passed. */
  scenariosPassed: number;
  /** Runs that count: those whose caller kept to its part. */
  runs: number;
  passed: number;
  dropped: number;
  /** Turns that the script wrote because the model could not. */
  fellBack: number;
  /** Mean pass rate, and its 95 % confidence interval. Undefined when no run counts. */
  passAt1: number | undefined;
  interval: Interval;
  /** Chance that `k` runs of a scenario all pass; undefined when no scenario has that many. */
  passHatK: { k: number; rate: number | undefined };
  tokens: { input: number; output: number };
  /** Mean time of a run, in milliseconds. */
  meanMs: number;
}

/** One summary for each writer, in the order in which they were asked for. */
export function summarise(runs: readonly RunResult[], repeat: number): ModelSummary[] {
  return [...Map.groupBy(runs, ({ model }) => model)].map(([model, own]) =>
    summariseModel(model, own, repeat),
  );
}

function summariseModel(model: string, runs: readonly RunResult[], repeat: number): ModelSummary {
  const groups = [...Map.groupBy(runs, ({ playbook, scenario }) => `${playbook}/${scenario}`).values()];
  const counted: Runs[] = groups.map((group) => ({
    runs: group.filter(({ verdict }) => verdict !== 'dropped').length,
    passed: group.filter(({ verdict }) => verdict === 'passed').length,
  }));
  const passAt1 = passHatK(counted, 1);
  const weight = effectiveRuns(counted);
  const total = counted.reduce((sum, { runs }) => sum + runs, 0);
  const passed = counted.reduce((sum, each) => sum + each.passed, 0);
  return {
    model,
    scenarios: groups.length,
    scenariosPassed: counted.filter((each) => each.runs > 0 && each.passed === each.runs).length,
    runs: total,
    passed,
    dropped: runs.length - total,
    fellBack: runs.reduce((sum, { fellBack }) => sum + fellBack, 0),
    passAt1,
    interval: wilsonInterval((passAt1 ?? 0) * weight, weight),
    passHatK: { k: repeat, rate: passHatK(counted, repeat) },
    tokens: {
      input: runs.reduce((sum, { tokens }) => sum + tokens.input, 0),
      output: runs.reduce((sum, { tokens }) => sum + tokens.output, 0),
    },
    meanMs: runs.reduce((sum, { ms }) => sum + ms, 0) / Math.max(1, runs.length),
  };
}

/** What is to be known of models that were not asked; undefined when all were. */
export function imitationNote({ imitated }: Pick<SuiteResult, 'imitated'>): string | undefined {
  if (imitated.length === 0) return undefined;
  return `${imitated.join(', ')}: written by the laptop's Bedrock, which is the script at a model's pace. Ask the model itself with --aws bedrock.`;
}

/** `93.8 %`, or a dash when there is none. */
export function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${(share * 100).toFixed(1)} %`;
}
