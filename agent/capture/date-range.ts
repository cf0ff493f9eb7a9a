import { fill } from '../playbook/fill.ts';
import { calendarDay } from './calendar-day.ts';
import { type DateContext, readDate } from './date.ts';
import type { Reading } from './reading.ts';
import { speakDate } from './speak.ts';
import { phraseAt, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** What stands between the two days of a value: ISO 8601-1, section 5.5 (time intervals). */
const BETWEEN = '/';

/**
 * Finds a stretch of days: "from Monday to Wednesday", "December first until the fifth". The value is both days
 * with a slash between them. A single day is `incomplete`, a last day before the first is `ambiguous`.
 */
export function readDateRange(tokens: readonly Token[], asked: DateContext): Reading | undefined {
  if (!asked.expected) return undefined;
  // "From Monday" takes a Monday back where one day is wanted; here it is the first.
  const context = { ...asked, words: { ...asked.words, rejections: [] } };
  for (let at = 1; at < tokens.length; at += 1) {
    const until = phraseAt(tokens, at, context.words.values.until);
    if (until === undefined) continue;
    const first = readDate(tokens.slice(0, at), context);
    const last = readDate(tokens.slice(until.to), context);
    if (first?.ok === true && last?.ok === true)
      return range(first.value, last.value, tokens.length, context);
  }
  const single = readDate(tokens, context);
  return single?.ok === true
    ? { ok: false, span: single.span, problem: 'incomplete', spoken: single.spoken }
    : single;
}

function range(
  first: string,
  last: string,
  words: number,
  { locale, words: language }: DateContext,
): Reading {
  const span = { from: 0, to: words };
  // "From Thursday to Tuesday": a weekday alone is the coming one, which may lie before the first day.
  const end =
    calendarDay(last) < calendarDay(first) ? calendarDay(last).plus({ weeks: 1 }) : calendarDay(last);
  const value = `${first}${BETWEEN}${end.toISODate()}`;
  const spoken = sayDateRange(value, locale, language);
  return end < calendarDay(first)
    ? { ok: false, span, problem: 'ambiguous', spoken }
    : { ok: true, span, value, spoken };
}

/** A stretch of days as it is said. Throws on what is none. */
export function sayDateRange(value: string, locale: string, words: LanguageWords): string {
  const [first = '', last = ''] = value.split(BETWEEN);
  return fill(words.values.say.range, { from: speakDate(first, locale), to: speakDate(last, locale) });
}
