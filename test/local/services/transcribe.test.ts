import {
  type AudioStream,
  type Result,
  StartStreamTranscriptionCommand,
  type StartStreamTranscriptionCommandInput,
  TranscribeStreamingClient,
} from '@aws-sdk/client-transcribe-streaming';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recognisable } from '../../../agent/playbook/phrases.ts';
import { knownUtterances } from '../../../local/engines/known-utterances.ts';
import { type GrammarRequest, type Recogniser, startRecogniser } from '../../../local/engines/recogniser.ts';
import type { LatencyProfile } from '../../../local/latency/latency-profile.ts';
import { zeroLatency } from '../../../local/latency/zero.ts';
import { type TranscribeOptions, transcribeService } from '../../../local/services/transcribe.ts';
import { serve, type WireServer } from '../../../local/wire/server.ts';
import { samplesToPcm } from '../../../media/audio/pcm.ts';
import { loadVoiceActivity, type VoiceActivityFactory } from '../../../media/ears/voice-activity.ts';
import { realClock } from '../../../media/time/clock.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';
import { dentalPlaybook } from '../../builders/dental-playbook.ts';
import { spoken } from '../../builders/spoken.ts';
import { type VirtualClock, virtualClock } from '../../builders/virtual-clock.ts';

const SESSION = '0b6a3e9c-8f0e-4f0b-9d3c-3c8f7b1d2a40';
const GRAMMAR: GrammarRequest = {
  key: 'dental',
  playbook: recognisable(dentalPlaybook(), 'en-US'),
  emphasis: 'anything',
};

let voiceActivity: VoiceActivityFactory;
let server: WireServer;
let client: TranscribeStreamingClient;
beforeAll(async () => {
  voiceActivity = await loadVoiceActivity();
});
afterEach(async () => {
  client.destroy();
  await server.close();
});

async function start(
  changes: Partial<TranscribeOptions> & Pick<TranscribeOptions, 'recogniser'>,
): Promise<void> {
  const handler = transcribeService({
    voiceActivity,
    latency: zeroLatency,
    clock: realClock,
    languages: ['en-US'],
    listening: async () => GRAMMAR,
    ...changes,
  });
  server = await serve(handler);
  client = new TranscribeStreamingClient({ ...atEndpoint(server.url), maxAttempts: 1 });
}

/** 100 ms of audio an event, as fast as the service takes it. */
async function* events(samples: Int16Array): AsyncGenerator<AudioStream> {
  for (let at = 0; at < samples.length; at += 800)
    yield { AudioEvent: { AudioChunk: samplesToPcm(samples.subarray(at, at + 800)) } };
}

async function transcribe(
  audio: AsyncIterable<AudioStream>,
  changes: Partial<StartStreamTranscriptionCommandInput> = {},
): Promise<Result[]> {
  const response = await client.send(
    new StartStreamTranscriptionCommand({
      LanguageCode: 'en-US',
      MediaEncoding: 'pcm',
      MediaSampleRateHertz: 8_000,
      SessionId: SESSION,
      AudioStream: audio,
      ...changes,
    }),
  );
  const results: Result[] = [];
  for await (const event of response.TranscriptResultStream ?? [])
    results.push(...(event.TranscriptEvent?.Transcript?.Results ?? []));
  return results;
}

const textOf = (result: Result | undefined) => result?.Alternatives?.[0]?.Transcript;
const finals = (results: Result[]) => results.filter((result) => result.IsPartial === false);

describe('Transcribe on the laptop, hearing flite', () => {
  let recogniser: Recogniser;
  beforeAll(async () => {
    recogniser = await startRecogniser(1);
  });
  afterAll(() => recogniser.close());

  it('gives partial results that grow, and one final result, of one sentence', async () => {
    await start({ recogniser });
    const results = await transcribe(
      events(await spoken("i'd like to cancel my appointment", { voice: 'rms' })),
    );
    expect(textOf(results.at(-1))).toBe("i'd like to cancel my appointment");
    expect(finals(results)).toHaveLength(1);
    expect(new Set(results.map((result) => result.ResultId)).size).toBe(1);
    expect(results.length).toBeGreaterThan(5);
  });

  it('gives each sentence between silences a result of its own, with times of the whole stream', async () => {
    await start({ recogniser });
    const two = await Promise.all(
      ['is there parking', 'thank you'].map((text) => spoken(text, { voice: 'rms' })),
    );
    const results = finals(await transcribe(events(Int16Array.from(two.flatMap((part) => [...part])))));
    expect(results.map(textOf)).toEqual(['is there parking', 'thank you']);
    expect(results[1]?.StartTime).toBeGreaterThan((two[0]?.length ?? 0) / 8_000);
    expect(results[1]?.Alternatives?.[0]?.Items?.[0]?.StartTime).toBe(results[1]?.StartTime);
  });

  it('marks words as stable, and all of them in the final result', async () => {
    await start({ recogniser });
    const results = await transcribe(events(await spoken('next tuesday at three thirty', { voice: 'rms' })));
    const stable = results.map(
      (result) => result.Alternatives?.[0]?.Items?.filter((item) => item.Stable === true).length ?? 0,
    );
    expect(stable).toEqual(stable.toSorted((a, b) => a - b));
    expect(stable.at(-1)).toBe(results.at(-1)?.Alternatives?.[0]?.Items?.length);
  });
});

