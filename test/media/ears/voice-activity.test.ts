import { beforeAll, describe, expect, it } from 'vitest';
import { FRAME_SAMPLES } from '../../../media/audio/frame.ts';
import { createFramer } from '../../../media/audio/pcm.ts';
import {
  loadVoiceActivity,
  type VoiceActivityFactory,
  type VoiceEvent,
} from '../../../media/ears/voice-activity.ts';
import { join, noise, silence, vowel } from '../../builders/voice.ts';

let factory: VoiceActivityFactory;
beforeAll(async () => {
  factory = await loadVoiceActivity();
});

function eventsOf(samples: Int16Array): VoiceEvent[] {
  const detector = factory();
  const events: VoiceEvent[] = [];
  createFramer(FRAME_SAMPLES).push(samples, (frame) => {
    const event = detector.push(frame);
    if (event !== undefined) events.push(event);
  });
  detector.free();
  return events;
}

describe('voice activity', () => {
  it('finds where a voice begins and ends, to within two frames', () => {
    const [start, stop, ...more] = eventsOf(join(silence(1_000), vowel(800), silence(1_000)));
    expect(more).toEqual([]);
    expect(start).toMatchObject({ type: 'voice-started' });
    expect(stop).toMatchObject({ type: 'voice-stopped' });
    if (start?.type !== 'voice-started' || stop?.type !== 'voice-stopped') return;
    expect(Math.abs(start.sinceMs - 1_000)).toBeLessThanOrEqual(40);
    expect(Math.abs(stop.endMs - 1_800)).toBeLessThanOrEqual(40);
  });

  it('finds the end as well in a noisy line', () => {
    const line = noise(4_000, 150);
    const voice = join(silence(1_500), vowel(1_000), silence(1_500));
    const events = eventsOf(line.map((value, n) => value + (voice[n] ?? 0)));
    const stop = events.at(-1);
    expect(stop?.type).toBe('voice-stopped');
    if (stop?.type === 'voice-stopped') expect(Math.abs(stop.endMs - 2_500)).toBeLessThanOrEqual(60);
  });

  it('takes a pause inside a word for none', () => {
    const events = eventsOf(join(silence(500), vowel(400), silence(80), vowel(400), silence(500)));
    expect(events.map(({ type }) => type)).toEqual(['voice-started', 'voice-stopped']);
  });

  it('hears nothing in silence, in quiet noise or in a click', () => {
    expect(eventsOf(silence(2_000))).toEqual([]);
    expect(eventsOf(noise(2_000, 40))).toEqual([]);
    const click = silence(1_000);
    click.fill(20_000, 4_000, 4_020);
    expect(eventsOf(click)).toEqual([]);
  });

  it('keeps the calls of a process apart', () => {
    const one = factory();
    const other = factory();
    const frames: Int16Array[] = [];
    createFramer(FRAME_SAMPLES).push(vowel(400), (frame) => frames.push(frame));
    const heard = frames.map((frame) => {
      other.push(new Int16Array(FRAME_SAMPLES));
      return one.push(frame);
    });
    expect(heard.some((event) => event?.type === 'voice-started')).toBe(true);
    expect(other.push(new Int16Array(FRAME_SAMPLES))).toBeUndefined();
    one.free();
    other.free();
  });
});
