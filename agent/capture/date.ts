import { type DateTime, Info } from 'luxon';
import { nextOpenDay } from '../playbook/hours.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import {
  calendarDay,
  comingDay,
  comingDayOfMonth,
  comingWeekday,
  problemWithDay,
  today,
  weekdayOfNextWeek,
} from './calendar-day.ts';
import { datesInText } from './date-library.ts';
import { meantOf } from './mentions.ts';
import { beside, holidaysSaid, type NamedDayContext } from './named-day.ts';
import type { Problem, Reading } from './reading.ts';
import { speakDate } from './speak.ts';
import { findPhrase, isTaken, phraseAt, phraseBefore, type Span, type Token, without } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

export interface DateContext {
  locale: string;
  words: LanguageWords;
  source: PlaybookSource;
  nowMs: number;
  /** A day was asked for: a bare "third" is one. */
  expected: boolean;
  /** Times were offered: "the first" means one of them. */
  offered: boolean;
  /** The day (YYYY-MM-DD) that is being replaced: "no, the eighteenth" is in its month. */
  replaced?: string | undefined;
  /** Nothing is booked: closed days and those beyond the calendar are days like others. */
  anyDayAhead?: boolean;
}

/** The context with today's calendar day, looked up once: time zones are slow to ask. */
interface DayContext extends DateContext {
  now: DateTime<true>;
}

interface SaidDay {
  span: Span;
  day: DateTime<true>;
  /** The weekday that was said with it does not fall on it. */
  contradicted: boolean;
}

/**
 * Finds the day that was asked for, in the business's time zone, looking forward. A day that cannot be is a
 * problem: gone by, closed, beyond the horizon, or with a weekday that does not fall on it.
 */
export function readDate(tokens: readonly Token[], input: DateContext): Reading | undefined {
  const context = { ...input, now: today(input.source, input.nowMs) };
  const said = meantOf(tokens, saidDays(tokens, context), context.words) ?? soonest(tokens, context);
  if (said === undefined) return undefined;
  const value = said.day.toISODate();
  const spoken = speakDate(value, context.locale);
  const problem = said.contradicted ? 'ambiguous' : problemWith(said.day, context);
  return problem === undefined
    ? { ok: true, span: said.span, value, spoken }
    : { ok: false, span: said.span, problem, spoken };
}

function problemWith(day: DateTime<true>, { source, now, anyDayAhead }: DayContext): Problem | undefined {
  const problem = problemWithDay(day, source, now);
  return anyDayAhead === true && problem !== 'past' ? undefined : problem;
}

/** "As soon as possible", where a day was asked for: the next on which the business opens. */
function soonest(tokens: readonly Token[], context: DayContext): SaidDay | undefined {
  const { source, words, now, expected } = context;
  const span = expected ? findPhrase(tokens, words.dates.soonest) : undefined;
  if (span === undefined) return undefined;
  const day = nextOpenDay(source, now.toISODate(), source.calendar.horizonDays);
  return day === undefined ? undefined : { span, day: calendarDay(day), contradicted: false };
}

function saidDays(tokens: readonly Token[], context: DayContext): SaidDay[] {
  const found: SaidDay[] = [];
  let left = [...tokens];
  const take = (said: SaidDay | undefined): void => {
    if (said === undefined) return;
    found.push(said);
    left = without(left, said.span);
  };
  for (let at = 0; at < left.length; at += 1) take(weeksFromDay(left, at, context));
  for (const said of namedDays(left, context)) take(said);
  for (const { span, day } of holidaysSaid(left, holidayContext(context))) {
    if (day !== undefined) found.push({ span, day, contradicted: false });
    left = without(left, span);
  }
  for (const said of impossibleDays(left, context)) take(said);
  for (const said of monthDays(left, context)) take(said);
  for (let at = 0; at < left.length; at += 1) take(weekdayAt(left, at, context));
  for (let at = 0; at < left.length; at += 1) take(bareDayOfMonth(left, at, context));
  return found;
}

