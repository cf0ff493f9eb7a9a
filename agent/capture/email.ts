import * as z from 'zod';
import { numberAt } from './number.ts';
import type { Reading } from './reading.ts';
import { sayEmail } from './say-parts.ts';
import { letterAt } from './spelled-word.ts';
import { afterFillers, phraseAt, phraseBefore, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

const Email = z.email();
/** An address as it is typed, anywhere in a text. */
const TYPED = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;

export interface EmailContext {
  words: LanguageWords;
  /** The words as they came: a typed address does not survive being split into words. */
  text: string;
  expected: boolean;
}

/**
 * Finds an e-mail address, typed or dictated: "maria dot lopez at gmail dot com", with letters and digits one
 * by one where the caller spells. What was asked for and has no @ or no domain is `incomplete`.
 */
export function readEmail(tokens: readonly Token[], context: EmailContext): Reading | undefined {
  const typed = TYPED.exec(context.text)?.[0].toLowerCase();
  if (typed !== undefined && Email.safeParse(typed).success) {
    const span = { from: 0, to: tokens.length };
    return { ok: true, span, value: typed, spoken: sayEmail(typed, context.words) };
  }
  const dictated = context.expected ? dictate(tokens, context.words) : undefined;
  if (dictated === undefined) return undefined;
  const { value, to } = dictated;
  const span = { from: 0, to };
  return Email.safeParse(value).success
    ? { ok: true, span, value, spoken: sayEmail(value, context.words) }
    : { ok: false, span, problem: 'incomplete', spoken: value };
}

/** What was dictated, up to the end of its domain: undefined without a word for @. */
function dictate(tokens: readonly Token[], words: LanguageWords): { value: string; to: number } | undefined {
  const begin = beginning(tokens, words);
  let value = '';
  let at = begin;
  while (at < tokens.length && !isOver(tokens, at, value, words)) {
    const isAt = value === '' || value.includes('@') ? undefined : phraseAt(tokens, at, words.values.at);
    const part = isAt === undefined ? partAt(tokens, at, words) : { written: '@', to: isAt.to };
    value += part.written;
    at = part.to;
  }
  return value.includes('@') ? { value, to: at } : undefined;
}

/** The words before an address: how it is announced, and what it corrects or agrees to. */
function beginning(tokens: readonly Token[], words: LanguageWords): number {
  const end = tokens.findIndex((_, at) => phraseAt(tokens, at, words.values.at) !== undefined);
  for (let at = end; at > 0; at -= 1)
    if (phraseBefore(tokens, at, words.values.addressedAs) !== undefined)
      return afterFillers(tokens, words, at);
  const before = [...words.corrections, ...words.yes];
  let from = afterFillers(tokens, words);
  for (let span = phraseAt(tokens, from, before); span !== undefined; span = phraseAt(tokens, from, before))
    from = afterFillers(tokens, words, span.to);
  return from;
}

/** Whether the domain has had its last word: what follows its last dot is one word, or the letters of one. */
function isOver(tokens: readonly Token[], at: number, value: string, words: LanguageWords): boolean {
  if (!/@.*\.[a-z]{2,}$/.test(value)) return false;
  const isLetter = (index: number): boolean => (tokens[index]?.text.length ?? 0) === 1;
  return signAt(tokens, at, words) === undefined && !(isLetter(at) && isLetter(at - 1));
}

/** What the next words of an address write, and where they end. */
function partAt(tokens: readonly Token[], at: number, words: LanguageWords): { written: string; to: number } {
  const aside = phraseAt(tokens, at, words.values.notWritten);
  if (aside !== undefined) return { written: '', to: aside.to };
  const sign = signAt(tokens, at, words);
  if (sign !== undefined) return sign;
  const times = words.phone.repeats[tokens[at]?.text ?? ''];
  const repeated = times === undefined ? undefined : letterAt(tokens, at + 1, words);
  if (repeated !== undefined && times !== undefined)
    return { written: repeated.letters.toLowerCase().repeat(times), to: repeated.to };
  const letter = letterAt(tokens, at, words);
  if (letter !== undefined) return { written: ascii(letter.letters), to: letter.to };
  const number = numberAt(tokens, at, words);
  if (number !== undefined) return { written: String(number.value), to: number.span.to };
  const isZero =
    words.phone.zero.includes(tokens[at]?.text ?? '') && numberAt(tokens, at + 1, words) !== undefined;
  return { written: isZero ? '0' : wordOf(tokens[at], words), to: at + 1 };
}

function signAt(
  tokens: readonly Token[],
  at: number,
  words: LanguageWords,
): { written: string; to: number } | undefined {
  const { signs } = words.values;
  const span = phraseAt(tokens, at, Object.keys(signs));
  if (span === undefined) return undefined;
  const name = tokens
    .slice(span.from, span.to)
    .map(({ text }) => text)
    .join(' ');
  return { written: signs[name] ?? '', to: span.to };
}

/** The part of an address that a word stands for: itself, unless it only fills a pause. */
function wordOf(token: Token | undefined, words: LanguageWords): string {
  return token === undefined || words.fillers.includes(token.text) ? '' : ascii(token.key);
}

/** Without accents, which no address has. */
function ascii(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9._+-]/g, '');
}
