import { DateTime, Info } from 'luxon';
import { calendarDay, today } from './calendar-day.ts';
import { type DateContext, readDate } from './date.ts';
import type { Reading } from './reading.ts';
import { BETWEEN_DAYS, sayDateRange } from './say-parts.ts';
import { findPhrase, phraseAt, type Span, type Token } from './tokens.ts';

/**
 * Finds a stretch of days: "from Monday to Wednesday", "December first until the fifth". The value is both days
 * with a slash between them. "Next month" and "in January" are stretches by themselves. A single day is `incomplete`, a last day before the first is `ambiguous`.
 */
export function readDateRange(tokens: readonly Token[], asked: DateContext): Reading | undefined {
  if (!asked.expected) return undefined;
  // "From Monday" takes a Monday back where one day is wanted; here it is the first.
  const context = { ...asked, anyDayAhead: true, words: { ...asked.words, rejections: [] } };
  for (let at = 1; at < tokens.length; at += 1) {
    const until = phraseAt(tokens, at, context.words.values.until);
    if (until === undefined) continue;
    const first = readDate(tokens.slice(0, at), context);
    const last = readDate(tokens.slice(until.to), context);
    if (first?.ok !== true || last?.ok !== true) continue;
    const ends = inOneMonth(first.value, last.value, [tokens.slice(0, at), tokens.slice(until.to)], context);
    return range(ends.first, ends.last, tokens.length, context);
  }
  const single = readDate(tokens, context);
  if (single === undefined) return namedStretch(tokens, context);
  return single.ok ? { ok: false, span: single.span, problem: 'incomplete', spoken: single.spoken } : single;
}

/**
 * A day without a month is one of the month that was said with the other: "between the tenth and the twentieth of
 * January", "January tenth to the twentieth". It lies before the last day, or after the first.
 */
function inOneMonth(
  first: string,
  last: string,
  [begin, end]: readonly [readonly Token[], readonly Token[]],
  { words, locale }: DateContext,
): { first: string; last: string } {
  const months = monthNames(locale);
  const has = (tokens: readonly Token[]): boolean => tokens.some(({ text }) => months.includes(text));
  const isBareDay = (tokens: readonly Token[]): boolean =>
    !has(tokens) &&
    tokens.some(({ number }) => number !== undefined) &&
    tokens.every(({ text }) => words.dates.weekdays[text] === undefined);
  const [from, to] = [calendarDay(first), calendarDay(last)];
  if (has(end) && isBareDay(begin)) {
    const same = to.set({ day: from.day });
    return { first: (same <= to ? same : same.minus({ months: 1 })).toISODate(), last };
  }
  if (has(begin) && isBareDay(end)) {
    const same = from.set({ day: to.day });
    return { first, last: (same >= from ? same : same.plus({ months: 1 })).toISODate() };
  }
  return { first, last };
}

/** "Next week", "this month", "in January": from today on, where it has begun. */
function namedStretch(tokens: readonly Token[], context: DateContext): Reading | undefined {
  const now = today(context.source, context.nowMs);
  const found = stretchAhead(tokens, now, context) ?? monthNamed(tokens, now, context);
  if (found === undefined) return undefined;
  const { span, start, unit } = found;
  const value = `${DateTime.max(now, start).toISODate()}${BETWEEN_DAYS}${start.endOf(unit).toISODate()}`;
  return { ok: true, span, value, spoken: sayDateRange(value, context.locale, context.words) };
}

interface Stretch {
  span: Span;
  start: DateTime<true>;
  unit: 'week' | 'month';
}

function stretchAhead(
  tokens: readonly Token[],
  now: DateTime<true>,
  { words }: DateContext,
): Stretch | undefined {
  const span = findPhrase(tokens, Object.keys(words.values.stretches));
  const named = span === undefined ? undefined : words.values.stretches[textOf(tokens, span)];
  if (span === undefined || named === undefined) return undefined;
  return { span, start: now.plus(named.ahead).startOf(named.unit), unit: named.unit };
}

function monthNamed(
  tokens: readonly Token[],
  now: DateTime<true>,
  { locale }: DateContext,
): Stretch | undefined {
  const months = monthNames(locale);
  const from = tokens.findIndex(({ text }) => months.includes(text));
  if (from < 0) return undefined;
  const month = months.indexOf(tokens[from]?.text ?? '') + 1;
  const start = now.set({ day: 1, month }).plus({ years: month < now.month ? 1 : 0 });
  return { span: { from, to: from + 1 }, start, unit: 'month' };
}

function monthNames(locale: string): string[] {
  return Info.months('long', { locale }).map((name) => name.toLowerCase());
}

function textOf(tokens: readonly Token[], { from, to }: Span): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ');
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
  const value = `${first}${BETWEEN_DAYS}${end.toISODate()}`;
  const spoken = sayDateRange(value, locale, language);
  return end < calendarDay(first)
    ? { ok: false, span, problem: 'ambiguous', spoken }
    : { ok: true, span, value, spoken };
}
