import { parentPort } from 'node:worker_threads';
import type { Decoder } from 'soundswallower';
import { type GrammarRequest, type HeardWord, loadDecoders, wordsOf } from './decoders.ts';

/** What the thread is told. Audio is signed 16-bit at 8 kHz. */
export type RecogniserRequest =
  | { type: 'prepare'; grammar: GrammarRequest }
  | { type: 'begin'; utterance: number; grammar: GrammarRequest }
  | { type: 'audio'; utterance: number; samples: Int16Array }
  | { type: 'end'; utterance: number }
  | { type: 'cancel'; utterance: number };

export type RecogniserAnswer =
  | { type: 'ready' }
  /** Words that cannot be pronounced: phrases with them will not be heard. */
  | { type: 'left-out'; words: string[] }
  | { type: 'words'; utterance: number; words: HeardWord[]; isFinal: boolean }
  | { type: 'failed'; utterance: number; problem: string };

const decoders = await loadDecoders((words) => post({ type: 'left-out', words }));
const busy = new Map<number, { grammar: GrammarRequest; decoder: Decoder }>();
/** One request after the other: making a decoder takes a while, and audio must not overtake it. */
let queue = Promise.resolve();
let queued = 0;
/** Grammars that are made ready once there is nothing else to do: a caller does not wait for those of others. */
const toPrepare: (RecogniserRequest & { type: 'prepare' })[] = [];

parentPort?.on('message', (request: RecogniserRequest) => {
  if (request.type === 'prepare') toPrepare.push(request);
  else inTurn(request);
  // What has arrived together is seen before anything is made ready.
  setImmediate(prepareWhenIdle);
});
post({ type: 'ready' });

function inTurn(request: RecogniserRequest): void {
  queued += 1;
  queue = queue
    .then(() => handle(request))
    .catch((cause: unknown) => fail(request, cause))
    .then(() => {
      queued -= 1;
      setImmediate(prepareWhenIdle);
    });
}

function prepareWhenIdle(): void {
  if (queued > 0 || busy.size > 0) return;
  const next = toPrepare.shift();
  if (next !== undefined) inTurn(next);
}

async function handle(request: RecogniserRequest): Promise<void> {
  switch (request.type) {
    case 'prepare':
      return decoders.giveBack(request.grammar, await decoders.take(request.grammar));
    case 'begin':
      return begin(request.utterance, request.grammar);
    case 'audio':
      return hear(request.utterance, request.samples);
    case 'end':
      return finish(request.utterance);
    case 'cancel':
      return giveBack(request.utterance);
  }
}

async function begin(utterance: number, grammar: GrammarRequest): Promise<void> {
  const decoder = await decoders.take(grammar);
  busy.set(utterance, { grammar, decoder });
  decoder.start();
}

function hear(utterance: number, samples: Int16Array): void {
  const using = busy.get(utterance);
  if (using === undefined) return;
  using.decoder.process_audio(Float32Array.from(samples, (sample) => sample / 32_768));
  post({ type: 'words', utterance, words: wordsOf(using.decoder), isFinal: false });
}

function finish(utterance: number): void {
  const using = busy.get(utterance);
  if (using === undefined) return;
  const before = wordsOf(using.decoder);
  using.decoder.stop();
  const after = wordsOf(using.decoder);
  busy.delete(utterance);
  decoders.giveBack(using.grammar, using.decoder);
  // A sentence that broke off where none may end has no whole reading: what was heard of it stands.
  post({ type: 'words', utterance, words: after.length > 0 ? after : before, isFinal: true });
}

function giveBack(utterance: number): void {
  const using = busy.get(utterance);
  if (using === undefined) return;
  busy.delete(utterance);
  using.decoder.stop();
  decoders.giveBack(using.grammar, using.decoder);
}

/** A decoder that threw is not used again. */
function fail(request: RecogniserRequest, cause: unknown): void {
  if (request.type === 'prepare') return;
  busy.get(request.utterance)?.decoder.delete();
  busy.delete(request.utterance);
  post({ type: 'failed', utterance: request.utterance, problem: String(cause) });
}

function post(answer: RecogniserAnswer): void {
  parentPort?.postMessage(answer);
}
