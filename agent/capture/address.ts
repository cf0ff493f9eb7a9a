import { changedAddress, otherStreetOf } from './address-change.ts';
import { digitsAt, written } from './address-words.ts';
import type { Reading } from './reading.ts';
import { afterFillers, phraseAt, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

export interface AddressContext {
  words: LanguageWords;
  expected: boolean;
  /** The address as it is known: one part of it may be said anew. */
  known?: string | undefined;
  /** The address that was said just before a correction: another street takes the place of its own. */
  replaced?: string | undefined;
}

/** Words of a street's name, such as "Martin Luther King", that may stand between its number and its kind. */
const STREET_NAME_WORDS = 4;

/**
 * Finds a postal address. Where one was asked for it is everything from the house number (or the street) on, numbers
 * in digits and words with capitals; without a number and a word beside it is `incomplete`. One that nobody asked
 * for is a house number with a street: "410 Downing Street".
 */
export function readAddress(
  tokens: readonly Token[],
  { words, expected, known, replaced }: AddressContext,
): Reading | undefined {
  const street = replaced === undefined ? undefined : otherStreetOf(tokens, replaced, words);
  if (street !== undefined) return street;
  const whole = expected ? undefined : numberAndStreet(tokens, words);
  const changed =
    known === undefined || whole !== undefined ? undefined : changedAddress(tokens, known, words);
  if (changed !== undefined || !expected) return changed ?? whole;
  const begin = afterFillers(tokens, words);
  const from = phraseAt(tokens, begin, words.values.livesAt)?.to ?? begin;
  const parts = written(tokens, from, words);
  const span = { from, to: tokens.length };
  const value = parts.join(' ').replaceAll(' ,', ',').replace(/,$/, '');
  const complete = /\d/.test(value) && /\p{L}{2}/u.test(value);
  if (complete) return { ok: true, span, value, spoken: value };
  return /\d/.test(value) ? { ok: false, span, problem: 'incomplete', spoken: value } : undefined;
}

function numberAndStreet(tokens: readonly Token[], words: LanguageWords): Reading | undefined {
  for (let from = 0; from < tokens.length; from += 1) {
    const number = digitsAt(tokens, from, words);
    if (number === undefined || tokens[number.to - 1]?.ends !== undefined) continue;
    const street = tokens
      .slice(number.to, number.to + STREET_NAME_WORDS + 1)
      .findIndex((token, index) => index > 0 && words.values.streets.includes(token.text));
    const to = number.to + street + 1;
    const isOneClause = tokens.slice(from, to - 1).every(({ ends }) => ends === undefined);
    if (street < 0 || !isOneClause) continue;
    const value = written(tokens.slice(from, to), 0, words).join(' ').replace(/ ?,$/, '');
    return { ok: true, span: { from, to }, value, spoken: value };
  }
  return undefined;
}
