import {
  PollyClient,
  SynthesizeSpeechCommand,
  type SynthesizeSpeechCommandInput,
} from '@aws-sdk/client-polly';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Espeak, startEspeak } from '../../../local/engines/espeak.ts';
import type { LatencyProfile, LatencyStage } from '../../../local/latency/latency-profile.ts';
import { pollyService } from '../../../local/services/polly.ts';
import { serve, type WireServer } from '../../../local/wire/server.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';

const SENTENCE = 'We have Tuesday at three thirty free.';

let espeak: Espeak;
let server: WireServer;
let client: PollyClient;
const waited: LatencyStage[] = [];
const latency: LatencyProfile = {
  name: 'published',
  sample: (stage) => {
    waited.push(stage);
    return 0;
  },
};
beforeAll(async () => {
  espeak = await startEspeak();
  server = await serve(pollyService({ espeak, latency }));
  client = new PollyClient({ ...atEndpoint(server.url), maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await server.close();
  await espeak.close();
});

function synthesize(changes: Partial<SynthesizeSpeechCommandInput> = {}) {
  const asked = {
    Text: SENTENCE,
    VoiceId: 'Joanna',
    Engine: 'neural',
    OutputFormat: 'pcm',
    SampleRate: '8000',
  } as const;
  return client.send(new SynthesizeSpeechCommand({ ...asked, ...changes }));
}

async function secondsOf(answer: Awaited<ReturnType<typeof synthesize>>, rate: number): Promise<number> {
  const bytes = await answer.AudioStream?.transformToByteArray();
  return (bytes?.length ?? 0) / 2 / rate;
}

describe('Polly on the laptop', () => {
  it('speaks a sentence as 8 kHz PCM and says what it costs', async () => {
    const answer = await synthesize();
    expect(answer.ContentType).toBe('audio/pcm');
    expect(answer.RequestCharacters).toBe(SENTENCE.length);
    expect(await secondsOf(answer, 8_000)).toBeGreaterThan(1.5);
  });

  it('speaks faster and slower, and bills no markup', async () => {
    const at = (rate: number) =>
      synthesize({
        Text: `<speak><prosody rate="${rate}%">${SENTENCE}</prosody></speak>`,
        TextType: 'ssml',
      });
    const [slow, usual, fast] = [await at(80), await at(100), await at(130)];
    expect(usual.RequestCharacters).toBe(SENTENCE.length);
    const usualSeconds = await secondsOf(usual, 8_000);
    expect(await secondsOf(slow, 8_000)).toBeGreaterThan(usualSeconds);
    expect(await secondsOf(fast, 8_000)).toBeLessThan(usualSeconds);
  });

  it('takes as long for a sentence at 16 kHz as at 8 kHz', async () => {
    const [eight, sixteen] = await Promise.all([synthesize(), synthesize({ SampleRate: '16000' })]);
    expect(await secondsOf(sixteen, 16_000)).toBeCloseTo(await secondsOf(eight, 8_000), 2);
  });

  it('speaks at 16 kHz when no rate is asked for, as Polly does for PCM', async () => {
    const answer = await synthesize({ SampleRate: undefined });
    expect(await secondsOf(answer, 16_000)).toBeCloseTo(await secondsOf(await synthesize(), 8_000), 2);
  });

  it('waits before the first byte as the latency profile says', async () => {
    waited.length = 0;
    await secondsOf(await synthesize(), 8_000);
    expect(waited).toEqual(['pollyFirstByte']);
  });

  it.each<[string, Partial<SynthesizeSpeechCommandInput>, string]>([
    ['a text of more than 3,000 characters', { Text: 'a'.repeat(3_001) }, 'TextLengthExceededException'],
    ['a rate that PCM does not have', { SampleRate: '22050' }, 'InvalidSampleRateException'],
    ['a voice that Polly does not have', { VoiceId: JSON.parse('"Nobody"') }, 'ValidationException'],
    ['a voice that the laptop has nothing for', { VoiceId: 'Zeina' }, 'ValidationException'],
    ['an engine that Polly does not have', { Engine: JSON.parse('"steam"') }, 'ValidationException'],
    ['a format that the laptop does not speak', { OutputFormat: 'mp3' }, 'ValidationException'],
    ['SSML that is not closed', { TextType: 'ssml', Text: '<speak>Hello' }, 'InvalidSsmlException'],
  ])('refuses %s', async (_, changes, name) => {
    await expect(synthesize(changes)).rejects.toMatchObject({ name });
  });

  it('refuses a body that is no JSON, and another path', async () => {
    const body = await fetch(`${server.url}/v1/speech`, { method: 'POST', body: '{' });
    expect([body.status, body.headers.get('x-amzn-errortype')]).toEqual([400, 'ValidationException']);
    const path = await fetch(`${server.url}/v1/voices`);
    expect([path.status, path.headers.get('x-amzn-errortype')]).toEqual([404, 'UnknownOperationException']);
  });
});
