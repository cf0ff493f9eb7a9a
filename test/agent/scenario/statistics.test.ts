import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, signTest } from '../../../agent/scenario/statistics/compare.ts';
import { passHatK } from '../../../agent/scenario/statistics/pass-rates.ts';
import { percentile } from '../../../agent/scenario/statistics/percentile.ts';
import { wilsonInterval } from '../../../agent/scenario/statistics/wilson.ts';

const someRuns = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 30 }))
  .map(([runs, passed]) => ({ runs, passed: Math.min(runs, passed) }));

/** C(n, k) the plain way. */
function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k;
}

describe('pass^k', () => {
  it('is the chance that k runs drawn from those played all passed', () => {
    expect(passHatK([{ runs: 4, passed: 2 }], 2)).toBeCloseTo(1 / 6);
  });

  it('is the mean over scenarios, those with too few runs left out', () => {
    const runs = [
      { runs: 4, passed: 4 },
      { runs: 4, passed: 0 },
      { runs: 1, passed: 1 },
    ];
    expect(passHatK(runs, 2)).toBe(0.5);
    expect(passHatK([{ runs: 1, passed: 1 }], 2)).toBeUndefined();
  });

  it('is C(passed, k) / C(runs, k), and never grows with k', () => {
    fc.assert(
      fc.property(someRuns, fc.integer({ min: 1, max: 30 }), (each, wanted) => {
        const k = Math.min(wanted, each.runs);
        const rate = passHatK([each], k) ?? Number.NaN;
        const exact = each.passed < k ? 0 : choose(each.passed, k) / choose(each.runs, k);
        expect(rate).toBeCloseTo(exact, 10);
        expect(passHatK([each], 1)).toBeGreaterThanOrEqual(rate);
      }),
    );
  });
});

describe('the confidence interval', () => {
  it('is that of Wilson: 10 of 10 may still be 72 %', () => {
    const { low, high } = wilsonInterval(10, 10);
    expect(low).toBeCloseTo(0.7225, 4);
    expect(high).toBeCloseTo(1, 12);
  });

  it('knows nothing without runs', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('holds the observed rate and stays within 0 and 1', () => {
    fc.assert(
      fc.property(someRuns, ({ runs, passed }) => {
        const { low, high } = wilsonInterval(passed, runs);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low - 1e-12).toBeLessThanOrEqual(passed / runs);
        expect(high + 1e-12).toBeGreaterThanOrEqual(passed / runs);
      }),
    );
  });
});

describe('a comparison of paired runs', () => {
  const pairs = (gained: number, lost: number, same: number) => [
    ...Array.from({ length: gained }, () => ({ before: false, after: true })),
    ...Array.from({ length: lost }, () => ({ before: true, after: false })),
    ...Array.from({ length: same }, () => ({ before: true, after: true })),
  ];

  it.each([
    [6, 0, 'better'],
    [0, 6, 'worse'],
    [5, 0, 'cannot be told'],
    [8, 3, 'cannot be told'],
    [0, 0, 'cannot be told'],
  ])('with %i gained and %i lost: %s', (gained, lost, verdict) => {
    expect(compare(pairs(gained, lost, 20))).toMatchObject({ verdict, gained, lost });
  });

  it('asks how likely such a split is with a fair coin', () => {
    expect(signTest(6, 0)).toBeCloseTo(2 / 2 ** 6, 12);
    expect(signTest(8, 3)).toBeCloseTo((2 * (1 + 11 + 55 + 165)) / 2 ** 11, 12);
    expect(signTest(4, 4)).toBe(1);
  });

  it('does not depend on which side is which', () => {
    const few = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(few, few, (one, other) => {
        expect(signTest(one, other)).toBeCloseTo(signTest(other, one), 12);
        expect(signTest(one, other)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a percentile', () => {
  it('is one of the values', () => {
    expect(percentile([30, 10, 20], 0.5)).toBe(20);
    expect(percentile([30, 10, 20], 0.95)).toBe(30);
    expect(percentile([], 0.5)).toBeUndefined();
  });
});
