/** Numbers in [0, 1), the same sequence for the same seed. */
export type Random = () => number;

const TWO_TO_32 = 4_294_967_296;

/**
 * A seeded generator: a 32-bit counter stepped by the golden ratio, each value mixed by two
 * xor-shift-multiply rounds. Good enough for latencies and faults, never for secrets.
 */
export function seededRandom(seed: number): Random {
  let counter = Math.trunc(seed) >>> 0;
  return () => {
    counter = (counter + 0x9e3779b9) >>> 0;
    let mixed = counter;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / TWO_TO_32;
  };
}

/** A seed for a named part of something seeded, so that one part's draws never shift another's. */
export function seedFor(seed: number, part: string): number {
  let hash = Math.trunc(seed) >>> 0;
  for (const letter of part) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

/** One draw of the standard normal distribution (Box and Muller, 1958). */
export function standardNormal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
