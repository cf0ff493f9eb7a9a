/** A guess further away than this share of the word's length is no help (one slip in three letters). */
const MAX_SLIPS_PER_CHARACTER = 1 / 3;
/** Nor is one with more slips than this, however long the word. */
const MAX_SLIPS = 4;

/**
 * The candidate that a mistyped word most likely meant, or undefined when none is near. Case and the
 * difference between - and _ count as nothing.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const written = plain(word);
  let best: string | undefined;
  let bestSlips = allowedSlips(word) + 1;
  for (const candidate of candidates) {
    const meant = plain(candidate);
    // Each letter more or less is a slip of its own: most candidates need no closer look.
    if (Math.abs(meant.length - written.length) >= bestSlips) continue;
    const slips = editDistance(written, meant);
    if (slips < bestSlips) [best, bestSlips] = [candidate, slips];
  }
  return best;
}

/** Whether `written` is `meant`, or no known word and most likely a slip of `meant`. */
export function standsFor(written: string | undefined, meant: string, known: readonly string[]): boolean {
  if (written === undefined || written === meant) return written === meant;
  return !known.includes(written) && nearest(written, known) === meant;
}

/** `; did you mean "greeting"?`, or `fallback` when nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>, fallback = ''): string {
  const guess = nearest(word, candidates);
  return guess === undefined ? fallback : `; did you mean "${guess}"?`;
}

/**
 * How many letters must be put in, taken out, replaced or swapped with their neighbour to make `b` of `a`
 * (optimal string alignment).
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      row.push(swapped ? Math.min(cost, at(beforeLast, j - 2) + 1) : cost);
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

function allowedSlips(word: string): number {
  return Math.min(MAX_SLIPS, Math.max(1, Math.floor(word.length * MAX_SLIPS_PER_CHARACTER)));
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll('_', '-');
}
