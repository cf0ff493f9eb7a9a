import type { VoiceActivityFactory } from '../../media/ears/voice-activity.ts';
import type { Clock } from '../../media/time/clock.ts';
import type { GrammarRequest, Recogniser } from '../engines/recogniser.ts';
import type { LatencyProfile } from '../latency/latency-profile.ts';
import { sendRestError, writeBytes } from '../wire/answers.ts';
import { decodeEvents, encodeEvent, encodeException } from '../wire/event-stream.ts';
import type { WireHandler, WireRequest, WireResponse } from '../wire/server.ts';
import { readRequest, type StreamRequest } from './transcribe/request.ts';
import { type Transcriber, transcriber } from './transcribe/transcriber.ts';

export interface TranscribeOptions {
  recogniser: Recogniser;
  voiceActivity: VoiceActivityFactory;
  latency: LatencyProfile;
  clock: Clock;
  /** Asked at the start of each stretch of speech. Undefined when the session is no call that is known: nothing is heard then. */
  listening(sessionId: string, languageCode: string): Promise<GrammarRequest | undefined>;
  /** Languages that can be recognised. */
  languages: readonly string[];
}

/** Without audio for this long Transcribe ends a stream (widely reported; not in AWS's documentation). */
const NO_AUDIO_MS = 15_000;
const NO_AUDIO = 'Your request timed out because no new audio was received for 15 seconds.';

/** Amazon Transcribe streaming over HTTP/2, recognised by grammars made from the playbook of the call. */
export function transcribeService(options: TranscribeOptions): WireHandler {
  return async (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (request.method !== 'POST' || path !== '/stream-transcription')
      return sendRestError(response, 404, 'UnknownOperationException', `There is no ${path} here.`);
    const asked = readRequest(request, options.languages);
    if ('problem' in asked) return sendRestError(response, 400, 'BadRequestException', asked.problem);
    begin(response, asked);
    await listen(request, response, asked, options);
  };
}

/** Sends the headers at once: the client sends no audio before it has them. */
function begin(response: WireResponse, { sessionId, languageCode }: StreamRequest): void {
  response.statusCode = 200;
  response.setHeader('content-type', 'application/vnd.amazon.eventstream');
  response.setHeader('x-amzn-request-id', crypto.randomUUID());
  response.setHeader('x-amzn-transcribe-session-id', sessionId);
  response.setHeader('x-amzn-transcribe-language-code', languageCode);
  if ('stream' in response) response.writeHead(200);
  else response.flushHeaders();
}

async function listen(
  request: WireRequest,
  response: WireResponse,
  { sessionId, languageCode }: StreamRequest,
  options: TranscribeOptions,
): Promise<void> {
  const stream = outgoing(response);
  const ears = transcriber({
    ...options,
    languageCode,
    listening: () => options.listening(sessionId, languageCode),
    send: (result) => stream.send(encodeEvent('TranscriptEvent', { Transcript: { Results: [result] } })),
    failed: (problem) => stream.fail('InternalFailureException', messageOf(problem)),
  });
  const silence = watchdog(options.clock, NO_AUDIO_MS, () => stream.fail('BadRequestException', NO_AUDIO));
  try {
    await hearAll(request, ears, silence.restart);
    silence.stop();
    await ears.end();
  } catch (cause) {
    // The client may be gone, and then nobody reads this.
    stream.fail('BadRequestException', `The audio stream could not be read: ${messageOf(cause)}`);
  } finally {
    silence.stop();
    ears.close();
    stream.end();
  }
}

/** Hears until the client says that there is no more: by an empty event, or by ending the stream. */
async function hearAll(request: WireRequest, ears: Transcriber, heard: () => void): Promise<void> {
  for await (const { type, body } of decodeEvents(request)) {
    if (type !== 'AudioEvent') continue;
    if (body.length === 0) return;
    if (body.length % 2 !== 0)
      throw new RangeError('A chunk of pcm audio must hold an even number of bytes.');
    heard();
    ears.push(body);
  }
}

/** The answer's side of the stream: nothing is written once it is over. */
function outgoing(response: WireResponse): {
  send(bytes: Uint8Array): void;
  fail(type: string, message: string): void;
  end(): void;
} {
  let open = true;
  response.on('close', () => {
    open = false;
  });
  const end = (): void => {
    if (open) response.end();
    open = false;
  };
  return {
    send: (bytes) => {
      if (open) writeBytes(response, bytes);
    },
    fail: (type, message) => {
      if (open) writeBytes(response, encodeException(type, message, 'Message'));
      end();
    },
    end,
  };
}

function watchdog(clock: Clock, ms: number, bark: () => void): { restart(): void; stop(): void } {
  let cancel = clock.after(ms, bark);
  return {
    restart: () => {
      cancel();
      cancel = clock.after(ms, bark);
    },
    stop: () => cancel(),
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