describe('Transcribe on the laptop', () => {
  it('makes no result of silence', async () => {
    await start({ recogniser: knownUtterances([]) });
    expect(await transcribe(events(new Int16Array(16_000)))).toEqual([]);
  });

  it('hears nothing in a session that is no call it knows', async () => {
    const text = 'tomorrow';
    const samples = await spoken(text);
    await start({ recogniser: knownUtterances([{ samples, text }]), listening: async () => undefined });
    expect(await transcribe(events(samples))).toEqual([]);
  });

  it('asks what to listen for with the session and the language of the stream', async () => {
    const asked: string[][] = [];
    const samples = await spoken('tomorrow');
    await start({
      recogniser: knownUtterances([{ samples, text: 'tomorrow' }]),
      listening: async (...names) => {
        asked.push(names);
        return GRAMMAR;
      },
    });
    const results = await transcribe(events(samples));
    expect(asked).toEqual([[SESSION, 'en-US']]);
    expect(textOf(finals(results)[0])).toBe('tomorrow');
  });

  it.each([
    [
      'a language that Transcribe does not have',
      { LanguageCode: JSON.parse('"xx-XX"') },
      /'xx-XX' is not supported/,
    ],
    ['a language that only Amazon hears', { LanguageCode: 'de-DE' as const }, /--aws transcribe/],
    ['an encoding', { MediaEncoding: 'flac' as const }, /takes pcm, not flac/],
    ['a rate', { MediaSampleRateHertz: 16_000 }, /takes 8000 Hz, not '16000'/],
    ['a session id', { SessionId: 'call-7' }, /must be a UUID/],
  ])('refuses %s that it cannot take, as AWS does', async (_, changes, message) => {
    await start({ recogniser: knownUtterances([]) });
    await expect(transcribe(events(new Int16Array(800)), changes)).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringMatching(message),
    });
  });

  it('ends a stream that sends no audio for 15 seconds', async () => {
    const { clock, timer } = clockWithTimerOf((ms) => ms === 15_000);
    await start({ recogniser: knownUtterances([]), clock });
    const hangUp = Promise.withResolvers<void>();
    async function* oneAndNoMore(): AsyncGenerator<AudioStream> {
      yield { AudioEvent: { AudioChunk: new Uint8Array(1_600) } };
      await hangUp.promise;
    }
    const refused = expect(transcribe(oneAndNoMore())).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining('15 seconds'),
    });
    await timer;
    await clock.advance(15_000);
    await refused;
    hangUp.resolve();
  });

  it('tells the caller of the stream when the recogniser fails', async () => {
    const broken: Recogniser = {
      ...knownUtterances([]),
      begin: (_, listener) => {
        queueMicrotask(() => listener.failed(new Error('out of memory')));
        return { push: () => {}, end: () => {}, cancel: () => {} };
      },
    };
    await start({ recogniser: broken });
    await expect(transcribe(events(await spoken('tomorrow')))).rejects.toMatchObject({
      name: 'InternalFailureException',
    });
  });

  it('holds partial and final results back as long as the latency profile says', async () => {
    const { clock, timer } = clockWithTimerOf((ms) => ms < 2_000);
    const samples = await spoken('tomorrow');
    await start({ recogniser: knownUtterances([{ samples, text: 'tomorrow' }]), clock, latency: slow });
    let results: Result[] | undefined;
    const done = transcribe(events(samples)).then((all) => {
      results = all;
    });
    // Due 2 s after the end of the speech, which was noticed 120 ms after it; since then this clock stood still.
    expect(await timer).toBe(1_880);
    await clock.advance((await timer) - 1);
    expect(results).toBeUndefined();
    await clock.advance(1);
    await done;
    expect(finals(results ?? []).map(textOf)).toEqual(['tomorrow']);
  });
});

/** A virtual clock, and the delay of the first timer on it that `isIt` is true of. */
function clockWithTimerOf(isIt: (delayMs: number) => boolean): {
  clock: VirtualClock;
  timer: Promise<number>;
} {
  const clock = virtualClock();
  const timer = Promise.withResolvers<number>();
  const after: VirtualClock['after'] = (delayMs, task) => {
    if (isIt(delayMs)) timer.resolve(delayMs);
    return clock.after(delayMs, task);
  };
  return { clock: { ...clock, after }, timer: timer.promise };
}

const slow: LatencyProfile = {
  name: 'published',
  sample: (stage) => (stage === 'transcribeFinal' ? 2_000 : 0),
};
