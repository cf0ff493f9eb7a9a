/** Words at least this long may differ by one letter, twice as long by two: what recognisers slip on. */
const LETTERS_PER_SLIP = 5;

/** The fewest letters to insert, delete or replace to turn one word into the other (Levenshtein 1965). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Whether one word could be a slip of the other. Short words must be equal. */
export function soundsLike(a: string, b: string): boolean {
  const slips = Math.floor(Math.min(a.length, b.length) / LETTERS_PER_SLIP);
  if (Math.abs(a.length - b.length) > slips) return false;
  return a === b || editDistance(a, b) <= Math.min(slips, 2);
}
