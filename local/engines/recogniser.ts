import os from 'node:os';
import { Worker } from 'node:worker_threads';
import type { GrammarRequest, HeardWord, RecogniserAnswer, RecogniserRequest } from './recogniser-worker.ts';

/** One stretch of speech being recognised. */
export interface HeardUtterance {
  /** Signed 16-bit samples at 8 kHz. */
  push(samples: Int16Array): void;
  end(): void;
}

/** Recognises speech by grammars, in threads of its own. */
export interface Recogniser {
  /** Begins an utterance. `onWords` is called with everything heard so far, and with the final words once. */
  begin(grammar: GrammarRequest, onWords: (words: HeardWord[], isFinal: boolean) => void): HeardUtterance;
  close(): Promise<void>;
}

/** Starts soundswallower in as many threads as there are cores. */
export async function startRecogniser(threads = os.availableParallelism()): Promise<Recogniser> {
  const workers = await Promise.all(Array.from({ length: threads }, startWorker));
  const listeners = new Map<number, (words: HeardWord[], isFinal: boolean) => void>();
  for (const worker of workers) {
    worker.on('message', ({ utterance, words, isFinal }: RecogniserAnswer) => {
      listeners.get(utterance)?.(words, isFinal);
      if (isFinal) listeners.delete(utterance);
    });
  }
  let count = 0;
  return {
    begin: (grammar, onWords) => {
      const utterance = ++count;
      const worker = workers[utterance % workers.length];
      const tell = (request: RecogniserRequest): void => worker?.postMessage(request);
      listeners.set(utterance, onWords);
      tell({ type: 'begin', utterance, grammar });
      return {
        push: (samples) => tell({ type: 'audio', utterance, samples }),
        end: () => tell({ type: 'end', utterance }),
      };
    },
    close: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}

function startWorker(): Promise<Worker> {
  const worker = new Worker(new URL('./recogniser-worker.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve(worker));
    worker.once('error', reject);
  });
}
