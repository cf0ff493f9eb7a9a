import { numberAt } from './number.ts';
import type { Reading } from './reading.ts';
import { afterFillers, phraseAt, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

export interface AddressContext {
  words: LanguageWords;
  expected: boolean;
}

/** A house number of two parts ("twelve forty") is at most this. */
const LARGEST_PART = 99;
/** Digits of a US postal code. */
const POSTAL_CODE_DIGITS = 5;

/** Words of a street's name, such as "Martin Luther King", that may stand between its number and its kind. */
const STREET_NAME_WORDS = 4;

/**
 * Finds a postal address. Where one was asked for it is everything from the house number (or the street) on, numbers
 * in digits and words with capitals; without a number and a word beside it is `incomplete`. One that nobody asked
 * for is a house number with a street: "410 Downing Street".
 */
export function readAddress(
  tokens: readonly Token[],
  { words, expected }: AddressContext,
): Reading | undefined {
  if (!expected) return numberAndStreet(tokens, words);
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

function written(tokens: readonly Token[], from: number, words: LanguageWords): string[] {
  const parts: string[] = [];
  for (let at = from; at < tokens.length; ) {
    const digits = digitsAt(tokens, at, words);
    const token = tokens[at];
    if (digits !== undefined) parts.push(digits.text);
    else if (token !== undefined) parts.push(token.ordinal ? ordinal(token) : capitalised(token.raw));
    const to = digits?.to ?? at + 1;
    if (tokens[to - 1]?.ends === 'clause') parts.push(',');
    at = to;
  }
  return parts;
}

/** "twelve forty" is 1240, "nine eight one oh nine" 98109, "two hundred five" 205. */
function digitsAt(
  tokens: readonly Token[],
  from: number,
  words: LanguageWords,
): { text: string; to: number } | undefined {
  let text = '';
  let at = from;
  while (at < tokens.length && text.length < POSTAL_CODE_DIGITS) {
    const zero = text !== '' && words.phone.zero.includes(tokens[at]?.text ?? '');
    const said = zero ? { value: 0, span: { from: at, to: at + 1 } } : numberAt(tokens, at, words);
    if (said === undefined || (text !== '' && said.value > LARGEST_PART)) break;
    text += String(said.value);
    at = said.span.to;
    if (tokens[at - 1]?.ends !== undefined) break;
  }
  return text === '' ? undefined : { text, to: at };
}

function ordinal({ number = 0, raw }: Token): string {
  if (/\d/.test(raw)) return raw;
  const endings = new Map([
    [1, 'st'],
    [2, 'nd'],
    [3, 'rd'],
  ]);
  const teen = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${(teen ? undefined : endings.get(number % 10)) ?? 'th'}`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