/** "a week from Monday", "two weeks from today". */
function weeksFromDay(tokens: readonly Token[], at: number, context: DayContext): SaidDay | undefined {
  const { dates } = context.words;
  const weeks = dates.one.includes(tokens[at]?.text ?? '') ? 1 : tokens[at]?.number;
  const isWeeks =
    dates.week.includes(tokens[at + 1]?.text ?? '') && dates.from.includes(tokens[at + 2]?.text ?? '');
  const from = dayNamed(tokens[at + 3], context);
  if (weeks === undefined || from === undefined || !isWeeks) return undefined;
  return { span: { from: at, to: at + 4 }, day: from.plus({ weeks }), contradicted: false };
}

function holidayContext({ words, now, source }: DayContext): NamedDayContext {
  return { words, now, horizonDays: source.calendar.horizonDays };
}

/** "February thirtieth", "el treinta de febrero": no such day; the last of that month stands in the question. */
function impossibleDays(tokens: readonly Token[], { locale, words, now }: DayContext): SaidDay[] {
  const months = Info.months('long', { locale }).map((name) => name.toLowerCase());
  return tokens.flatMap(({ text }, at) => {
    const month = months.indexOf(text) + 1;
    const [before, after] = [at - (isOf(at - 1) ? 2 : 1), at + (isOf(at + 1) ? 2 : 1)];
    const said = [after, before].find((index) => tokens[index]?.number !== undefined);
    const number = said === undefined ? undefined : tokens[said]?.number;
    if (month === 0 || said === undefined || number === undefined || number > LAST_DAY_OF_MONTH) return [];
    const [from, to] = [Math.min(said, at), Math.max(said, at) + 1];
    const coming = now.set({ month, day: 1 }).plus({ years: month < now.month ? 1 : 0 });
    const last = coming.endOf('month').startOf('day');
    return number > last.day ? [{ span: { from, to }, day: last, contradicted: true }] : [];
  });
  function isOf(at: number): boolean {
    return words.dates.ofMonth.includes(tokens[at]?.text ?? '') || tokens[at]?.text === words.dates.article;
  }
}

/** "the day after tomorrow", and the other days of a name of their own that the library does not know. */
function namedDays(tokens: readonly Token[], { words, now }: DayContext): SaidDay[] {
  const span = findPhrase(withoutVague(tokens, words), Object.keys(words.dates.namedDays));
  if (span === undefined) return [];
  const said = tokens.slice(span.from, span.to).map((token) => token.text);
  const days = words.dates.namedDays[said.join(' ')];
  return days === undefined ? [] : [{ span, day: now.plus({ days }), contradicted: false }];
}

/** The words without stretches of time that name no day ("next week", "por la mañana"). */
function withoutVague(tokens: readonly Token[], { dates }: LanguageWords): Token[] {
  let left = [...tokens];
  for (let vague = findPhrase(left, dates.vague); vague !== undefined; ) {
    left = without(left, vague);
    vague = findPhrase(left, dates.vague);
  }
  return left;
}

/** The coming day of that name: a weekday, today or tomorrow. */
function dayNamed(token: Token | undefined, { words, now }: DayContext): DateTime<true> | undefined {
  const weekday = words.dates.weekdays[token?.text ?? ''];
  const distance = words.dates.distances[token?.text ?? ''];
  if (distance !== undefined) return now.plus({ days: distance });
  return weekday === undefined ? undefined : comingWeekday(now, weekday);
}

/** "December first", "12/3", "tomorrow", "in two weeks": read by the library, dated by us. */
function monthDays(tokens: readonly Token[], context: DayContext): SaidDay[] {
  const { now } = context;
  const left = withoutVague(tokens, context.words);
  return datesInText(left, context, now).flatMap(({ span, year, month, day }) => {
    if (!context.expected && phraseAt(left, span.from, context.words.dates.rightNow)?.to === span.to)
      return [];
    const dated =
      year === undefined
        ? comingDay(now, () => ({ month, day }), context.source.calendar.horizonDays)
        : now.set({ year, month, day });
    if (dated === undefined) return [];
    const weekdays = context.words.dates.weekdays;
    const before = weekdays[tokens[span.from - 1]?.text ?? ''];
    const weekday = before ?? weekdays[tokens[span.from]?.text ?? ''];
    const from = before === undefined ? span.from : span.from - 1;
    const contradicted = weekday !== undefined && weekday !== dated.weekday;
    const counted = beside(left, { span: { from, to: span.to }, day: dated }, context.words);
    return counted.day === undefined ? [] : [{ span: counted.span, day: counted.day, contradicted }];
  });
}

