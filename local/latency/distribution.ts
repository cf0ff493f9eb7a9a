import { type Random, standardNormal } from './random.ts';

/** 95th percentile of the standard normal distribution. */
const Z95 = 1.6448536269514722;

/** A distribution of waits, in milliseconds. */
export type Distribution =
  | { kind: 'constant'; ms: number }
  /** A lognormal, the usual shape of service latencies, fixed by its median and 95th percentile. */
  | { kind: 'lognormal'; p50: number; p95: number };

/**
 * One draw. For a lognormal, ln X is normal with mean ln p50 and deviation ln(p95 / p50) / z95, so that the
 * median and the 95th percentile are exactly the two given.
 */
export function draw(distribution: Distribution, random: Random): number {
  return distribution.kind === 'constant'
    ? distribution.ms
    : lognormalAt(distribution, standardNormal(random));
}

/** The value of a lognormal that stands `z` standard deviations from its median (in the logarithm). */
export function lognormalAt(distribution: { p50: number; p95: number }, z: number): number {
  return distribution.p50 * Math.exp((Math.log(distribution.p95 / distribution.p50) / Z95) * z);
}
