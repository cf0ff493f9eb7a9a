import { describe, expect, it } from 'vitest';
import { FRAME_SAMPLES } from '../../../media/audio/frame.ts';
import { createEars } from '../../../media/ears/ears.ts';
import type { VoiceEvent } from '../../../media/ears/voice-activity.ts';
import { fakeTranscribe } from '../../builders/fake-services.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

/** A detector that takes every frame with anything in it for voice. */
function simpleDetector() {
  let active = false;
  let frames = 0;
  return {
    push(frame: Int16Array): VoiceEvent | undefined {
      frames += 1;
      const voiced = frame.some((value) => value !== 0);
      if (voiced === active) return undefined;
      active = voiced;
      return voiced
        ? { type: 'voice-started', sinceMs: (frames - 1) * 20 }
        : { type: 'voice-stopped', endMs: (frames - 1) * 20 };
    },
    free: () => {},
  };
}

function hearing() {
  const voices: VoiceEvent[] = [];
  let frames = 0;
  const ears = createEars({
    transcribe: fakeTranscribe().transcribe,
    clock: virtualClock(),
    callId: '6058e822-a712-4d1c-9106-27b631bdd0ec',
    onTranscript: () => {},
    onBroken: () => {},
    voice: simpleDetector(),
    onVoice: (event) => voices.push(event),
    onFrame: () => {
      frames += 1;
    },
  });
  return { ears, voices, heardMs: () => frames * 20 };
}

const sound = (ms: number) => new Int16Array((FRAME_SAMPLES / 20) * ms).fill(1_000);

describe('the ears', () => {
  it('keep their timeline with the clock when the line sends nothing', () => {
    const { ears, heardMs } = hearing();
    for (let ms = 0; ms <= 60_000; ms += 20) ears.tick(ms);
    expect(heardMs()).toBe(59_800);
    ears.close();
  });

  it('put the first audio after a hole where it belongs: now', () => {
    const { ears, voices } = hearing();
    for (let ms = 0; ms <= 5_000; ms += 20) ears.tick(ms);
    ears.hear(sound(40));
    expect(voices).toEqual([{ type: 'voice-started', sinceMs: 4_960 }]);
    ears.close();
  });

  it('drop silence that comes in a burst after a hole, and no speech', () => {
    const { ears, heardMs, voices } = hearing();
    for (let ms = 0; ms <= 2_000; ms += 20) ears.tick(ms);
    ears.hear(new Int16Array(8 * 1_000));
    expect(heardMs()).toBeLessThanOrEqual(2_140);
    ears.hear(sound(400));
    expect(voices).toMatchObject([{ type: 'voice-started' }]);
    expect(heardMs()).toBeGreaterThanOrEqual(2_400);
    ears.close();
  });
});
