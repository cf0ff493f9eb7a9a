import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import createSoundswallower, { type Decoder, type Segment } from 'soundswallower';
import type { Recognisable } from '../../agent/playbook/phrases.ts';
import { toFsg, toGraph } from './grammar/network.ts';
import { PRONUNCIATIONS } from './grammar/pronunciations.ts';
import { type Expected, grammarOf } from './grammar.ts';

/** What the thread is told. Audio is signed 16-bit at 8 kHz. */
export type RecogniserRequest =
  | { type: 'begin'; utterance: number; grammar: GrammarRequest }
  | { type: 'audio'; utterance: number; samples: Int16Array }
  | { type: 'end'; utterance: number };

export interface GrammarRequest {
  /** The same key, the same grammar. */
  key: string;
  playbook: Recognisable;
  expected: Expected;
}

/** A recognised word; times are milliseconds from the utterance's first sample. */
export interface HeardWord {
  text: string;
  startMs: number;
  endMs: number;
  /** 0 to 1 */
  confidence: number;
}
export interface RecogniserAnswer {
  utterance: number;
  words: HeardWord[];
  isFinal: boolean;
}

const MODEL = path.join(path.dirname(fileURLToPath(import.meta.resolve('soundswallower'))), 'model/');
const DICTIONARY = readDictionary();
const engine = await createSoundswallower({ modelBase: MODEL });
const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-grammar-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Decoders that no utterance uses at the moment, by grammar. A decoder hears one utterance at a time. */
const idle = new Map<string, Decoder[]>();
const busy = new Map<number, { key: string; decoder: Decoder }>();
/** One request after the other: making a decoder takes a while, and audio must not overtake it. */
let queue = Promise.resolve();

parentPort?.on('message', (request: RecogniserRequest) => {
  queue = queue
    .then(() => handle(request))
    .catch((cause: unknown) => {
      process.stderr.write(`The local recogniser failed: ${String(cause)}\n`);
    });
});
parentPort?.postMessage('ready');

async function handle(request: RecogniserRequest): Promise<void> {
  if (request.type === 'begin') {
    const decoder = idle.get(request.grammar.key)?.pop() ?? (await makeDecoder(request.grammar));
    decoder.start();
    busy.set(request.utterance, { key: request.grammar.key, decoder });
    return;
  }
  const using = busy.get(request.utterance);
  if (using === undefined) return;
  const { key, decoder } = using;
  if (request.type === 'audio') {
    decoder.process_audio(Float32Array.from(request.samples, (sample) => sample / 32_768));
    post({ utterance: request.utterance, words: wordsOf(decoder), isFinal: false });
    return;
  }
  decoder.stop();
  post({ utterance: request.utterance, words: wordsOf(decoder), isFinal: true });
  busy.delete(request.utterance);
  idle.set(key, [...(idle.get(key) ?? []), decoder]);
}

function post(answer: RecogniserAnswer): void {
  parentPort?.postMessage(answer);
}

async function makeDecoder({ key, playbook, expected }: GrammarRequest): Promise<Decoder> {
  const { network } = grammarOf(playbook, expected, (word) => DICTIONARY.has(word));
  const graph = toGraph(network);
  const words = new Set(graph.arcs.flatMap(({ word }) => (word === undefined ? [] : [word])));
  const name = path.join(folder, key.replaceAll(/[^\w-]/g, '_'));
  writeFileSync(`${name}.fsg`, toFsg(graph));
  writeFileSync(`${name}.dict`, `${[...words].flatMap((word) => DICTIONARY.get(word) ?? []).join('\n')}\n`);
  const decoder = new engine.Decoder({
    samprate: 8_000,
    loglevel: 'ERROR',
    fsg: `${name}.fsg`,
    dict: `${name}.dict`,
  });
  await decoder.initialize();
  return decoder;
}

/** Lines of the pronouncing dictionary by word; a word with several pronunciations has several lines. */
function readDictionary(): Map<string, string[]> {
  const lines = readFileSync(path.join(MODEL, 'en-us/dict.txt'), 'utf8').split('\n');
  const own = Object.entries(PRONUNCIATIONS).map(([word, phones]) => `${word} ${phones}`);
  const dictionary = new Map<string, string[]>();
  for (const line of lines) add(dictionary, line);
  for (const line of own) if (!dictionary.has(wordOf(line))) add(dictionary, line);
  return dictionary;
}

function add(dictionary: Map<string, string[]>, line: string): void {
  const word = wordOf(line);
  dictionary.set(word, [...(dictionary.get(word) ?? []), line]);
}

/** `either(2) AY DH ER` is a second pronunciation of `either`. */
function wordOf(line: string): string {
  return line.slice(0, line.indexOf(' ')).replace(/\(\d+\)$/, '');
}

function wordsOf(decoder: Decoder): HeardWord[] {
  if (decoder.get_text() === '') return [];
  return (decoder.get_alignment().w ?? []).filter(isWord).map(({ b, d, p, t }) => ({
    text: t.replace(/\(\d+\)$/, ''),
    startMs: Math.round(b * 1_000),
    endMs: Math.round((b + d) * 1_000),
    confidence: Math.min(1, Math.max(0, p)),
  }));
}

/** `<sil>`, `[NOISE]` and `(NULL)` are no words. */
function isWord({ t }: Segment): boolean {
  return !/^[<[(]/.test(t);
}
