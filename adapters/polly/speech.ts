import { type PollyClient, SynthesizeSpeechCommand, VoiceId } from '@aws-sdk/client-polly';
import { escapedForSsml, ssmlFrame } from '../../agent/conversation/ssml.ts';
import type { SpokenVoice } from '../../agent/turn/voice.ts';

/** The longest text that Polly speaks in one request (SynthesizeSpeech quota: 3,000 billed characters). */
export const MAX_SPEECH_CHARACTERS = 3_000;

/** The voice is none of Polly's; the playbook names it. */
export class UnknownVoice extends Error {
  override readonly name = 'UnknownVoice';
  constructor(voice: string) {
    super(`Amazon Polly has no voice "${voice}". Name one of its voices in the playbook's languages.`);
  }
}

/** Speaks `text` as 8 kHz 16-bit mono PCM, in pieces as they are made. Throws what the SDK throws, or `UnknownVoice`. */
export type Synthesize = (text: string, voice: SpokenVoice, signal: AbortSignal) => AsyncIterable<Uint8Array>;

export function speakWith(client: PollyClient): Synthesize {
  return async function* (text, voice, signal) {
    const known = Object.values(VoiceId).find((id) => id === voice.id);
    if (known === undefined) throw new UnknownVoice(voice.id);
    const response = await client.send(
      new SynthesizeSpeechCommand({
        ...spokenAt(text.slice(0, MAX_SPEECH_CHARACTERS), voice.rate),
        VoiceId: known,
        Engine: voice.engine,
        OutputFormat: 'pcm',
        SampleRate: '8000',
      }),
      { abortSignal: signal },
    );
    const body = response.AudioStream;
    if (body === undefined) throw new Error('Polly answered without audio.');
    // In Node the SDK's body is a Readable: reading it as a web stream would copy every chunk once more.
    if (!(Symbol.asyncIterator in body))
      throw new Error('Polly answered with a body that cannot be read in Node.');
    for await (const chunk of body) yield asBytes(chunk);
  };
}

/** Markup is not billed, so the limit is that of the words; six thousand characters with it are enough for both. */
function spokenAt(text: string, rate: number | undefined): { Text: string; TextType: 'text' | 'ssml' } {
  if (rate === undefined) return { Text: text, TextType: 'text' };
  const [before, after] = ssmlFrame(rate);
  return { Text: `${before}${escapedForSsml(text)}${after}`, TextType: 'ssml' };
}

function asBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new Error('Polly sent a chunk that is not bytes.');
}
