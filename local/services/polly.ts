import { Engine, VoiceId } from '@aws-sdk/client-polly';
import * as z from 'zod';
import { samplesToPcm } from '../../media/audio/pcm.ts';
import type { Espeak, EspeakVoice } from '../engines/espeak.ts';
import { espeakVoiceFor, KNOWN_VOICES } from '../engines/polly-voices.ts';
import type { LatencyProfile } from '../latency/latency-profile.ts';
import { pause } from '../latency/pause.ts';
import { rateOf, ssmlPieces, wordsOf } from '../telephone/speech/markup.ts';
import { sendRestError, writeBytes } from '../wire/answers.ts';
import { readBody, type WireHandler, type WireResponse } from '../wire/server.ts';

/** Longest text of one request in characters (Polly developer guide, "Quotas": 3,000 billed, 6,000 in all). */
const MAX_BILLED_CHARACTERS = 3_000;
const MAX_CHARACTERS = 6_000;

const SynthesizeSpeech = z.object({
  Text: z.string(),
  TextType: z.enum(['text', 'ssml']).default('text'),
  VoiceId: z.enum(VoiceId),
  Engine: z.enum(Engine).default('standard'),
  OutputFormat: z.string(),
  SampleRate: z.string().default('16000'),
});
type SynthesizeSpeech = z.infer<typeof SynthesizeSpeech>;

/** Why a request is refused, as Polly says it. */
interface Refusal {
  type: string;
  message: string;
}

/** Amazon Polly's SynthesizeSpeech for PCM at telephone rates, spoken by espeak. */
export function pollyService({ espeak, latency }: { espeak: Espeak; latency: LatencyProfile }): WireHandler {
  return async (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (request.method !== 'POST' || path !== '/v1/speech')
      return sendRestError(
        response,
        404,
        'UnknownOperationException',
        `There is no ${request.method} ${path} here.`,
      );
    const parsed = SynthesizeSpeech.safeParse(jsonOf(await readBody(request)));
    if (!parsed.success)
      return sendRestError(response, 400, 'ValidationException', z.prettifyError(parsed.error));
    const checked = check(parsed.data);
    if ('type' in checked) return sendRestError(response, 400, checked.type, checked.message);
    await pause(latency.sample('pollyFirstByte'));
    await stream(response, parsed.data, checked, espeak);
  };
}

function check(request: SynthesizeSpeech): EspeakVoice | Refusal {
  const { Text, TextType, OutputFormat, SampleRate } = request;
  if (spokenIn(request).length > MAX_BILLED_CHARACTERS || Text.length > MAX_CHARACTERS)
    return { type: 'TextLengthExceededException', message: 'Maximum text length has been exceeded' };
  if (TextType === 'ssml' && ssmlPieces(Text) === undefined)
    return { type: 'InvalidSsmlException', message: 'Invalid SSML request' };
  if (OutputFormat !== 'pcm')
    return { type: 'ValidationException', message: `The laptop's Polly speaks pcm, no ${OutputFormat}.` };
  if (SampleRate !== '8000' && SampleRate !== '16000')
    return { type: 'InvalidSampleRateException', message: 'The specified sample rate is not valid.' };
  const voice = espeakVoiceFor(request.VoiceId);
  if (voice !== undefined) return atRate(voice, TextType === 'ssml' ? rateOf(Text) : undefined);
  const message = `The laptop's Polly has no voice for ${request.VoiceId}. It has ${KNOWN_VOICES.join(', ')}.`;
  return { type: 'ValidationException', message };
}

function atRate(voice: EspeakVoice, percent = 100): EspeakVoice {
  return { ...voice, wordsPerMinute: Math.round((voice.wordsPerMinute * percent) / 100) };
}

/** The words of a request without its markup, which is not billed. Pauses within are not made here. */
function spokenIn({ Text, TextType }: SynthesizeSpeech): string {
  return TextType === 'text' ? Text : wordsOf({ text: Text, markup: 'ssml' });
}

/** The body as JSON; undefined, which no request is, when it is none. */
function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function stream(
  response: WireResponse,
  request: SynthesizeSpeech,
  voice: EspeakVoice,
  espeak: Espeak,
): Promise<void> {
  const text = spokenIn(request);
  const sampleRate = Number(request.SampleRate);
  response.statusCode = 200;
  response.setHeader('content-type', 'audio/pcm');
  response.setHeader('x-amzn-requestcharacters', String(text.length));
  let open = true;
  response.on('close', () => {
    open = false;
  });
  // The headers go with the first samples: until then an error can still be told as one.
  for await (const samples of espeak.speak({ text, voice, sampleRate })) {
    if (!open) return;
    writeBytes(response, samplesToPcm(samples));
  }
  response.end();
}
