import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lognormalAt } from '../../../local/latency/distribution.ts';
import type { LatencyStage } from '../../../local/latency/latency-profile.ts';
import { PUBLISHED, publishedLatency } from '../../../local/latency/published.ts';
import { zeroLatency } from '../../../local/latency/zero.ts';

/** The 95th percentile of 10,000 draws has a standard error of 1.2% where the spread is widest: 100,000 leave 0.4%. */
const SAMPLES = 100_000;
const stages = Object.keys(PUBLISHED).filter((stage): stage is LatencyStage => stage in PUBLISHED);

function percentiles(stage: LatencyStage, seed: number): { p50: number; p95: number } {
  const profile = publishedLatency(seed);
  const sorted = Array.from({ length: SAMPLES }, () => profile.sample(stage)).sort((a, b) => a - b);
  return { p50: sorted[SAMPLES * 0.5] ?? Number.NaN, p95: sorted[SAMPLES * 0.95] ?? Number.NaN };
}

describe('the published latency profile', () => {
  it.each(stages)('has the published median and 95th percentile at %s, within 3 percent', (stage) => {
    const published = PUBLISHED[stage];
    const expected = published.kind === 'constant' ? { p50: published.ms, p95: published.ms } : published;
    for (const seed of [1, 2, 3]) {
      const measured = percentiles(stage, seed);
      expect(Math.abs(measured.p50 / expected.p50 - 1)).toBeLessThan(0.03);
      expect(Math.abs(measured.p95 / expected.p95 - 1)).toBeLessThan(0.03);
    }
  });

  it('gives the same waits for the same seed, whatever else is drawn in between', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.constantFrom(...stages), { maxLength: 50 }), (seed, others) => {
        const alone = publishedLatency(seed);
        const mixed = publishedLatency(seed);
        for (const other of others) if (other !== 'bedrockFirstToken') mixed.sample(other);
        expect(mixed.sample('bedrockFirstToken')).toBe(alone.sample('bedrockFirstToken'));
      }),
    );
  });

  it('never waits a negative or endless time', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...stages), (seed, stage) => {
        const ms = publishedLatency(seed).sample(stage);
        expect(ms).toBeGreaterThan(0);
        expect(Number.isFinite(ms)).toBe(true);
      }),
    );
  });
});

describe('a lognormal', () => {
  it('passes through its median and its 95th percentile', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 5_000, noNaN: true }),
        fc.double({ min: 1.01, max: 10, noNaN: true }),
        (p50, spread) => {
          const distribution = { p50, p95: p50 * spread };
          expect(lognormalAt(distribution, 0)).toBeCloseTo(p50, 6);
          expect(lognormalAt(distribution, 1.6448536269514722) / distribution.p95).toBeCloseTo(1, 9);
        },
      ),
    );
  });
});

it('the zero profile never waits', () => {
  for (const stage of stages) expect(zeroLatency.sample(stage)).toBe(0);
});
