import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../audio/frame.ts';
import { createFramer } from '../audio/pcm.ts';
import { createListener, type Listener, type ListenerPorts } from './listener.ts';
import type { VoiceActivity, VoiceEvent } from './voice-activity.ts';

/** Audio that is this late will not come: the line is muted, or has a hole. Silence takes its place, so that the
 * timeline keeps up with the clock and Transcribe never waits (it ends a stream after 15 s without audio). */
const LATE_MS = 200;
/** Audio that runs ahead of the clock by more than this, after a hole, is dropped where it is quiet. */
const AHEAD_MS = 100;
/** A frame with no sample above this is quiet: −44 dBFS. */
const QUIET_PEAK = 200;

export interface EarsPorts extends ListenerPorts {
  voice: VoiceActivity;
  onVoice(event: VoiceEvent): void;
  /** Every 20 ms of the caller's side, in order; for the recording. */
  onFrame?(frame: Int16Array): void;
}

/**
 * A call's ears. Their timeline is the call's: the n-th sample was spoken n/8 ms after the call began, whatever
 * the network did.
 */
export interface Ears {
  /** 8 kHz samples from the line. */
  hear(samples: Int16Array): void;
  /** To be called every 20 ms with the call's time. */
  tick(callMs: number): void;
  listenIn(locale: string): void;
  close(): void;
}

export function createEars(ports: EarsPorts): Ears {
  const listener: Listener = createListener(ports);
  const framer = createFramer(FRAME_SAMPLES);
  const silence = new Int16Array(FRAME_SAMPLES);
  let frames = 0;
  let nowMs = 0;
  let voiced = false;
  let filled = true;

  function fillUntil(ms: number): void {
    while ((frames + 1) * FRAME_MS <= ms) onFrame(silence);
  }

  function onFrame(frame: Int16Array): void {
    const aheadMs = frames * FRAME_MS - nowMs;
    if (aheadMs > AHEAD_MS && !voiced && isQuiet(frame)) return;
    frames += 1;
    listener.push(frame);
    ports.onFrame?.(frame);
    const event = ports.voice.push(frame);
    if (event === undefined) return;
    voiced = event.type === 'voice-started';
    ports.onVoice(event);
  }

  return {
    hear(samples) {
      // After a hole the first audio belongs to now: put after old silence it would seem to lie in the past.
      if (filled) fillUntil(nowMs - (samples.length * 1_000) / SAMPLE_RATE);
      filled = false;
      framer.push(samples, onFrame);
    },
    tick(callMs) {
      nowMs = callMs;
      if (frames * FRAME_MS >= callMs - LATE_MS) return;
      filled = true;
      fillUntil(callMs - LATE_MS);
    },
    listenIn: (locale) => listener.listenIn(locale),
    close() {
      listener.close();
      ports.voice.free();
    },
  };
}

function isQuiet(frame: Int16Array): boolean {
  return frame.every((value) => value < QUIET_PEAK && value > -QUIET_PEAK);
}
