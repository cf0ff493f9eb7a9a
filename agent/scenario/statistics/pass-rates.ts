/** The runs of one scenario that count, and how many of them passed. */
export interface Runs {
  runs: number;
  passed: number;
}

/**
 * pass^k: the chance that k runs of a scenario all pass, C(passed, k) / C(runs, k), as a mean over the
 * scenarios (Yao et al., tau-bench, 2024). Scenarios with fewer than k runs are left out; undefined when
 * none is left. pass^1 is the mean pass rate.
 */
export function passHatK(scenarios: readonly Runs[], k: number): number | undefined {
  const counted = scenarios.filter(({ runs }) => runs >= k);
  if (counted.length === 0) return undefined;
  const sum = counted.reduce((total, { runs, passed }) => total + allPass(runs, passed, k), 0);
  return sum / counted.length;
}

/** C(passed, k) / C(runs, k), without large factorials. */
function allPass(runs: number, passed: number, k: number): number {
  let chance = 1;
  for (let drawn = 0; drawn < k; drawn += 1) chance *= Math.max(0, passed - drawn) / (runs - drawn);
  return chance;
}
