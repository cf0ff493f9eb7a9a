import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import createSoundswallower, { type Decoder, type Segment } from 'soundswallower';
import type { Recognisable } from '../../agent/playbook/phrases.ts';
import { readDictionary } from './dictionary.ts';
import { toFsg, toGraph } from './grammar/network.ts';
import { type Emphasis, grammarOf } from './grammar.ts';

export interface GrammarRequest {
  /** The same key, the same grammar. */
  key: string;
  playbook: Recognisable;
  emphasis: Emphasis;
}

/** A recognised word; times are milliseconds from the utterance's first sample. */
export interface HeardWord {
  text: string;
  startMs: number;
  endMs: number;
  /** 0 to 1 */
  confidence: number;
}

/** Decoders that wait for their next utterance. A decoder hears one utterance at a time. */
export interface Decoders {
  /** One that is ready to hear an utterance of this grammar; made when none is idle, in about 150 ms. */
  take(grammar: GrammarRequest): Promise<Decoder>;
  giveBack(grammar: GrammarRequest, decoder: Decoder): void;
  close(): void;
}

/** Idle decoders kept in one thread; each holds about 30 MB. The one that has waited longest goes first. */
const MAX_IDLE = 12;

const SETTINGS = {
  samprate: 8_000,
  loglevel: 'ERROR',
  /** Weight of the grammar against the sound, below the library's 6.5: rare phrases are said too. */
  lw: 5,
  /** Cost of a word, below the library's 0.65: short words are not squeezed into the sounds of longer ones. */
  wip: 0.1,
  /**
   * Mean of the cepstra of telephone speech, measured over 58 sentences in each of four voices of flite at
   * 8 kHz. The library's own mean is that of another microphone and costs one sentence in ten until it has
   * adapted, which no utterance of a call is long enough for.
   */
  cmninit: '44.0,4.2,14.6,4.5,-1.2,1.2,-7.1,3.6,2.7,3.0,2.9,0.7,1.5',
} as const;

/**
 * Loads the recogniser into this thread. It installs handlers for the whole thread: give it one of its own.
 * `onLeftOut` is told the words of a grammar that cannot be pronounced: phrases with them cannot be heard.
 */
export async function loadDecoders(onLeftOut: (words: string[]) => void): Promise<Decoders> {
  const model = path.join(path.dirname(createRequire(import.meta.url).resolve('soundswallower')), 'model/');
  const dictionary = readDictionary(path.join(model, 'en-us/dict.txt'));
  const engine = await createSoundswallower({ modelBase: model });
  const idle: { key: string; decoder: Decoder }[] = [];

  async function make({ playbook, emphasis }: GrammarRequest): Promise<Decoder> {
    const { network, leftOut } = grammarOf(playbook, emphasis, dictionary.has);
    if (leftOut.length > 0) onLeftOut(leftOut);
    const graph = toGraph(network);
    const words = new Set(graph.arcs.flatMap(({ word }) => (word === undefined ? [] : [word])));
    return withFiles({ fsg: toFsg(graph), dict: dictionary.entriesOf(words) }, async (files) => {
      const decoder = new engine.Decoder({ ...SETTINGS, ...files });
      await decoder.initialize();
      return decoder;
    });
  }

  return {
    take: async (grammar) => {
      const at = idle.findIndex(({ key }) => key === grammar.key);
      const [waiting] = at === -1 ? [] : idle.splice(at, 1);
      const decoder = waiting?.decoder ?? (await make(grammar));
      // What it learned of another caller's voice is forgotten: an utterance is heard the same whoever spoke before.
      await decoder.reinitialize_audio();
      return decoder;
    },
    giveBack: ({ key }, decoder) => {
      idle.push({ key, decoder });
      if (idle.length > MAX_IDLE) idle.shift()?.decoder.delete();
    },
    close: () => {
      for (const { decoder } of idle.splice(0)) decoder.delete();
    },
  };
}

/** The library reads grammar and dictionary from files only. */
async function withFiles<T>(
  texts: { fsg: string; dict: string },
  use: (paths: { fsg: string; dict: string }) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-grammar-'));
  const paths = { fsg: path.join(folder, 'call.fsg'), dict: path.join(folder, 'call.dict') };
  try {
    writeFileSync(paths.fsg, padded(texts.fsg));
    writeFileSync(paths.dict, padded(texts.dict));
    return await use(paths);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * soundswallower 0.6.3 puts a zero one byte behind the memory that it takes for a file. With most lengths that
 * byte is unused; with a length of 3 modulo 8 it belongs to the allocator, which then hands out memory twice
 * ("memory access out of bounds", much later). Empty lines bring every file to a length of 7 modulo 8.
 */
function padded(text: string): string {
  const bytes = Buffer.byteLength(text);
  return text + '\n'.repeat((15 - (bytes % 8)) % 8);
}

/** What the decoder makes of the utterance so far. */
export function wordsOf(decoder: Decoder): HeardWord[] {
  if (decoder.get_text() === '') return [];
  return (decoder.get_alignment().w ?? []).filter(isWord).map(({ b, d, p, t }) => ({
    text: t.replace(/\(\d+\)$/, ''),
    startMs: Math.max(0, Math.round(b * 1_000)),
    endMs: Math.round((b + d) * 1_000),
    confidence: Math.min(1, Math.max(0, p)),
  }));
}

/** `<sil>`, `[NOISE]` and `(NULL)` are no words. */
function isWord({ t }: Segment): boolean {
  return !/^[<[(]/.test(t);
}
