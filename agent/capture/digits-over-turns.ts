import { countDigits } from './phone.ts';
import { tokenise } from './tokens.ts';
import type { UnderstandInput } from './understand-input.ts';
import { wordsFor } from './words/languages.ts';

/** Digits of the longest number that is put together from several answers: a country code and ten digits. */
const MOST_DIGITS = 11;

/**
 * The answers to one and the same question for a telephone number as one text, so that its groups may come
 * one after the other. Undefined where no number was asked for, an answer holds no digits, or together they
 * are too many: then the caller began anew.
 */
export function digitsSoFar(
  { expect, playbook, locale }: Pick<UnderstandInput, 'expect' | 'playbook' | 'locale'>,
  answers: readonly string[],
): string | undefined {
  if (expect.kind !== 'digits' || answers.length < 2) return undefined;
  if (playbook.source.fields[expect.field]?.type !== 'phone') return undefined;
  const words = wordsFor(locale);
  const counts = answers.map((answer) => countDigits(tokenise(answer, words), words));
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.includes(0) || all > MOST_DIGITS ? undefined : answers.join(' ');
}
