import { Worker } from 'node:worker_threads';
import type { EspeakAnswer, EspeakRequest } from './espeak-worker.ts';

export interface SpeechRequest {
  text: string;
  /** espeak's voice and how it is set. */
  voice: EspeakVoice;
  /** Hz */
  sampleRate: number;
}

export interface EspeakVoice {
  /** Such as `en-us+f3`. */
  name: string;
  pitch: number;
  wordsPerMinute: number;
}

/** A synthesizer in a thread of its own. */
export interface Espeak {
  /** Signed 16-bit samples in parts, as they are made. The first comes after a few milliseconds. */
  speak(request: SpeechRequest): AsyncIterable<Int16Array>;
  close(): Promise<void>;
}

/** How much speech is kept for texts that come again: half an hour at 8 kHz. */
const CACHED_SAMPLES = 30 * 60 * 8_000;

/**
 * Starts espeak-ng. Speech that was made once is kept, within a bound, and comes at once the next time:
 * greetings and acknowledgements are the same in every call.
 */
export async function startEspeak(): Promise<Espeak> {
  const worker = new Worker(new URL('./espeak-worker.ts', import.meta.url));
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const pending = new Map<number, (answer: EspeakAnswer) => void>();
  worker.on('message', (answer: EspeakAnswer) => pending.get(answer.id)?.(answer));
  let nextId = 1;
  const ask = ({ text, voice, sampleRate }: SpeechRequest): ReadableStream<Int16Array> => {
    const id = nextId++;
    const { name, ...setting } = voice;
    const request: EspeakRequest = { id, text, voice: name, ...setting, sampleRate };
    return new ReadableStream({
      start(controller) {
        pending.set(id, (answer) => {
          if ('samples' in answer) return controller.enqueue(answer.samples);
          pending.delete(id);
          if (answer.problem === undefined) controller.close();
          else controller.error(new Error(`espeak could not speak "${text}": ${answer.problem}`));
        });
        worker.postMessage(request);
      },
      // The thread speaks on to the end of the text; nobody listens any more.
      cancel: () => void pending.set(id, () => {}),
    });
  };
  return { speak: remembering(ask), close: async () => void (await worker.terminate()) };
}

function remembering(
  ask: (request: SpeechRequest) => AsyncIterable<Int16Array>,
): (request: SpeechRequest) => AsyncIterable<Int16Array> {
  const kept = new Map<string, Int16Array[]>();
  let keptSamples = 0;
  const keep = (key: string, parts: Int16Array[]): void => {
    if (kept.has(key)) return;
    kept.set(key, parts);
    keptSamples += lengthOf(parts);
    for (const [oldest, old] of kept) {
      if (keptSamples <= CACHED_SAMPLES) break;
      kept.delete(oldest);
      keptSamples -= lengthOf(old);
    }
  };
  return async function* (request) {
    const key = JSON.stringify(request);
    const before = kept.get(key);
    if (before !== undefined) {
      yield* before;
      return;
    }
    const parts: Int16Array[] = [];
    for await (const part of ask(request)) {
      parts.push(part);
      yield part;
    }
    keep(key, parts);
  };
}

function lengthOf(parts: readonly Int16Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
