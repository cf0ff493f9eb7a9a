import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createResampler } from '../../../media/audio/resampler.ts';
import { tone } from '../../builders/voice.ts';

const RATES = [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000];

function resample(input: Float32Array, rate: number, parts = 1): Float32Array {
  const resampler = createResampler(rate);
  const size = Math.ceil(input.length / parts);
  const out: number[] = [];
  for (let at = 0; at < input.length; at += size) out.push(...resampler.push(input.subarray(at, at + size)));
  out.push(...resampler.flush());
  return Float32Array.from(out);
}

/** Level of a tone, without the ends where the filter has only half its input. */
function level(samples: Float32Array): number {
  const middle = samples.subarray(400, samples.length - 400);
  return Math.sqrt(middle.reduce((sum, value) => sum + value * value, 0) / middle.length);
}

describe('the resampler', () => {
  it.each(RATES)('passes telephone speech from %i Hz on at its level', (rate) => {
    for (const hz of [300, 1_000, 3_000]) {
      const out = resample(tone(hz, 500, rate), rate);
      expect(level(out) / (0.5 / Math.SQRT2)).toBeGreaterThan(0.97);
      expect(level(out) / (0.5 / Math.SQRT2)).toBeLessThan(1.03);
    }
  });

  it.each(RATES.filter((rate) => rate > 8_000))('lets nothing above 4 kHz of %i Hz fold down', (rate) => {
    for (const hz of [4_400, 5_000, 7_000, 15_000].filter((one) => one < rate / 2)) {
      const out = resample(tone(hz, 500, rate), rate);
      expect(20 * Math.log10(level(out) / (0.5 / Math.SQRT2))).toBeLessThan(-45);
    }
  });

  it.each(RATES)('gives 8,000 samples for each second of %i Hz', (rate) => {
    const out = resample(tone(440, 1_000, rate), rate);
    expect(Math.abs(out.length - 8_000)).toBeLessThanOrEqual(2);
  });

  it('gives the same however the sound was cut into pieces', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RATES), fc.integer({ min: 1, max: 40 }), (rate, parts) => {
        const input = tone(700, 60, rate);
        const whole = resample(input, rate);
        const pieces = resample(input, rate, parts);
        expect(pieces.length).toBe(whole.length);
        for (let n = 0; n < whole.length; n++) expect(pieces[n]).toBeCloseTo(whole[n] ?? Number.NaN, 3);
      }),
      { numRuns: 40 },
    );
  });
});
