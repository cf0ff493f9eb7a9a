import type { DateTime } from 'luxon';
import type { PlaybookSource } from '../playbook/schema.ts';
import { today } from './calendar-day.ts';
import { datesInText } from './date-library.ts';
import { numberAt } from './number.ts';
import type { Reading } from './reading.ts';
import { speakBirthDate } from './speak.ts';
import type { Span, Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

export interface BirthDateContext {
  locale: string;
  words: LanguageWords;
  source: PlaybookSource;
  nowMs: number;
  expected: boolean;
  /** The date (ISO) as it was given before: its year alone, or its day and month alone, may be said anew. */
  before: string | undefined;
}

/** Nobody who calls is older, in years. */
const OLDEST = 120;
const FIRST_CENTURY = 19;
const LAST_CENTURY = 20;
const MONTHS = 12;
const MOST_DAYS = 31;
/** A smaller number by itself is more likely a day than a year. */
const FEWEST_YEARS = 32;

/**
 * Finds a date of birth where one was asked for: a day, a month and a year, the year also as it is said
 * ("nineteen eighty five", "oh four"), or all three as numbers ("three, five, eighty four"). Without a year it is
 * `incomplete`; one in the future is `ambiguous`.
 */
export function readBirthDate(tokens: readonly Token[], context: BirthDateContext): Reading | undefined {
  if (!context.expected) return undefined;
  const { source, nowMs, locale } = context;
  const now = today(source, nowMs);
  const [found] = datesInText(tokens, context, now);
  const said = found === undefined ? (inNumbers(tokens, context) ?? yearAlone(tokens, context)) : undefined;
  if (said !== undefined) return born(said, said.span, now, locale);
  if (found === undefined) return undefined;
  const year = yearOf(found, tokens, context);
  if (year === undefined) {
    const spoken = speakBirthDate(now.set({ month: found.month, day: found.day }).toISODate(), locale);
    return { ok: false, span: found.span, problem: 'incomplete', spoken };
  }
  const span = { from: found.span.from, to: Math.max(found.span.to, year.span.to) };
  return born({ month: found.month, day: found.day, year: year.year }, span, now, locale);
}

interface Birthday {
  year: number;
  month: number;
  day: number;
}

function born(said: Birthday, span: Span, now: DateTime<true>, locale: string): Reading {
  const { month, day } = said;
  const date = now.set({ year: inThePast(said.year, now), month, day });
  const spoken = speakBirthDate(date.toISODate(), locale);
  const possible = date.day === day && date <= now && date > now.minus({ years: OLDEST });
  return possible
    ? { ok: true, span, value: date.toISODate(), spoken }
    : { ok: false, span, problem: 'ambiguous', spoken };
}

/** The year of a date that was found: said in it or after it, else the one that was given before. */
function yearOf(
  found: { year?: number | undefined; span: Span },
  tokens: readonly Token[],
  context: BirthDateContext,
): { year: number; span: Span } | undefined {
  if (found.year === undefined) {
    const before = context.before === undefined ? undefined : Number(context.before.slice(0, 4));
    const after = yearAfter(tokens, found.span.to, context);
    return after ?? (before === undefined ? undefined : { year: before, span: found.span });
  }
  // "Mayo de dos mil uno": what was taken for the year is only its first word.
  const whole = yearAfter(tokens, found.span.to - 1, context);
  return whole !== undefined && whole.span.to > found.span.to
    ? whole
    : { year: found.year, span: found.span };
}

/** "Three, five, eighty four", "oh three oh five nineteen eighty four": in the order of the language. */
function inNumbers(
  tokens: readonly Token[],
  context: BirthDateContext,
): (Birthday & { span: Span }) | undefined {
  for (let from = 0; from < tokens.length; from += 1) {
    const one = smallNumber(tokens, from, context);
    const other = one === undefined ? undefined : smallNumber(tokens, one.to, context);
    const year = other === undefined ? undefined : yearAfter(tokens, other.to, context);
    // "Oh four" is a year that begins after its "oh".
    if (one === undefined || other === undefined || year === undefined || year.span.from > other.to + 1)
      continue;
    const isDayFirst = context.words.dates.dayOfMonthIsOrdinal === false;
    const [day, month] = isDayFirst ? [one.value, other.value] : [other.value, one.value];
    if (day < 1 || day > MOST_DAYS || month < 1 || month > MONTHS) continue;
    return { year: year.year, month, day, span: { from, to: year.span.to } };
  }
  return undefined;
}

function smallNumber(
  tokens: readonly Token[],
  at: number,
  { words }: BirthDateContext,
): { value: number; to: number } | undefined {
  const from = words.phone.zero.includes(tokens[at]?.text ?? '') || tokens[at]?.number === 0 ? at + 1 : at;
  const number = tokens[from]?.number;
  return number === undefined || number > MOST_DAYS ? undefined : { value: number, to: from + 1 };
}

/** "No, it's nineteen eighty five": the date that was given before, in another year. */
function yearAlone(
  tokens: readonly Token[],
  context: BirthDateContext,
): (Birthday & { span: Span }) | undefined {
  const { before } = context;
  const year = before === undefined ? undefined : yearAfter(tokens, 0, context);
  if (before === undefined || year === undefined || year.year < FEWEST_YEARS) return undefined;
  return {
    year: year.year,
    month: Number(before.slice(5, 7)),
    day: Number(before.slice(8, 10)),
    span: year.span,
  };
}

/** The year that follows the day and the month, in the ways in which years are said. */
function yearAfter(
  tokens: readonly Token[],
  from: number,
  { words }: BirthDateContext,
): { year: number; span: Span } | undefined {
  for (let at = from; at < tokens.length; at += 1) {
    const first = numberAt(tokens, at, words);
    if (first === undefined) continue;
    const rest = tokens.slice(first.span.to);
    const zero = words.phone.zero.includes(rest[0]?.text ?? '') ? 1 : 0;
    const second = numberAt(tokens, first.span.to + zero, words);
    const century = first.value >= FIRST_CENTURY && first.value <= LAST_CENTURY;
    if (century && second !== undefined && second.value < 100)
      return { year: first.value * 100 + second.value, span: { from: at, to: second.span.to } };
    return { year: first.value, span: first.span };
  }
  return undefined;
}

/** Two digits are the latest such year that is not in the future: 85 is 1985, 04 is 2004. */
function inThePast(year: number, now: DateTime<true>): number {
  if (year >= 100) return year;
  const century = Math.floor(now.year / 100) * 100;
  return century + year > now.year ? century - 100 + year : century + year;
}