/** "Tuesday", "next Tuesday", "last Friday", "Monday the thirtieth". */
function weekdayAt(tokens: readonly Token[], at: number, context: DayContext): SaidDay | undefined {
  const { dates } = context.words;
  const weekday = dates.weekdays[tokens[at]?.text ?? ''];
  if (weekday === undefined) return undefined;
  const { now } = context;
  const next = phraseBefore(tokens, at, dates.next);
  const last = phraseBefore(tokens, at, dates.last);
  const after = phraseAt(tokens, at + 1, dates.nextAfter);
  const from = (next ?? last)?.from ?? at;
  const numbered = dayOfMonthAt(tokens, at + 1, context) ?? plainDayAt(tokens, at + 1, context);
  if (numbered !== undefined) {
    const day = comingDayOfMonth(now, numbered.dayOfMonth);
    if (day !== undefined)
      return { span: { from, to: numbered.span.to }, day, contradicted: day.weekday !== weekday };
  }
  const coming = comingWeekday(now, weekday);
  const day =
    next !== undefined || after !== undefined
      ? weekdayOfNextWeek(now, weekday)
      : last !== undefined
        ? coming.minus({ weeks: 1 })
        : coming;
  return { span: { from, to: after?.to ?? at + 1 }, day, contradicted: false };
}

/** "the third", "the twenty fifth"; without the article only where a day was asked for. */
function bareDayOfMonth(tokens: readonly Token[], at: number, context: DayContext): SaidDay | undefined {
  if (context.offered && !context.expected) return undefined;
  const withArticle = dayOfMonthAt(tokens, at, context);
  // What replaces a day is one too, but "a las tres, no, cuatro" is a time.
  const ordinal = tokens[at]?.ordinal === true && (context.expected || context.replaced !== undefined);
  const plain = context.expected && plainDayAt(tokens, at, context) !== undefined;
  const bare =
    ordinal || plain ? { dayOfMonth: tokens[at]?.number, span: { from: at, to: at + 1 } } : undefined;
  const found = withArticle ?? bare;
  if (found?.dayOfMonth === undefined) return undefined;
  const after = tokens[found.span.to];
  const countsSomethingElse =
    after !== undefined &&
    tokens[found.span.to - 1]?.ends === undefined &&
    !isTaken(after) &&
    context.words.dates.notDays.includes(after.text);
  const day = comingDayOfMonth(monthMeant(context), found.dayOfMonth);
  return countsSomethingElse || day === undefined
    ? undefined
    : { span: found.span, day, contradicted: false };
}

/** Where to begin to look for a day that is named by its number alone: today, or the month of the day it replaces. */
function monthMeant({ now, replaced }: DayContext): DateTime<true> {
  const month = replaced === undefined ? now : calendarDay(replaced).startOf('month');
  return month > now ? month : now;
}

function dayOfMonthAt(
  tokens: readonly Token[],
  at: number,
  context: DayContext,
): { dayOfMonth: number; span: Span } | undefined {
  const article = tokens[at]?.text === context.words.dates.article;
  const number = tokens[at + 1];
  if (!article || number?.number === undefined) return undefined;
  if (!number.ordinal && plainDayAt(tokens, at + 1, context) === undefined) return undefined;
  return { dayOfMonth: number.number, span: { from: at, to: at + 2 } };
}

/** The largest number that a day of a month has. */
const LAST_DAY_OF_MONTH = 31;

/** A day of the month said as a plain number, in languages that do. */
function plainDayAt(
  tokens: readonly Token[],
  at: number,
  { words }: DayContext,
): { dayOfMonth: number; span: Span } | undefined {
  const number = tokens[at]?.number;
  if (words.dates.dayOfMonthIsOrdinal || number === undefined) return undefined;
  if (number < 1 || number > LAST_DAY_OF_MONTH) return undefined;
  return { dayOfMonth: number, span: { from: at, to: at + 1 } };
}
