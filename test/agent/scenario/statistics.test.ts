import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, signFlipTest } from '../../../agent/scenario/statistics/compare.ts';
import { effectiveRuns } from '../../../agent/scenario/statistics/effective-runs.ts';
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

describe('as how many independent runs repeated ones count', () => {
  const scenario = (passed: number, runs: number) => ({ passed, runs });

  it('is the number of scenarios where each always does the same', () => {
    expect(effectiveRuns([scenario(10, 10), scenario(10, 10), scenario(10, 10)])).toBe(3);
    expect(effectiveRuns([scenario(10, 10), scenario(0, 10), scenario(10, 10)])).toBe(3);
    expect(effectiveRuns([scenario(20, 20)])).toBe(1);
  });

  it('is the number of runs where scenarios differ no more than runs of one do', () => {
    expect(effectiveRuns([scenario(5, 10), scenario(5, 10), scenario(5, 10)])).toBe(30);
    expect(effectiveRuns([scenario(1, 1), scenario(0, 1), scenario(1, 1), scenario(1, 1)])).toBe(4);
  });

  it('is in between otherwise', () => {
    // Rates 0.9, 0.5, 0.7: mean 0.7, variance of the mean 0.08 / 6.
    expect(effectiveRuns([scenario(9, 10), scenario(5, 10), scenario(7, 10)])).toBeCloseTo(
      (0.7 * 0.3) / (0.08 / 6),
      9,
    );
  });

  it('leaves out scenarios of which no run counts', () => {
    expect(effectiveRuns([scenario(0, 0), scenario(1, 1)])).toBe(1);
    expect(effectiveRuns([])).toBe(0);
  });
});

describe('a comparison of paired runs', () => {
  const scenarios = (gained: number, lost: number, same: number, repeat = 1) =>
    [
      ...Array.from({ length: gained }, () => ({ before: false, after: true })),
      ...Array.from({ length: lost }, () => ({ before: true, after: false })),
      ...Array.from({ length: same }, () => ({ before: true, after: true })),
    ].flatMap((pair, index) => Array.from({ length: repeat }, () => ({ ...pair, scenario: `s${index}` })));

  it.each([
    [6, 0, 'better'],
    [0, 6, 'worse'],
    [5, 0, 'cannot be told'],
    [8, 3, 'cannot be told'],
    [0, 0, 'cannot be told'],
  ])('with %i scenarios gained and %i lost: %s', (gained, lost, verdict) => {
    expect(compare(scenarios(gained, lost, 20))).toMatchObject({ verdict, gained, lost });
  });

  it('is not made surer by repeating the same scenarios', () => {
    const once = compare(scenarios(3, 0, 10));
    const tenTimes = compare(scenarios(3, 0, 10, 10));
    expect(tenTimes).toMatchObject({ verdict: 'cannot be told', pairs: 130, scenarios: 13, gained: 30 });
    expect(tenTimes.p).toBeCloseTo(once.p, 12);
  });

  it('asks how likely such a split is with a fair coin for each scenario', () => {
    const split = (one: number, other: number) => [...Array(one).fill(1), ...Array(other).fill(-1)];
    expect(signFlipTest(split(6, 0))).toBeCloseTo(2 / 2 ** 6, 12);
    expect(signFlipTest(split(8, 3))).toBeCloseTo((2 * (1 + 11 + 55 + 165)) / 2 ** 11, 12);
    expect(signFlipTest(split(4, 4))).toBe(1);
    // Of the eight sums of ±5 ±1 ±1, 7 and -7 are as far from zero as 7.
    expect(signFlipTest([5, 1, 1])).toBeCloseTo(2 / 8, 12);
  });

  it('does not depend on which side is which, nor on scenarios in which nothing changed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 30 }), (numbers) => {
        const p = signFlipTest(numbers);
        expect(signFlipTest(numbers.map((number) => -number))).toBeCloseTo(p, 12);
        expect(signFlipTest([...numbers, 0, 0])).toBeCloseTo(p, 12);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
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
