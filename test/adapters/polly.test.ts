import { PollyClient } from '@aws-sdk/client-polly';
import { afterEach, describe, expect, it } from 'vitest';
import { speakWith, UnknownVoice } from '../../adapters/polly/speech.ts';
import { readBody, serve, type WireHandler, type WireServer } from '../../local/wire/server.ts';
import { beginStream, writeTo } from '../builders/wire.ts';

let server: WireServer | undefined;
afterEach(async () => {
  await server?.close();
});

async function clientOf(handler: WireHandler): Promise<PollyClient> {
  server = await serve(handler);
  return new PollyClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
}

const signal = new AbortController().signal;

describe('Polly, on the wire', () => {
  it('is asked for telephone audio in the voice of the sentence, and heard as it comes', async () => {
    let asked: unknown;
    let finish = (): void => {};
    const client = await clientOf(async (request, response) => {
      asked = JSON.parse((await readBody(request)).toString());
      beginStream(response, 'audio/pcm');
      writeTo(response, Buffer.alloc(320, 1));
      finish = () => response.end(Buffer.alloc(320, 2));
    });
    const pieces: Uint8Array[] = [];
    for await (const piece of speakWith(client)('Hello.', { id: 'Joanna', engine: 'neural' }, signal)) {
      pieces.push(piece);
      if (pieces.length === 1) finish(); // the second half is made only after the first was heard
    }
    expect(Buffer.concat(pieces)).toHaveLength(640);
    expect(asked).toMatchObject({
      Text: 'Hello.',
      VoiceId: 'Joanna',
      Engine: 'neural',
      OutputFormat: 'pcm',
      SampleRate: '8000',
    });
  });

  it('is asked for another speaking rate by markup, which no word of the sentence can break', async () => {
    let asked: unknown;
    const client = await clientOf(async (request, response) => {
      asked = JSON.parse((await readBody(request)).toString());
      beginStream(response, 'audio/pcm');
      response.end(Buffer.alloc(320, 1));
    });
    const voice = { id: 'Joanna', engine: 'neural', rate: 85 } as const;
    await Array.fromAsync(speakWith(client)('Smith & "Sons" </speak>', voice, signal));
    expect(asked).toMatchObject({
      Text: '<speak><prosody rate="85%">Smith &amp; &quot;Sons&quot; &lt;/speak&gt;</prosody></speak>',
      TextType: 'ssml',
    });
  });

  it('passes its errors on', async () => {
    const client = await clientOf((_request, response) => {
      response.statusCode = 400;
      response.setHeader('x-amzn-errortype', 'EngineNotSupportedException');
      response.end(JSON.stringify({ message: 'no such engine' }));
    });
    const speech = speakWith(client)('Hello.', { id: 'Joanna', engine: 'generative' }, signal);
    await expect(Array.fromAsync(speech)).rejects.toMatchObject({ name: 'EngineNotSupportedException' });
  });

  it('is not asked for a voice it does not have', async () => {
    const client = await clientOf(() => {});
    const speech = speakWith(client)('Hello.', { id: 'Hal', engine: 'neural' }, signal);
    await expect(Array.fromAsync(speech)).rejects.toBeInstanceOf(UnknownVoice);
  });
});
