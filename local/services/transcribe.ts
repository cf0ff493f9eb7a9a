import type { Recognisable } from '../../agent/playbook/phrases.ts';
import type { VoiceActivityFactory } from '../../media/ears/voice-activity.ts';
import type { Expected } from '../engines/grammar.ts';
import type { Recogniser } from '../engines/recogniser.ts';
import type { LatencyProfile } from '../latency/latency-profile.ts';
import { sendRestError, writeBytes } from '../wire/answers.ts';
import { decodeEvents, encodeEvent, encodeException } from '../wire/event-stream.ts';
import type { WireHandler, WireRequest, WireResponse } from '../wire/server.ts';
import { type TranscriptResult, transcriber } from './transcribe/transcriber.ts';

/** What the recogniser must know of the call whose audio comes in. */
export interface Listening {
  playbook: Recognisable;
  /** Tells grammars apart: playbook, version and language. */
  key: string;
  expected: Expected;
}

export interface TranscribeOptions {
  recogniser: Recogniser;
  voiceActivity: VoiceActivityFactory;
  latency: LatencyProfile;
  /** What is to be listened for in a session now; undefined when the session is no call that is known. */
  listening(sessionId: string, languageCode: string): Promise<Listening | undefined>;
  /** Languages that can be recognised. */
  languages: readonly string[];
}

/** Without audio for this long Transcribe ends a stream (widely reported; not in AWS's documentation). */
const NO_AUDIO_MS = 15_000;

/** Amazon Transcribe streaming over HTTP/2, recognised by grammars made from the playbook of the call. */
export function transcribeService(options: TranscribeOptions): WireHandler {
  return async (request, response) => {
    const setting = settingOf(request);
    const problem = problemOf(setting, options);
    if (problem !== undefined) return sendRestError(response, 400, 'BadRequestException', problem);
    begin(response, setting.sessionId);
    await listen(request, response, setting, options);
  };
}

interface Setting {
  languageCode: string;
  sampleRate: string;
  encoding: string;
  sessionId: string;
}

function settingOf(request: WireRequest): Setting {
  const header = (name: string): string => String(request.headers[`x-amzn-transcribe-${name}`] ?? '');
  return {
    languageCode: header('language-code'),
    sampleRate: header('sample-rate'),
    encoding: header('media-encoding'),
    sessionId: header('session-id') || crypto.randomUUID(),
  };
}

function problemOf(
  { languageCode, sampleRate, encoding }: Setting,
  { languages }: TranscribeOptions,
): string | undefined {
  if (!languages.includes(languageCode))
    return `The laptop's Transcribe hears ${languages.join(', ')}, not ${languageCode || 'an unnamed language'}.`;
  if (encoding !== 'pcm')
    return `The laptop's Transcribe takes pcm, not ${encoding || 'an unnamed encoding'}.`;
  if (sampleRate !== '8000')
    return `The laptop's Transcribe takes 8000 Hz, not ${sampleRate || 'an unnamed rate'}.`;
  return undefined;
}

function begin(response: WireResponse, sessionId: string): void {
  response.statusCode = 200;
  response.setHeader('content-type', 'application/vnd.amazon.eventstream');
  response.setHeader('x-amzn-transcribe-session-id', sessionId);
  if ('stream' in response)
    response.stream.respond({
      ':status': 200,
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-transcribe-session-id': sessionId,
    });
  else response.flushHeaders();
}

async function listen(
  request: WireRequest,
  response: WireResponse,
  { sessionId, languageCode }: Setting,
  options: TranscribeOptions,
): Promise<void> {
  let open = true;
  response.on('close', () => {
    open = false;
  });
  const send = (result: TranscriptResult): void => {
    if (open) writeBytes(response, encodeEvent('TranscriptEvent', { Transcript: { Results: [result] } }));
  };
  const hearing = transcriber({
    ...options,
    listening: () => options.listening(sessionId, languageCode),
    send,
  });
  const silence = watchdog(NO_AUDIO_MS, () => {
    if (!open) return;
    writeBytes(
      response,
      encodeException(
        'BadRequestException',
        'Your request timed out because no new audio was received for 15 seconds.',
      ),
    );
    response.end();
  });
  try {
    for await (const { type, body } of decodeEvents(request)) {
      if (type !== 'AudioEvent') continue;
      if (body.length === 0) break;
      silence.restart();
      hearing.push(body);
    }
    await hearing.end();
  } finally {
    silence.stop();
    hearing.close();
    if (open) response.end();
  }
}

function watchdog(ms: number, bark: () => void): { restart(): void; stop(): void } {
  let timer = setTimeout(bark, ms);
  return {
    restart: () => {
      clearTimeout(timer);
      timer = setTimeout(bark, ms);
    },
    stop: () => clearTimeout(timer),
  };
}
