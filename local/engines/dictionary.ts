import { readFileSync } from 'node:fs';
import { PRONUNCIATIONS } from './grammar/pronunciations.ts';

/** How words are pronounced, in the CMU dictionary's format. */
export interface Dictionary {
  has(word: string): boolean;
  /** The dictionary of these words alone: loading it takes a fraction of the time and memory of the whole. */
  entriesOf(words: ReadonlySet<string>): string;
}

/** Reads a pronouncing dictionary and adds the words that callers say and it lacks. */
export function readDictionary(file: string): Dictionary {
  const lines = readFileSync(file, 'utf8').split('\n');
  const byWord = Map.groupBy(
    lines.filter((line) => line.includes(' ')),
    wordOf,
  );
  for (const [word, phones] of Object.entries(PRONUNCIATIONS))
    if (!byWord.has(word)) byWord.set(word, [`${word} ${phones}`]);
  return {
    has: (word) => byWord.has(word),
    entriesOf: (words) => `${[...words].flatMap((word) => byWord.get(word) ?? []).join('\n')}\n`,
  };
}

/** `either(2) AY DH ER` is a second pronunciation of `either`. */
function wordOf(line: string): string {
  return line.slice(0, line.indexOf(' ')).replace(/\(\d+\)$/, '');
}
