import { numberAt } from './number.ts';
import type { Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** A house number of two parts ("twelve forty") is at most this. */
const LARGEST_PART = 99;
/** Digits of a US postal code. */
const POSTAL_CODE_DIGITS = 5;

/** The words of an address as they are written: numbers in digits, words with capitals, commas where clauses end. */
export function written(tokens: readonly Token[], from: number, words: LanguageWords): string[] {
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
export function digitsAt(
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
