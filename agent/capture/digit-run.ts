import type { Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** No time of day has so many digits in a row, read one by one or in groups ("two oh six five"): a number does. */
const DIGITS_OF_NO_CLOCK = 5;

/** Whether the word stands in a row of digits that is too long for a time of day, such as a telephone number's. */
export function isInLongDigits(tokens: readonly Token[], at: number, words: LanguageWords): boolean {
  let digits = digitsIn(tokens[at], words);
  if (digits === 0) return false;
  for (let before = at - 1; digitsIn(tokens[before], words) > 0; before -= 1)
    digits += digitsIn(tokens[before], words);
  for (let after = at + 1; digitsIn(tokens[after], words) > 0; after += 1)
    digits += digitsIn(tokens[after], words);
  return digits >= DIGITS_OF_NO_CLOCK;
}

/** Digits of a word that is one digit, or a group of three and more. "Thirty" and "30" may be minutes and have none. */
function digitsIn(token: Token | undefined, words: LanguageWords): number {
  if (token === undefined || token.ordinal) return 0;
  if (words.phone.zero.includes(token.text)) return 1;
  if (token.number !== undefined) return token.number <= 9 ? 1 : 0;
  return /^\+?\d{3,}$/.test(token.text) ? token.text.replace('+', '').length : 0;
}
