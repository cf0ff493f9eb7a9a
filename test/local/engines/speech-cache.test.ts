import { describe, expect, it } from 'vitest';
import { type SpeechRequest, speechCache } from '../../../local/engines/speech-cache.ts';

const VOICE = { name: 'en-us+f3', pitch: 50, wordsPerMinute: 165 };

/** A cache over a synthesizer that gives 100 samples in two parts for any text, and counts its work. */
function aCache(maxSamples: number) {
  const made: string[] = [];
  const speak = speechCache(async function* ({ text }) {
    made.push(text);
    yield new Int16Array(60);
    yield new Int16Array(40);
  }, maxSamples);
  const start = (text: string, changes: Partial<SpeechRequest> = {}) =>
    speak({ text, voice: VOICE, sampleRate: 8_000, ...changes });
  return { made, start, say: (...asked: Parameters<typeof start>) => Array.fromAsync(start(...asked)) };
}

describe('speech that comes again', () => {
  it('is made once, and is the same', async () => {
    const { made, say } = aCache(1_000);
    const first = await say('Sure.');
    expect(await say('Sure.')).toEqual(first);
    expect(made).toEqual(['Sure.']);
  });

  it('is made anew for another voice or rate', async () => {
    const { made, say } = aCache(1_000);
    await say('Sure.');
    await say('Sure.', { sampleRate: 16_000 });
    await say('Sure.', { voice: { ...VOICE, pitch: 40 } });
    expect(made).toHaveLength(3);
  });

  it('is forgotten, the oldest first, once there is too much of it', async () => {
    const { made, say } = aCache(200);
    for (const text of ['one', 'two', 'three', 'two', 'three', 'one']) await say(text);
    expect(made).toEqual(['one', 'two', 'three', 'one']);
  });

  it('is not kept at all with a bound of 0', async () => {
    const { made, say } = aCache(0);
    await say('Sure.');
    await say('Sure.');
    expect(made).toHaveLength(2);
  });

  it('is not kept when nobody listened to its end', async () => {
    const { made, start } = aCache(1_000);
    for await (const _part of start('Sure.')) break;
    await Array.fromAsync(start('Sure.'));
    expect(made).toEqual(['Sure.', 'Sure.']);
  });
});
