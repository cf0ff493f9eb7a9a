import { SAMPLE_RATE } from './frame.ts';

/** Passband edge as a share of the target's Nyquist frequency: telephone speech ends at 3.4 kHz, 85 % of 4 kHz. */
const CUTOFF_OF_NYQUIST = 0.9;
/** Zero crossings of the sinc on each side: about 60 dB down just above 4 kHz with a Kaiser window of beta 6. */
const ZERO_CROSSINGS = 16;
const KAISER_BETA = 6;
/** Positions between two input samples for which filter taps are kept; 8 kHz sits exactly on them for usual rates. */
const PHASES = 160;

/** Turns a stream of samples of one rate into another. Holds the few samples that the filter still needs. */
export interface Resampler {
  /** The samples at the target rate that `input` completes. Amplitudes from -1 to 1. */
  push(input: Float32Array): Float32Array;
  /** What is still inside, at the end of the sound. */
  flush(): Float32Array;
}

/**
 * A band-limited resampler, to telephone rate unless told otherwise: windowed-sinc low-pass (below 3.6 kHz for
 * 8 kHz), evaluated at the output's instants, so that nothing above the target's band folds down into it. Rates
 * are in Hz, at least 1 kHz.
 */
export function createResampler(rate: number, targetRate: number = SAMPLE_RATE): Resampler {
  if (rate === targetRate) return { push: (input) => input, flush: () => new Float32Array(0) };
  const taps = filterBank(rate, targetRate);
  const half = Math.floor(taps.width / 2);
  const step = rate / targetRate;
  let held = new Float32Array(half); // silence before the first sample
  // Both count whole samples since the beginning, so that no rounding adds up however long the sound is.
  let outCount = 0;
  let dropped = 0;

  function push(input: Float32Array): Float32Array {
    const all = new Float32Array(held.length + input.length);
    all.set(held);
    all.set(input, held.length);
    const end = dropped + all.length;
    const outEnd = Math.max(outCount, Math.ceil((end - 2 * half) / step));
    const out = new Float32Array(outEnd - outCount);
    for (let n = 0; n < out.length; n++) out[n] = convolve(all, half + (outCount + n) * step - dropped, taps);
    outCount = outEnd;
    const drop = Math.min(all.length, Math.floor(outCount * step) - dropped);
    held = all.slice(drop);
    dropped += drop;
    return out;
  }

  return { push, flush: () => push(new Float32Array(half)) };
}

interface FilterBank {
  width: number;
  /** One row of `width` taps for each phase, and one more so that the last phase may round up. */
  rows: Float32Array[];
}

function filterBank(rate: number, targetRate: number): FilterBank {
  const cutoff = (CUTOFF_OF_NYQUIST * Math.min(rate, targetRate)) / rate; // 1 is the input's Nyquist
  const width = 2 * Math.ceil(ZERO_CROSSINGS / cutoff) + 1;
  const rows = Array.from({ length: PHASES + 1 }, (_, phase) => filterRow(phase / PHASES, width, cutoff));
  return { width, rows };
}

function filterRow(offset: number, width: number, cutoff: number): Float32Array {
  const half = Math.floor(width / 2);
  const row = new Float32Array(width);
  let sum = 0;
  for (let tap = 0; tap < width; tap++) {
    const x = tap - half - offset;
    const value = sinc(x * cutoff) * kaiser(x / (half + 1));
    row[tap] = value;
    sum += value;
  }
  return row.map((value) => value / sum); // unity gain at 0 Hz whatever the phase
}

function convolve(samples: Float32Array, position: number, taps: FilterBank): number {
  const whole = Math.floor(position);
  const row = taps.rows[Math.round((position - whole) * PHASES)];
  if (row === undefined) return 0;
  const first = whole - Math.floor(taps.width / 2);
  let sum = 0;
  for (let tap = 0; tap < taps.width; tap++) sum += (samples[first + tap] ?? 0) * (row[tap] ?? 0);
  return sum;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Kaiser window at `x` from -1 to 1 (Kaiser & Schafer, 1980). */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel0(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel0(KAISER_BETA);
}

function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 25; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
