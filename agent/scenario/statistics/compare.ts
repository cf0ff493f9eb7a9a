/** The same run (scenario and repetition) before and after a change. */
export interface PairedRun {
  /** Which scenario it is a run of: runs of one scenario are no independent witnesses. */
  scenario: string;
  before: boolean;
  after: boolean;
}

export interface Comparison {
  verdict: 'better' | 'worse' | 'cannot be told';
  pairs: number;
  /** Scenarios that these are runs of. */
  scenarios: number;
  /** Runs that failed before and pass now, and the other way round. */
  gained: number;
  lost: number;
  /** How likely a difference this large is when nothing has changed (two-sided). */
  p: number;
}

/** Beyond this a difference may be chance. */
export const SIGNIFICANCE = 0.05;

/**
 * Whether a change made things better or worse, from paired runs: an exact sign-flip test whose unit is the scenario.
 * A change that nobody would notice might as well have been the other way round in each scenario, with all of its
 * runs; of all such worlds it counts those in which the difference is as large. With one run of each scenario it is
 * the exact test of McNemar (1947).
 */
export function compare(pairs: readonly PairedRun[]): Comparison {
  const scenarios = [...Map.groupBy(pairs, ({ scenario }) => scenario).values()];
  const gained = pairs.filter(({ before, after }) => !before && after).length;
  const lost = pairs.filter(({ before, after }) => before && !after).length;
  const p = signFlipTest(scenarios.map(netGain));
  const direction = gained > lost ? 'better' : 'worse';
  const verdict = p < SIGNIFICANCE ? direction : 'cannot be told';
  return { verdict, pairs: pairs.length, scenarios: scenarios.length, gained, lost, p };
}

function netGain(pairs: readonly PairedRun[]): number {
  return pairs.reduce((net, { before, after }) => net + Number(after) - Number(before), 0);
}

/**
 * The chance that the sum of these whole numbers, each with the sign that a fair coin gives it, is at least as far
 * from zero as theirs is. Exact: sums are counted, not drawn.
 */
export function signFlipTest(numbers: readonly number[]): number {
  const observed = Math.abs(numbers.reduce((sum, number) => sum + number, 0));
  let chances = new Map([[0, 1]]);
  for (const number of numbers.filter((each) => each !== 0)) {
    const next = new Map<number, number>();
    for (const [sum, chance] of chances)
      for (const flipped of [sum + number, sum - number])
        next.set(flipped, (next.get(flipped) ?? 0) + chance / 2);
    chances = next;
  }
  const asFar = [...chances].filter(([sum]) => Math.abs(sum) >= observed);
  return Math.min(
    1,
    asFar.reduce((total, [, chance]) => total + chance, 0),
  );
}
