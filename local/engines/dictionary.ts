import { readFileSync } from 'node:fs';
import { PRONUNCIATIONS } from './grammar/pronunciations.ts';

/** How words are pronounced, in the CMU dictionary's format. */
export interface Dictionary {
  has(word: string): boolean;
  /** The dictionary of these words alone: loading it takes a fraction of the time and memory of the whole. */
  entriesOf(words: ReadonlySet<string>): string;
}

/** Reads a pronouncing dictionary and adds the pronunciations that callers use and it lacks. */
export function readDictionary(file: string): Dictionary {
  const lines = readFileSync(file, 'utf8').split('\n');
  const byWord = Map.groupBy(
    lines.filter((line) => line.includes(' ')),
    wordOf,
  );
  for (const [word, added] of Object.entries(PRONUNCIATIONS)) {
    const known = byWord.get(word) ?? [];
    byWord.set(word, [...known, ...added.map((phones, n) => entryOf(word, known.length + n + 1, phones))]);
  }
  return {
    has: (word) => byWord.has(word),
    entriesOf: (words) => `${[...words].flatMap((word) => byWord.get(word) ?? []).join('\n')}\n`,
  };
}

/** `either(2) AY DH ER` is a second pronunciation of `either`. */
function wordOf(line: string): string {
  return line.slice(0, line.indexOf(' ')).replace(/\(\d+\)$/, '');
}

function entryOf(word: string, variant: number, phones: string): string {
  return variant === 1 ? `${word} ${phones}` : `${word}(${variant}) ${phones}`;
}
