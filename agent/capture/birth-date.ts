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
}

/** Nobody who calls is older, in years. */
const OLDEST = 120;
const FIRST_CENTURY = 19;
const LAST_CENTURY = 20;

/**
 * Finds a date of birth where one was asked for: a day, a month and a year, the year also as it is said
 * ("nineteen eighty five", "oh four"). Without a year it is `incomplete`; one in the future is `ambiguous`.
 */
export function readBirthDate(tokens: readonly Token[], context: BirthDateContext): Reading | undefined {
  if (!context.expected) return undefined;
  const { source, nowMs, locale } = context;
  const now = today(source, nowMs);
  const [found] = datesInText(tokens, context, now);
  if (found === undefined) return undefined;
  const year =
    found.year === undefined
      ? yearAfter(tokens, found.span.to, context)
      : { year: found.year, span: found.span };
  const dayAndMonth = { month: found.month, day: found.day };
  if (year === undefined) {
    const spoken = speakBirthDate(now.set(dayAndMonth).toISODate(), locale);
    return { ok: false, span: found.span, problem: 'incomplete', spoken };
  }
  const born = now.set({ year: inThePast(year.year, now), ...dayAndMonth });
  const span = { from: found.span.from, to: Math.max(found.span.to, year.span.to) };
  const spoken = speakBirthDate(born.toISODate(), locale);
  const possible = born.day === found.day && born <= now && born > now.minus({ years: OLDEST });
  return possible
    ? { ok: true, span, value: born.toISODate(), spoken }
    : { ok: false, span, problem: 'ambiguous', spoken };
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
