import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Espeak, EspeakFailed, startEspeak } from '../../../local/engines/espeak.ts';
import { speak } from '../../../local/engines/flite.ts';
import { FLITE_VOICES } from '../../../local/engines/flite-voices.ts';
import { espeakVoiceFor, KNOWN_VOICES } from '../../../local/engines/polly-voices.ts';
import type { EspeakVoice } from '../../../local/engines/speech-cache.ts';

const SENTENCE = 'We have Tuesday at three thirty free.';

function voiceOf(pollyVoice: string): EspeakVoice {
  const voice = espeakVoiceFor(pollyVoice);
  if (voice === undefined) throw new Error(`There is no voice for ${pollyVoice}.`);
  return voice;
}

function rootMeanSquare(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}

describe('espeak', () => {
  let espeak: Espeak;
  beforeAll(async () => {
    espeak = await startEspeak({ cachedSamples: 0 });
  });
  afterAll(() => espeak.close());

  async function samplesOf(text: string, pollyVoice: string, sampleRate: number): Promise<Int16Array> {
    const parts = await Array.fromAsync(espeak.speak({ text, voice: voiceOf(pollyVoice), sampleRate }));
    return Int16Array.from(parts.flatMap((part) => [...part]));
  }

  it.each([8_000, 16_000])(
    'speaks for as long as the sentence takes, loud enough, at %i Hz',
    async (rate) => {
      const samples = await samplesOf(SENTENCE, 'Joanna', rate);
      expect(samples.length / rate).toBeGreaterThan(1.5);
      expect(samples.length / rate).toBeLessThan(4);
      expect(rootMeanSquare(samples)).toBeGreaterThan(1_000);
    },
  );

  it('speaks in parts, so that the first can be played while the others are made', async () => {
    const parts = await Array.fromAsync(
      espeak.speak({ text: SENTENCE, voice: voiceOf('Joanna'), sampleRate: 8_000 }),
    );
    expect(parts.length).toBeGreaterThan(10);
  });

  it.each(KNOWN_VOICES)('has the voice that stands in for %s', async (voice) => {
    expect(rootMeanSquare(await samplesOf('Okay.', voice, 8_000))).toBeGreaterThan(500);
  });

  it('gives every voice a sound of its own', () => {
    const voices = KNOWN_VOICES.map((voice) => JSON.stringify(voiceOf(voice)));
    expect(new Set(voices).size).toBe(voices.length);
  });

  it('says which voice it lacks, and speaks the next text', async () => {
    const nobody = { name: 'xx-nobody', pitch: 50, wordsPerMinute: 165 };
    const refused = Array.fromAsync(espeak.speak({ text: 'Hello', voice: nobody, sampleRate: 8_000 }));
    await expect(refused).rejects.toBeInstanceOf(EspeakFailed);
    expect((await samplesOf('Hello', 'Joanna', 8_000)).length).toBeGreaterThan(0);
  });
});

describe('flite', () => {
  it.each(FLITE_VOICES)('speaks in the voice %s', async (voice) => {
    const { samples, sampleRate } = await speak('see you on friday', { voice });
    expect(sampleRate).toBe(16_000);
    expect(samples.length / sampleRate).toBeGreaterThan(0.7);
    expect(rootMeanSquare(samples)).toBeGreaterThan(500);
  });
});
