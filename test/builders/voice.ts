import { SAMPLE_RATE } from '../../media/audio/frame.ts';

/** Formants of an open vowel, in Hz (Peterson & Barney 1952, /ɑ/ of men). */
const FORMANTS = [730, 1_090, 2_440];
const PITCH_HZ = 120;

/** A sound that has what a detector takes for a voice: a pitch with its harmonics, shaped by formants. 8 kHz. */
export function vowel(ms: number, level = 6_000): Int16Array {
  const samples = new Int16Array((ms * SAMPLE_RATE) / 1_000);
  for (let n = 0; n < samples.length; n++) {
    let value = 0;
    for (let harmonic = 1; harmonic * PITCH_HZ < 3_600; harmonic++)
      value +=
        strength(harmonic * PITCH_HZ) * Math.sin((2 * Math.PI * harmonic * PITCH_HZ * n) / SAMPLE_RATE);
    const syllable = 0.6 + 0.4 * Math.sin((2 * Math.PI * 4 * n) / SAMPLE_RATE); // four syllables a second
    samples[n] = Math.round(level * value * syllable);
  }
  return samples;
}

function strength(hz: number): number {
  return Math.max(...FORMANTS.map((formant) => Math.exp(-(((hz - formant) / 150) ** 2)))) * 0.4;
}

export function silence(ms: number): Int16Array {
  return new Int16Array((ms * SAMPLE_RATE) / 1_000);
}

/** White noise from a fixed seed (a linear congruential generator, Numerical Recipes). */
export function noise(ms: number, level: number): Int16Array {
  let seed = 1;
  return Int16Array.from({ length: (ms * SAMPLE_RATE) / 1_000 }, () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.round((seed / 2 ** 31 - 1) * level);
  });
}

/** A tone at any rate, amplitudes from -1 to 1. */
export function tone(hz: number, ms: number, sampleRate: number, amplitude = 0.5): Float32Array {
  return Float32Array.from(
    { length: Math.round((ms * sampleRate) / 1_000) },
    (_, n) => amplitude * Math.sin((2 * Math.PI * hz * n) / sampleRate),
  );
}

export function join(...parts: Int16Array[]): Int16Array {
  const all = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
