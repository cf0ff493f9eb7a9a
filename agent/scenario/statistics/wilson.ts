/** 97.5th percentile of the standard normal distribution: a two-sided interval of 95 %. */
const Z_95 = 1.959963984540054;

export interface Interval {
  low: number;
  high: number;
}

/**
 * The 95 % confidence interval of a proportion (Wilson, 1927), which stays within 0 and 1 and is honest for
 * few runs and for rates near 0 and 1. Nothing is known without runs. Neither number need be whole: repeated runs
 * count for less (`effectiveRuns`).
 */
export function wilsonInterval(passed: number, runs: number): Interval {
  if (runs === 0) return { low: 0, high: 1 };
  const rate = passed / runs;
  const squared = Z_95 ** 2;
  const centre = rate + squared / (2 * runs);
  const spread = Z_95 * Math.sqrt((rate * (1 - rate)) / runs + squared / (4 * runs ** 2));
  const scale = 1 + squared / runs;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}
