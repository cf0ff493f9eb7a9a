import type { Runs } from './pass-rates.ts';

/**
 * As how many independent runs the runs of these scenarios count. Runs of one scenario resemble each other, wholly so
 * where nothing in it is left to chance; repeating them says little about calls that are not in the suite. So the
 * spread between scenarios decides: as many runs as would make a mean pass rate scatter as much (Kish's effective
 * sample size). Never fewer than there are scenarios, nor more than there are runs.
 */
export function effectiveRuns(scenarios: readonly Runs[]): number {
  const counted = scenarios.filter(({ runs }) => runs > 0);
  const all = counted.reduce((sum, { runs }) => sum + runs, 0);
  const count = counted.length;
  if (count < 2) return count;
  const rates = counted.map(({ runs, passed }) => passed / runs);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / count;
  const squares = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0);
  // Where every scenario has the same rate, 0 or 1 above all, nothing shows that repetitions added anything.
  if (squares === 0) return mean === 0 || mean === 1 ? count : all;
  const variance = squares / (count * (count - 1));
  return Math.min(all, Math.max(count, (mean * (1 - mean)) / variance));
}
