import { saidDigits } from './phone.ts';
import type { Reading } from './reading.ts';
import { sayPostalCode } from './say-parts.ts';
import type { Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** Digits of the add-on of a US ZIP+4 code, which says the block and not the area (USPS Publication 28, 211). */
const ADD_ON_DIGITS = 4;

export interface PostalCodeContext {
  words: LanguageWords;
  /** A postal code was asked for, or is named in the same breath. */
  expected: boolean;
  /** How many digits it has. */
  digits: number;
}

/**
 * Finds a postal code: "80205", "eight oh two oh five". One that nobody asked for counts when
 * its digits are all there. Of a ZIP+4 code the first part is taken.
 */
export function readPostalCode(
  tokens: readonly Token[],
  { words, expected, digits: wanted }: PostalCodeContext,
): Reading | undefined {
  const said = saidDigits(tokens, words);
  if (said === undefined) return undefined;
  const { digits, span } = said;
  if (digits.length === wanted || digits.length === wanted + ADD_ON_DIGITS) {
    const value = digits.slice(0, wanted);
    return { ok: true, span, value, spoken: sayPostalCode(value, words) };
  }
  if (!expected) return undefined;
  const problem = digits.length < wanted ? 'incomplete' : 'ambiguous';
  return { ok: false, span, problem, spoken: sayPostalCode(digits, words) };
}
