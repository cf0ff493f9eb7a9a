import * as z from 'zod';
import { numberAt } from './number.ts';
import type { Reading } from './reading.ts';
import { sayEmail } from './say-parts.ts';
import { afterFillers, phraseAt, type Token } from './tokens.ts';
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
  const everything = { from: 0, to: tokens.length };
  const typed = TYPED.exec(context.text)?.[0].toLowerCase();
  if (typed !== undefined && Email.safeParse(typed).success)
    return { ok: true, span: everything, value: typed, spoken: sayEmail(typed, context.words) };
  if (!context.expected) return undefined;
  const dictated = dictate(tokens, context.words);
  if (Email.safeParse(dictated).success)
    return { ok: true, span: everything, value: dictated, spoken: sayEmail(dictated, context.words) };
  return dictated.includes('@')
    ? { ok: false, span: everything, problem: 'incomplete', spoken: dictated }
    : undefined;
}

function dictate(tokens: readonly Token[], words: LanguageWords): string {
  const { at: atWords, signs } = words.values;
  const signNames = Object.keys(signs);
  let written = '';
  for (let at = beginning(tokens, words); at < tokens.length; ) {
    const sign = phraseAt(tokens, at, signNames);
    const isAt = phraseAt(tokens, at, atWords);
    const number = numberAt(tokens, at, words);
    if (isAt !== undefined && !written.includes('@') && written !== '') {
      written += '@';
      at = isAt.to;
    } else if (sign !== undefined) {
      written +=
        signs[
          tokens
            .slice(sign.from, sign.to)
            .map((token) => token.text)
            .join(' ')
        ] ?? '';
      at = sign.to;
    } else if (number !== undefined) {
      written += String(number.value);
      at = number.span.to;
    } else {
      written += letterOf(tokens[at], words);
      at += 1;
    }
  }
  return written;
}

function beginning(tokens: readonly Token[], words: LanguageWords): number {
  const from = afterFillers(tokens, words);
  return phraseAt(tokens, from, words.values.addressedAs)?.to ?? from;
}

/** The part of an address that a word stands for: itself, without accents, which no address has. */
function letterOf(token: Token | undefined, words: LanguageWords): string {
  if (token === undefined) return '';
  if (words.fillers.includes(token.text)) return '';
  return token.key.normalize('NFD').replaceAll(/[^a-z0-9._+-]/g, '');
}
