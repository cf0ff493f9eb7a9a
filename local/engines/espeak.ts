import { Worker } from 'node:worker_threads';
import type { EspeakAnswer, EspeakRequest } from './espeak-worker.ts';
import { type SpeechRequest, speechCache } from './speech-cache.ts';

export type { EspeakVoice, SpeechRequest } from './speech-cache.ts';

/** A synthesizer in a thread of its own. */
export interface Espeak {
  /** Signed 16-bit samples in parts, as they are made. The first comes after a few milliseconds. */
  speak(request: SpeechRequest): AsyncIterable<Int16Array>;
  close(): Promise<void>;
}

/** espeak could not speak a text, or its thread died. The next text gets a new thread. */
export class EspeakFailed extends Error {
  override readonly name = 'EspeakFailed';
}

/** How much speech is kept for texts that come again: half an hour at 8 kHz. */
const CACHED_SAMPLES = 30 * 60 * 8_000;

/**
 * Starts espeak-ng. Speech that was made once is kept, up to `cachedSamples`, and comes at once the next time:
 * greetings and acknowledgements are the same in every call. 0 turns that off, to measure every synthesis.
 *
 * @throws EspeakFailed when the engine cannot be loaded.
 */
export async function startEspeak({ cachedSamples = CACHED_SAMPLES } = {}): Promise<Espeak> {
  const thread = createThread();
  await thread.ready;
  return { speak: speechCache(thread.speak, cachedSamples), close: thread.close };
}

interface Thread {
  readonly ready: Promise<void>;
  speak(request: SpeechRequest): AsyncIterable<Int16Array>;
  close(): Promise<void>;
}

function createThread(): Thread {
  const speaking = new Map<number, ReadableStreamDefaultController<Int16Array>>();
  const ready = Promise.withResolvers<void>();
  let worker: Worker | undefined;
  let nextId = 1;

  function start(): Worker {
    const started = new Worker(new URL('./espeak-worker.ts', import.meta.url));
    started.on('message', answered);
    started.on('error', stopped);
    started.on('exit', (code) => stopped(new Error(`exit code ${code}`)));
    return started;
  }
  function answered(answer: EspeakAnswer): void {
    if (answer.type === 'ready') {
      ready.resolve();
      return;
    }
    const listener = speaking.get(answer.id);
    if (answer.type === 'samples') listener?.enqueue(answer.samples);
    else speaking.delete(answer.id);
    if (answer.type === 'ended') listener?.close();
    if (answer.type === 'failed') listener?.error(new EspeakFailed(answer.problem));
  }
  function stopped(cause: unknown): void {
    worker = undefined;
    const failure = new EspeakFailed(`espeak stopped (${String(cause)}).`, { cause });
    ready.reject(failure);
    for (const listener of speaking.values()) listener.error(failure);
    speaking.clear();
  }

  worker = start();
  return {
    ready: ready.promise,
    speak: ({ text, voice, sampleRate }) => {
      const id = nextId++;
      const { name, ...setting } = voice;
      const request: EspeakRequest = { id, text, voice: name, ...setting, sampleRate };
      return new ReadableStream<Int16Array>({
        start(controller) {
          speaking.set(id, controller);
          worker ??= start();
          worker.postMessage(request);
        },
        // The thread speaks on to the end of the sentence; nobody listens any more.
        cancel: () => void speaking.delete(id),
      });
    },
    close: async () => void (await worker?.terminate()),
  };
}
