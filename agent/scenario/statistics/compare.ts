/** The same run (scenario and repetition) before and after a change. */
export interface PairedRun {
  before: boolean;
  after: boolean;
}

export interface Comparison {
  verdict: 'better' | 'worse' | 'cannot be told';
  pairs: number;
  /** Runs that failed before and pass now, and the other way round. */
  gained: number;
  lost: number;
  /** How likely a difference this large is when nothing has changed (two-sided). */
  p: number;
}

/** Beyond this a difference may be chance. */
export const SIGNIFICANCE = 0.05;

/**
 * Whether a change made things better or worse, from paired runs: the exact test of McNemar (1947), which
 * looks only at runs that came out differently and asks how likely such a split is with a fair coin.
 */
export function compare(pairs: readonly PairedRun[]): Comparison {
  const gained = pairs.filter(({ before, after }) => !before && after).length;
  const lost = pairs.filter(({ before, after }) => before && !after).length;
  const p = signTest(gained, lost);
  const direction = gained > lost ? 'better' : 'worse';
  return { verdict: p < SIGNIFICANCE ? direction : 'cannot be told', pairs: pairs.length, gained, lost, p };
}

/** Two-sided exact sign test: the chance of a split at least as uneven as this one. */
export function signTest(one: number, other: number): number {
  const tosses = one + other;
  const rarer = Math.min(one, other);
  let term = 0.5 ** tosses;
  let tail = term;
  for (let count = 1; count <= rarer; count += 1) {
    term *= (tosses - count + 1) / count;
    tail += term;
  }
  return Math.min(1, 2 * tail);
}
