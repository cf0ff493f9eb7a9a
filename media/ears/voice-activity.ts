import loadFvad, { type Fvad } from '@echogarden/fvad-wasm';
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../audio/frame.ts';

/** libfvad's "aggressive": misses little speech on telephone audio and takes little noise for it. */
const MODE = 2;
/** Frames of voice in a row before it is believed: a click is shorter than 40 ms. */
const ONSET_FRAMES = 2;
/** Silence after which voice counts as stopped. Closures inside words (p, t, k) last up to about 100 ms. */
const HANGOVER_MS = 120;
/** Below this a frame is silence whatever the detector says: −55 dBFS, quieter than any telephone line's speech. */
const FLOOR_RMS = 58;
/** A voiced frame is at least this much louder than the running noise level: 6 dB. It also cuts the detector's own
 * hangover of 100 ms off the end of speech, so that the end is found where the sound ends. */
const ABOVE_NOISE = 2;
/** Share by which the noise level follows quiet frames up; it falls at once. About a second to double. */
const NOISE_RISE = 1.015;
/** The noise level is never believed to be above −40 dBFS, or steady speech would raise it over itself. */
const MAX_NOISE_RMS = 330;

export type VoiceEvent =
  | { type: 'voice-started'; sinceMs: number }
  /** `endMs` is the end of the last voiced frame, not the moment at which it was noticed. */
  | { type: 'voice-stopped'; endMs: number };

/** Finds speech in 20 ms frames of 8 kHz audio. Times are milliseconds of audio from the first frame. */
export interface VoiceActivity {
  push(frame: Int16Array): VoiceEvent | undefined;
  free(): void;
}

export type VoiceActivityFactory = () => VoiceActivity;

/** Loads the detector once for the process; the factory makes one for each call. */
export async function loadVoiceActivity(): Promise<VoiceActivityFactory> {
  const fvad = await loadFvad();
  return () => createVoiceActivity(fvad);
}

function createVoiceActivity(fvad: Fvad): VoiceActivity {
  const detector = fvad._fvad_new();
  const memory = fvad._malloc(FRAME_SAMPLES * 2);
  if (detector === 0 || memory === 0) throw new Error('The voice detector is out of memory: too many calls.');
  fvad._fvad_set_mode(detector, MODE);
  fvad._fvad_set_sample_rate(detector, SAMPLE_RATE);
  const gate = createEnergyGate();
  const runs = createRuns();
  let frames = 0;
  return {
    push(frame) {
      const loud = gate(frame);
      fvad.HEAP16.set(frame, memory / 2);
      const voiced = fvad._fvad_process(detector, memory, FRAME_SAMPLES) === 1 && loud;
      return runs(voiced, frames++ * FRAME_MS);
    },
    free() {
      fvad._free(memory);
      fvad._fvad_free(detector);
    },
  };
}

/** Tells whether a frame is louder than the line's own noise. */
function createEnergyGate(): (frame: Int16Array) => boolean {
  let noise = FLOOR_RMS;
  return (frame) => {
    const rms = rootMeanSquare(frame);
    noise = rms < noise ? rms : Math.min(MAX_NOISE_RMS, noise * NOISE_RISE);
    noise = Math.max(noise, FLOOR_RMS / ABOVE_NOISE);
    return rms >= noise * ABOVE_NOISE;
  };
}

function rootMeanSquare(frame: Int16Array): number {
  let sum = 0;
  for (const value of frame) sum += value * value;
  return Math.sqrt(sum / frame.length);
}

/** Turns voiced and unvoiced frames into starts and stops. */
function createRuns(): (voiced: boolean, frameStartMs: number) => VoiceEvent | undefined {
  let active = false;
  let inARow = 0;
  let sinceMs = 0;
  let endMs = 0;
  return (voiced, frameStartMs) => {
    inARow = voiced ? inARow + 1 : 0;
    if (voiced) {
      if (inARow === 1 && !active) sinceMs = frameStartMs;
      endMs = frameStartMs + FRAME_MS;
      if (active || inARow < ONSET_FRAMES) return undefined;
      active = true;
      return { type: 'voice-started', sinceMs };
    }
    if (!active || frameStartMs + FRAME_MS - endMs < HANGOVER_MS) return undefined;
    active = false;
    return { type: 'voice-stopped', endMs };
  };
}
