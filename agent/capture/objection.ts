import { prepared } from '../playbook/prepared.ts';
import type { Objection } from '../playbook/schema.ts';
import { contentOf, contentWords } from './overlap.ts';
import { findKeys, phraseKeys, type Token } from './tokens.ts';
import { wordsFor } from './words/languages.ts';

/** Telling words of a phrase that must have been said where the phrase was not said whole. */
const ENOUGH_WORDS = 2;

type Objections = Readonly<Record<string, Objection>>;

/** Finds the objection that was raised: a phrase said whole, else one of which all telling words were said. */
export function readObjection(
  tokens: readonly Token[],
  objections: Objections,
  locale: string,
): string | undefined {
  const said = new Set(contentOf(tokens, wordsFor(locale)));
  let best: { id: string; rank: number } | undefined;
  for (const { id, keys, telling } of waysToObject(objections, locale)) {
    const whole = findKeys(tokens, keys) !== undefined;
    const enough = telling.length >= ENOUGH_WORDS && telling.every((word) => said.has(word));
    const rank = keys.length + (whole ? 1 : 0);
    if ((whole || enough) && (best === undefined || rank > best.rank)) best = { id, rank };
  }
  return best?.id;
}

const waysToObject = prepared((objections: Objections, locale) =>
  Object.entries(objections).flatMap(([id, { phrases }]) =>
    (phrases[locale] ?? []).map((phrase) => {
      const keys = phraseKeys(phrase);
      return { id, keys, telling: contentWords(keys, wordsFor(locale)) };
    }),
  ),
);
