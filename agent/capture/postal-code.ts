import { saidDigits } from './phone.ts';
import type { Reading } from './reading.ts';
import { sayPostalCode } from './say-parts.ts';
import { afterFillers, findPhrase, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** Digits of the add-on of a US ZIP+4 code, which says the block and not the area (USPS Publication 28, 211). */
const ADD_ON_DIGITS = 4;

export interface PostalCodeContext {
  words: LanguageWords;
  /** A postal code was asked for, or is named in the same breath. */
  expected: boolean;
  /** How many digits it has. */
  digits: number;
  /** The code as it is known: "the last digit is five" changes it. */
  known?: string | undefined;
  /** The code that was said just before a correction: its last digits alone may be said anew ("no, oh five"). */
  replaced?: string | undefined;
}

/**
 * Finds a postal code: "80205", "eight oh two oh five". One that nobody asked for counts when
 * its digits are all there. Of a ZIP+4 code the first part is taken.
 */
export function readPostalCode(tokens: readonly Token[], context: PostalCodeContext): Reading | undefined {
  const { words, expected, digits: wanted } = context;
  const ended = withNewEnding(tokens, context);
  if (ended !== undefined) return ended;
  const said = saidDigits(tokens, words);
  if (said === undefined) return undefined;
  const { digits, span } = said;
  if (digits.length === wanted || digits.length === wanted + ADD_ON_DIGITS) {
    const value = digits.slice(0, wanted);
    return { ok: true, span, value, spoken: sayPostalCode(value, words) };
  }
  // A small number after a correction is about something else: the code that was said stands.
  const isElse = context.replaced !== undefined && digits.length < wanted;
  if (!expected || isElse) return undefined;
  const problem = digits.length < wanted ? 'incomplete' : 'ambiguous';
  return { ok: false, span, problem, spoken: sayPostalCode(digits, words) };
}

/** "No, the last digit is five", "98104, no, oh five": the end of the code said anew. */
function withNewEnding(
  tokens: readonly Token[],
  { words, digits: wanted, known, replaced }: PostalCodeContext,
): Reading | undefined {
  const ending = findPhrase(tokens, words.phone.endings);
  const before = replaced ?? (ending === undefined ? undefined : known);
  const from = ending?.to ?? 0;
  const said = saidDigits(tokens.slice(from), words);
  if (before === undefined || said === undefined || said.digits.length >= wanted) return undefined;
  const begin = afterFillers(tokens, words);
  const isAlone = said.span.from <= begin && afterFillers(tokens, words, said.span.to) === tokens.length;
  if (ending === undefined && !isAlone) return undefined;
  const value = `${before.slice(0, -said.digits.length)}${said.digits}`;
  const span = { from: ending?.from ?? said.span.from, to: said.span.to + from };
  return { ok: true, span, value, spoken: sayPostalCode(value, words) };
}
