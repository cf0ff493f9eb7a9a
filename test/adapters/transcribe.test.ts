import type { TranscribeStreamingClient } from '@aws-sdk/client-transcribe-streaming';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  LanguageNotRecognised,
  type TranscribedSegment,
  TranscriptionBroken,
  transcribeClient,
  transcribeWith,
} from '../../adapters/transcribe/transcription.ts';
import { decodeEvents, encodeEvent, encodeException } from '../../local/wire/event-stream.ts';
import { serve, type WireHandler, type WireServer } from '../../local/wire/server.ts';
import { beginStream, writeTo } from '../builders/wire.ts';

let server: WireServer | undefined;
afterEach(async () => {
  await server?.close();
});

async function clientOf(handler: WireHandler): Promise<TranscribeStreamingClient> {
  server = await serve(handler);
  return transcribeClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
}

const SESSION = '6058e822-a712-4d1c-9106-27b631bdd0ec';

async function* audio(chunks: number): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < chunks; n++) yield new Uint8Array(1_600);
}

function transcript(result: object): Uint8Array {
  return encodeEvent('TranscriptEvent', { Transcript: { Results: [result] } });
}

const item = (Content: string, StartTime: number, EndTime: number, more: object = {}) => ({
  Content,
  StartTime,
  EndTime,
  Type: 'pronunciation',
  ...more,
});

describe('Transcribe, on the wire', () => {
  it('is asked for stable partial results of telephone audio, and gets the audio as it comes', async () => {
    let headers: Record<string, unknown> = {};
    let bytes = 0;
    const client = await clientOf(async (request, response) => {
      headers = request.headers;
      beginStream(response, 'application/vnd.amazon.eventstream');
      for await (const { type, body } of decodeEvents(request))
        if (type === 'AudioEvent') bytes += body.length;
      response.end();
    });
    const signal = new AbortController().signal;
    const segments = transcribeWith(client)(audio(5), { locale: 'en-US', sessionId: SESSION, signal });
    expect(await Array.fromAsync(segments)).toEqual([]);
    expect(bytes).toBe(8_000);
    expect(headers).toMatchObject({
      'x-amzn-transcribe-language-code': 'en-US',
      'x-amzn-transcribe-sample-rate': '8000',
      'x-amzn-transcribe-media-encoding': 'pcm',
      'x-amzn-transcribe-session-id': SESSION,
      'x-amzn-transcribe-enable-partial-results-stabilization': 'true',
      'x-amzn-transcribe-partial-results-stability': 'high',
    });
  });

  it('gives words with their times, their punctuation and whether they can still change', async () => {
    const client = await clientOf((_request, response) => {
      beginStream(response, 'application/vnd.amazon.eventstream');
      writeTo(
        response,
        transcript({
          ResultId: 'a',
          IsPartial: true,
          StartTime: 0.5,
          EndTime: 1.2,
          Alternatives: [
            {
              Transcript: 'Hello, there',
              Items: [
                item('Hello', 0.5, 0.8, { Stable: true }),
                { Content: ',', StartTime: 0.8, EndTime: 0.8, Type: 'punctuation', Stable: true },
                item('there', 0.9, 1.2, { Stable: false }),
              ],
            },
          ],
        }),
      );
      response.end(
        transcript({
          ResultId: 'a',
          IsPartial: false,
          StartTime: 0.5,
          EndTime: 1.5,
          Alternatives: [{ Transcript: 'Hello Mary' }],
        }),
      );
    });
    const signal = new AbortController().signal;
    const segments = await Array.fromAsync(
      transcribeWith(client)(audio(1), { locale: 'en-US', sessionId: SESSION, signal }),
    );
    expect(segments).toEqual<TranscribedSegment[]>([
      {
        segment: 'a',
        isFinal: false,
        words: [
          { text: 'Hello,', startMs: 500, endMs: 800, stable: true },
          { text: 'there', startMs: 900, endMs: 1_200, stable: false },
        ],
      },
      {
        segment: 'a',
        isFinal: true,
        words: [
          { text: 'Hello', startMs: 500, endMs: 1_000, stable: true },
          { text: 'Mary', startMs: 1_000, endMs: 1_500, stable: true },
        ],
      },
    ]);
  });

  it('names the error that broke the stream', async () => {
    const client = await clientOf((_request, response) => {
      beginStream(response, 'application/vnd.amazon.eventstream');
      response.end(encodeException('BadRequestException', 'no audio for 15 s'));
    });
    const signal = new AbortController().signal;
    const stream = transcribeWith(client)(audio(1), { locale: 'en-US', sessionId: SESSION, signal });
    const failure = await Array.fromAsync(stream).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(TranscriptionBroken);
    expect(failure).toMatchObject({ code: 'BadRequestException' });
  });

  it('is not asked for a language it does not have', async () => {
    const client = await clientOf(() => {});
    const signal = new AbortController().signal;
    const stream = transcribeWith(client)(audio(1), { locale: 'tlh-QO', sessionId: SESSION, signal });
    await expect(Array.fromAsync(stream)).rejects.toBeInstanceOf(LanguageNotRecognised);
  });

  it('says nothing on the console about a stream that was given up', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warned.mockRestore());
    const client = await clientOf((request) => void request.resume());
    const givenUp = AbortSignal.timeout(50);

    const stream = transcribeWith(client)(audio(1), { locale: 'en-US', sessionId: SESSION, signal: givenUp });

    await expect(Array.fromAsync(stream)).rejects.toThrow(TranscriptionBroken);
    expect(warned).not.toHaveBeenCalled();
  });
});
