import os from 'node:os';
import { Worker } from 'node:worker_threads';
import type { GrammarRequest, HeardWord } from './decoders.ts';
import type { RecogniserAnswer, RecogniserRequest } from './recogniser-worker.ts';

export type { GrammarRequest, HeardWord } from './decoders.ts';

/** One stretch of speech being recognised. */
export interface HeardUtterance {
  /** Signed 16-bit samples at 8 kHz. */
  push(samples: Int16Array): void;
  /** No more samples come: the final words are asked for. */
  end(): void;
  /** Nobody wants the words any more; nothing is called from now on. */
  cancel(): void;
}

export interface UtteranceListener {
  /** Everything heard so far, after each push; and the final words, once. */
  words(words: HeardWord[], isFinal: boolean): void;
  /** The utterance cannot be recognised; nothing comes after it. */
  failed(problem: Error): void;
}

/** Recognises speech by grammars. */
export interface Recogniser {
  begin(grammar: GrammarRequest, listener: UtteranceListener): HeardUtterance;
  /** Makes ready for utterances of a grammar, so that the first of them need not wait. */
  prepare(grammar: GrammarRequest): void;
  close(): Promise<void>;
}

/** The recogniser could not be loaded, or its thread died under an utterance. The next one gets a new thread. */
export class RecogniserStopped extends Error {
  override readonly name = 'RecogniserStopped';
  constructor(cause: unknown) {
    super(`The speech recogniser stopped (${String(cause)}). The next utterance starts it again.`, { cause });
  }
}

/**
 * soundswallower in `threads` threads. Each utterance is heard by the thread that hears the fewest others.
 * `onLeftOut` is told the words that cannot be pronounced: phrases with them cannot be heard.
 *
 * @throws RecogniserStopped when the engine cannot be loaded.
 */
export async function startRecogniser(
  threads = os.availableParallelism(),
  onLeftOut: (words: string[]) => void = () => {},
): Promise<Recogniser> {
  const ears = Array.from({ length: threads }, () => createEar(onLeftOut));
  await Promise.all(ears.map((ear) => ear.ready));
  let count = 0;
  return {
    begin: (grammar, listener) => {
      const [ear] = ears.toSorted((a, b) => a.utterances - b.utterances);
      if (ear === undefined) throw new RangeError(`A recogniser needs at least one thread, not ${threads}.`);
      return ear.hear(++count, grammar, listener);
    },
    prepare: (grammar) => {
      for (const ear of ears) ear.prepare(grammar);
    },
    close: async () => void (await Promise.all(ears.map((ear) => ear.close()))),
  };
}

/** One thread, started again when it is needed after it has died. */
interface Ear {
  readonly ready: Promise<void>;
  /** How many it hears at the moment. */
  readonly utterances: number;
  hear(utterance: number, grammar: GrammarRequest, listener: UtteranceListener): HeardUtterance;
  prepare(grammar: GrammarRequest): void;
  close(): Promise<void>;
}

function createEar(onLeftOut: (words: string[]) => void): Ear {
  const listeners = new Map<number, UtteranceListener>();
  const ready = Promise.withResolvers<void>();
  let worker: Worker | undefined;

  function start(): Worker {
    const started = new Worker(new URL('./recogniser-worker.ts', import.meta.url));
    started.on('message', answered);
    started.on('error', stopped);
    started.on('exit', (code) => stopped(new Error(`exit code ${code}`)));
    return started;
  }
  function answered(answer: RecogniserAnswer): void {
    if (answer.type === 'ready') {
      rest();
      ready.resolve();
      return;
    }
    if (answer.type === 'left-out') {
      onLeftOut(answer.words);
      return;
    }
    const listener = listeners.get(answer.utterance);
    if (answer.type === 'failed' || answer.isFinal) listeners.delete(answer.utterance);
    rest();
    if (answer.type === 'words') listener?.words(answer.words, answer.isFinal);
    else listener?.failed(new RecogniserStopped(answer.problem));
  }
  function stopped(cause: unknown): void {
    worker = undefined;
    const failed = [...listeners.values()];
    listeners.clear();
    ready.reject(new RecogniserStopped(cause));
    for (const listener of failed) listener.failed(new RecogniserStopped(cause));
  }
  /** A thread that hears nobody, and that nobody closed, must not keep the process alive. */
  function rest(): void {
    if (listeners.size === 0) worker?.unref();
  }
  function tell(request: RecogniserRequest): void {
    worker ??= start();
    worker.postMessage(request);
  }

  worker = start();
  return {
    ready: ready.promise,
    get utterances() {
      return listeners.size;
    },
    hear: (utterance, grammar, listener) => {
      listeners.set(utterance, listener);
      tell({ type: 'begin', utterance, grammar });
      worker?.ref();
      return {
        push: (samples) => tell({ type: 'audio', utterance, samples }),
        end: () => tell({ type: 'end', utterance }),
        cancel: () => {
          if (!listeners.delete(utterance)) return;
          tell({ type: 'cancel', utterance });
          rest();
        },
      };
    },
    prepare: (grammar) => tell({ type: 'prepare', grammar }),
    close: async () => {
      listeners.clear();
      await worker?.terminate();
    },
  };
}
