import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { clockAt } from './clock-words.ts';
import type { Reading } from './reading.ts';
import { speakPhone } from './speak.ts';
import { afterFillers, findPhrase, phraseBefore, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** Digits in a row that are taken for a phone number although none was asked for. */
const UNASKED_DIGITS = 10;
/** Digits in a row that are taken for the beginning of a number when one was asked for. */
const ASKED_DIGITS = 2;

export interface PhoneContext {
  locale: string;
  words: LanguageWords;
  country: string;
  /** A phone number was asked for. */
  expected: boolean;
  /** The caller's own number, E.164. */
  from: string | undefined;
  /** The number (E.164) that may be being replaced: its last digits alone may be said anew ("no, 0123"). */
  replaced?: string | undefined;
  /** The number (E.164) as it is known: "the last digit is one" changes it. */
  known?: string | undefined;
}

/**
 * Finds a phone number: digits, digit words in any grouping, "double two", "eight hundred". One that is announced
 * ("my number is …") goes before other digits. What has the digits of no number of the country is `incomplete`
 * or, with too many, `ambiguous`.
 */
export function readPhone(tokens: readonly Token[], context: PhoneContext): Reading | undefined {
  const ending = readEnding(tokens, context);
  if (ending !== undefined) return ending;
  const announced = announcedRun(tokens, context.words);
  const asked = context.expected || announced !== undefined;
  const run = announced ?? longestRun(tokens, context.words);
  const enough = asked ? ASKED_DIGITS : UNASKED_DIGITS;
  const isBare = context.expected && run?.span.from === 0 && run.span.to === tokens.length;
  if (run === undefined || (run.digits.length < enough && !isBare)) return readOwnNumber(tokens, context);
  const valid = validBeginning(run, countryOf(context.country)) ?? withNewEnding(run, context);
  if (valid !== undefined) {
    return {
      ok: true,
      span: context.expected ? withRest(tokens, valid.span, run, context.words) : valid.span,
      value: valid.number,
      spoken: speakPhone(valid.number, context.locale),
    };
  }
  if (!asked) return undefined;
  const spoken = [...run.digits].map((digit) => context.words.say.digits[Number(digit)] ?? digit).join(' ');
  const problem = run.digits.length > UNASKED_DIGITS ? 'ambiguous' : 'incomplete';
  return { ok: false, span: run.span, problem, spoken };
}

/** "No, the last digit is one", "it ends in 71": the end of the known number said anew. */
function readEnding(
  tokens: readonly Token[],
  { words, known, country, locale }: PhoneContext,
): Reading | undefined {
  const said = known === undefined ? undefined : findPhrase(tokens, words.phone.endings);
  if (said === undefined || known === undefined) return undefined;
  const { digits, span } = runAt(tokens, afterFillers(tokens, words, said.to), words);
  const ended = `${known.slice(0, -digits.length)}${digits}`;
  const number = digits === '' ? undefined : parsePhoneNumberFromString(ended, countryOf(country));
  if (number?.isValid() !== true) return undefined;
  return {
    ok: true,
    span: { from: said.from, to: span.to },
    value: number.number,
    spoken: speakPhone(number.number, locale),
  };
}

/** The digits right after the last "my number is". */
function announcedRun(tokens: readonly Token[], words: LanguageWords): Run | undefined {
  for (let at = tokens.length - 1; at > 0; at -= 1) {
    if (phraseBefore(tokens, at, words.phone.announcements) === undefined) continue;
    const run = runAt(tokens, afterFillers(tokens, words, at), words);
    if (run.digits.length >= ASKED_DIGITS) return run;
  }
  return undefined;
}

/** Groups in which the end of a North American number is said anew: its last four digits, or all but the area code. */
const ENDINGS: readonly number[] = [4, 7];

/** "… 0122, no, 0123": the last digits take the place of those of the number that was said before. */
function withNewEnding(
  run: Run,
  { replaced, country }: PhoneContext,
): { number: string; span: Span } | undefined {
  const { length } = run.digits;
  if (replaced === undefined || !ENDINGS.includes(length)) return undefined;
  const number = parsePhoneNumberFromString(`${replaced.slice(0, -length)}${run.digits}`, countryOf(country));
  return number?.isValid() === true ? { number: number.number, span: run.span } : undefined;
}

/** How many digits the longest stretch of them has. */
export function countDigits(tokens: readonly Token[], words: LanguageWords): number {
  return saidDigits(tokens, words)?.digits.length ?? 0;
}

/** The longest stretch of digits, in whatever grouping they were said. */
export function saidDigits(
  tokens: readonly Token[],
  words: LanguageWords,
): { span: Span; digits: string } | undefined {
  return longestRun(tokens, words);
}

/** Digits after the number that was asked for belong to it too, unless they are plainly a time ("three o'clock"). */
function withRest(tokens: readonly Token[], valid: Span, run: Run, words: LanguageWords): Span {
  for (let at = valid.to; at < run.span.to; at += 1) {
    const clock = clockAt(tokens, at, words);
    if (clock !== undefined && clock.span.to > run.span.to) return valid;
  }
  return { from: valid.from, to: run.span.to };
}

function readOwnNumber(tokens: readonly Token[], context: PhoneContext): Reading | undefined {
  const span = context.expected ? findPhrase(tokens, context.words.phone.thisNumber) : undefined;
  if (span === undefined || context.from === undefined) return undefined;
  return { ok: true, span, value: context.from, spoken: speakPhone(context.from, context.locale) };
}

function countryOf(country: string): CountryCode {
  if (isSupportedCountry(country)) return country;
  throw new Error(`"${country}" is not a country whose phone numbers are known; use a code such as US.`);
}

/** Another number may follow at once ("… and three works"): the longest beginning that is a number counts. */
function validBeginning(run: Run, country: CountryCode): { number: string; span: Span } | undefined {
  for (const part of run.beginnings.toReversed()) {
    const number = parsePhoneNumberFromString(run.international ? `+${part.digits}` : part.digits, country);
    if (number?.isValid() === true)
      return { number: number.number, span: { from: run.span.from, to: part.to } };
  }
  return undefined;
}

interface Run {
  span: Span;
  digits: string;
  /** What had been said after each group of digits. */
  beginnings: { digits: string; to: number }[];
  international: boolean;
}

/** The longest stretch of digits, with the small words that people say between them. */
function longestRun(tokens: readonly Token[], words: LanguageWords): Run | undefined {
  let best: Run | undefined;
  for (let at = 0; at < tokens.length; ) {
    const run = runAt(tokens, at, words);
    if (run.digits.length > (best?.digits.length ?? 0)) best = run;
    at = Math.max(run.span.to, at + 1);
  }
  return best;
}

function runAt(tokens: readonly Token[], from: number, words: LanguageWords): Run {
  let digits = '';
  const beginnings: Run['beginnings'] = [];
  for (let at = from; at < tokens.length; ) {
    const group = digitsAt(tokens, at, words);
    if (group === undefined) {
      if (at === from || !words.phone.between.includes(tokens[at]?.text ?? '')) break;
      at += 1;
      continue;
    }
    digits += group.digits;
    at += group.words;
    beginnings.push({ digits, to: at });
  }
  const span = { from, to: beginnings.at(-1)?.to ?? from };
  return { span, digits, beginnings, international: tokens[from]?.text.startsWith('+') ?? false };
}

interface Group {
  digits: string;
  words: number;
}

function digitsAt(tokens: readonly Token[], at: number, words: LanguageWords): Group | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const repeat = words.phone.repeats[token.text];
  if (repeat !== undefined) {
    const one = digitsOf(tokens[at + 1], words);
    return one?.length === 1 ? { digits: one.repeat(repeat), words: 2 } : undefined;
  }
  const digits = digitsOf(token, words);
  if (digits === undefined) return undefined;
  const hundreds = tokens[at + 1]?.text === words.phone.hundred && digits.length <= 2;
  return hundreds ? { digits: `${digits}00`, words: 2 } : { digits, words: 1 };
}

/** The digits of one word; ordinals, clock times and dates have none. */
function digitsOf(token: Token | undefined, words: LanguageWords): string | undefined {
  if (token === undefined) return undefined;
  if (words.phone.zero.includes(token.text)) return '0';
  if (/^\+?\d+([-.]\d+)*$/.test(token.text)) return token.text.replace(/\D/g, '');
  return token.number === undefined || token.ordinal ? undefined : String(token.number);
}
