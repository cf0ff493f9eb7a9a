import type { Token } from './tokens.ts';
import { phraseKeys } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** The words of a sentence that tell it from others, without their endings. */
export function contentWords(keys: readonly string[], words: LanguageWords): string[] {
  const stops = stopKeys(words);
  return keys.filter((key) => key !== '|' && !stops.has(key)).map((key) => stem(key, words));
}

export function contentOf(tokens: readonly Token[], words: LanguageWords): string[] {
  return contentWords(
    tokens.map((token) => token.key),
    words,
  );
}

const STOPS = new WeakMap<LanguageWords, Set<string>>();

function stopKeys(words: LanguageWords): Set<string> {
  const known = STOPS.get(words);
  if (known !== undefined) return known;
  const keys = new Set(words.stopWords.flatMap(phraseKeys));
  STOPS.set(words, keys);
  return keys;
}

/** Shortest word that may lose an ending. */
const SHORTEST_STEM = 3;

function stem(key: string, words: LanguageWords): string {
  const ending = words.endings.find((end) => key.endsWith(end) && key.length - end.length >= SHORTEST_STEM);
  return ending === undefined ? key : key.slice(0, -ending.length);
}

/** The words that tell what a label names: "time" of "the time", which alone would be too common to tell anything. */
export function wordsOfLabel(label: string, words: LanguageWords): readonly string[] {
  const keys = phraseKeys(label);
  const telling = contentWords(keys, words);
  return telling.length > 0 ? telling : keys.slice(-1);
}
