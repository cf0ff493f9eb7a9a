import { type Comparison, compare } from '../../../agent/scenario/statistics/compare.ts';
import { type RunResult, runKey, type SuiteResult } from './suite-result.ts';

export interface SuiteComparison {
  comparison: Comparison;
  /** Runs that passed before and fail now. */
  lost: string[];
}

/** Compares two suites run by run. Runs that only one of them has, and dropped ones, tell nothing. */
export function compareSuites(before: SuiteResult, after: SuiteResult): SuiteComparison {
  const earlier = new Map(before.runs.map((run) => [runKey(run), run]));
  const pairs = after.runs.flatMap((now) => {
    const then = earlier.get(runKey(now));
    return then === undefined || isDropped(then) || isDropped(now) ? [] : [{ then, now }];
  });
  return {
    comparison: compare(
      pairs.map(({ then, now }) => ({
        scenario: `${now.playbook}/${now.scenario}`,
        before: then.verdict === 'passed',
        after: now.verdict === 'passed',
      })),
    ),
    lost: pairs
      .filter(({ then, now }) => then.verdict === 'passed' && now.verdict === 'failed')
      .map(({ now }) => `${now.playbook}/${now.scenario} (${now.model}, run ${now.run})`),
  };
}

function isDropped({ verdict }: RunResult): boolean {
  return verdict === 'dropped';
}
