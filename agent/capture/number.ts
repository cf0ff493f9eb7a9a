import type { Reading } from './reading.ts';
import { speakNumber } from './speak.ts';
import { isTaken, phraseAt, phraseBefore, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** A number and where it was said. */
export interface SaidNumber {
  span: Span;
  value: number;
}

/**
 * The whole number that begins at this word: digits, or number words with their hundreds and thousands.
 * Undefined where none begins; an ordinal is none.
 */
export function numberAt(
  tokens: readonly Token[],
  from: number,
  words: LanguageWords,
): SaidNumber | undefined {
  const amount = phraseAt(tokens, from, Object.keys(words.values.amounts));
  const exact = amount === undefined ? undefined : words.values.amounts[textOf(tokens, amount)];
  const ends = amount === undefined ? undefined : tokens[amount.to - 1]?.ends;
  if (amount !== undefined && exact !== undefined && ends !== undefined)
    return { span: amount, value: exact };
  // "A hundred and fifty thousand", "a couple thousand": an amount may be the beginning of a larger one.
  const thousands = exact === undefined ? 0 : Math.floor(exact / 1000) * 1000;
  let total = thousands;
  let part = exact === undefined ? undefined : exact - thousands;
  let at = amount?.to ?? from;
  for (; at < tokens.length; at += 1) {
    const next = step(tokens, at, part, words);
    if (next === 'joint') continue;
    if (next === undefined) break;
    if (next.thousand) {
      total += next.part * 1000;
      part = 0;
    } else part = next.part;
    if (tokens[at]?.ends !== undefined) {
      at += 1;
      break;
    }
  }
  return part === undefined
    ? undefined
    : { span: { from, to: lastOf(tokens, from, at, words) }, value: total + part };
}

type Step = { part: number; thousand: boolean } | 'joint' | undefined;

/** What one more word makes of the number so far. */
function step(tokens: readonly Token[], at: number, part: number | undefined, words: LanguageWords): Step {
  const token = tokens[at];
  if (token === undefined || isTaken(token)) return undefined;
  const { hundred, hundreds, thousand, numberJoints } = words.values;
  if (thousand.includes(token.text)) return { part: part ?? 1, thousand: true };
  if (hundred.includes(token.text) && part !== undefined) return { part: part * 100, thousand: false };
  const value = /^\d+$/.test(token.text) ? Number(token.text) : (hundreds[token.text] ?? cardinalOf(token));
  if (value === undefined)
    return numberJoints.includes(token.text) && part !== undefined && isNumberWord(tokens[at + 1], words)
      ? 'joint'
      : undefined;
  if (part === undefined || part === 0) return { part: value, thousand: false };
  // "Two hundred five" adds up; "five two" are two numbers.
  return part % 100 === 0 && value < 100 ? { part: part + value, thousand: false } : undefined;
}

function isNumberWord(token: Token | undefined, words: LanguageWords): boolean {
  return (
    token !== undefined &&
    (cardinalOf(token) !== undefined || words.values.hundreds[token.text] !== undefined)
  );
}

function cardinalOf(token: Token): number | undefined {
  return token.ordinal ? undefined : token.number;
}

/** The end of the number, without a joint that led nowhere. */
function lastOf(tokens: readonly Token[], from: number, to: number, words: LanguageWords): number {
  let end = to;
  while (end > from + 1 && words.values.numberJoints.includes(tokens[end - 1]?.text ?? '')) end -= 1;
  return end;
}

function textOf(tokens: readonly Token[], { from, to }: Span): string {
  return tokens
    .slice(from, to)
    .map((token) => token.text)
    .join(' ');
}

export interface NumberContext {
  locale: string;
  words: LanguageWords;
  expected: boolean;
  least: number | undefined;
  most: number | undefined;
  /** Words that stand right before or after this number, such as "table for" and "people". */
  beside: readonly string[];
}

/**
 * Finds a number beside words that tell which one it is, or the first one where one was asked for. One outside the
 * limits is `out-of-range`.
 */
export function readNumber(tokens: readonly Token[], context: NumberContext): Reading | undefined {
  const told = allNumbers(tokens, context.words).find(({ span }) => isBeside(tokens, span, context));
  const said = told ?? (context.expected ? firstNumber(tokens, context.words) : undefined);
  if (said === undefined) return undefined;
  const spoken = speakNumber(said.value, context.locale);
  const value = String(said.value);
  const fits = said.value >= (context.least ?? said.value) && said.value <= (context.most ?? said.value);
  if (!fits) return { ok: false, span: said.span, problem: 'out-of-range', spoken };
  return { ok: true, span: said.span, value, spoken };
}

/** Whether such words stand right at the number. "Dinner for seven thirty" is a time, whatever stands before it. */
function isBeside(tokens: readonly Token[], { from, to }: Span, { words, beside }: NumberContext): boolean {
  if (phraseAt(tokens, to, beside) !== undefined) return true;
  const { oClock, am, pm } = words.times;
  const isTime =
    tokens[to]?.number !== undefined || phraseAt(tokens, to, [...oClock, ...am, ...pm]) !== undefined;
  return !isTime && phraseBefore(tokens, from, beside) !== undefined;
}

/** Every number that was said, in order. */
export function allNumbers(tokens: readonly Token[], words: LanguageWords): SaidNumber[] {
  const said: SaidNumber[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const number = numberAt(tokens, at, words);
    if (number === undefined) continue;
    said.push(number);
    at = number.span.to - 1;
  }
  return said;
}

/** The first number that was said. */
export function firstNumber(tokens: readonly Token[], words: LanguageWords): SaidNumber | undefined {
  for (let at = 0; at < tokens.length; at += 1) {
    const said = numberAt(tokens, at, words);
    if (said !== undefined) return said;
  }
  return undefined;
}
