import type { Synthesize } from '../../adapters/polly/speech.ts';
import type { Transcribe, TranscribedSegment } from '../../adapters/transcribe/transcription.ts';
import type { AnswerEvent } from '../../agent/turn/answer.ts';
import type { TurnRequest } from '../../agent/turn/turn-request.ts';

/** Bytes of 8 kHz speech for each character of a text: about the pace of a voice. */
export const SPEECH_BYTES_PER_CHARACTER = 66 * 16;

/** Speaks any text at once as a tone of the length it would have. */
export const toneSpeech: Synthesize = async function* (text) {
  const samples = new Int16Array((text.length * SPEECH_BYTES_PER_CHARACTER) / 2);
  for (let n = 0; n < samples.length; n++) samples[n] = Math.round(8_000 * Math.sin(n / 5));
  yield Buffer.from(samples.buffer);
};

/** Hears what the test puts in, and counts the audio it was given. */
export function fakeTranscribe(): {
  transcribe: Transcribe;
  hear(segment: TranscribedSegment): void;
  breakOff(): void;
  streams: number[];
} {
  const streams: number[] = [];
  let deliver: ((segment: TranscribedSegment | Error) => void) | undefined;
  const transcribe: Transcribe = async function* (audio, { signal }) {
    const index = streams.push(0) - 1;
    const waiting: (TranscribedSegment | Error)[] = [];
    let wake: (() => void) | undefined;
    deliver = (segment) => {
      waiting.push(segment);
      wake?.();
    };
    const counting = (async () => {
      for await (const chunk of audio) streams[index] = (streams[index] ?? 0) + chunk.length;
    })();
    signal.addEventListener('abort', () => wake?.());
    while (!signal.aborted) {
      const next = waiting.shift();
      if (next instanceof Error) throw next;
      if (next !== undefined) yield next;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    await counting;
  };
  return {
    transcribe,
    streams,
    hear: (segment) => deliver?.(segment),
    breakOff: () => deliver?.(new Error('the stream broke')),
  };
}

/** Answers turns by a function of the request, and keeps what it was asked. */
export function fakeBrain(answer: (request: TurnRequest) => AnswerEvent[]): {
  turns: (request: TurnRequest, signal: AbortSignal) => AsyncIterable<AnswerEvent>;
  requests: TurnRequest[];
} {
  const requests: TurnRequest[] = [];
  return {
    requests,
    async *turns(request) {
      requests.push(request);
      yield* answer(request);
    },
  };
}

export const VOICE = { id: 'Joanna', engine: 'neural' as const };

export function say(text: string): AnswerEvent {
  return { type: 'say', text, locale: 'en-US', voice: VOICE, opener: false };
}

export function done(turn: number, draft?: unknown): AnswerEvent {
  return {
    type: 'done',
    turn,
    replayed: false,
    latency: { loadMs: 0, toolsMs: 0, commitMs: 0, totalMs: 0 },
    tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    model: 'script',
    fellBack: [],
    ...(draft === undefined ? {} : { draft }),
  };
}
