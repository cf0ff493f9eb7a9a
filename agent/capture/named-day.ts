import type { DateTime } from 'luxon';
import { comingDay, comingWeekday } from './calendar-day.ts';
import { holidayIn } from './holidays.ts';
import { findPhrase, phraseAt, phraseBefore, type Span, type Token, without } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** A day that was said, and the words that said it. */
export interface NamedDay {
  span: Span;
  /** Undefined where the words name more than a day ("the week after Thanksgiving"). */
  day: DateTime<true> | undefined;
}

export interface NamedDayContext {
  words: LanguageWords;
  /** Today's calendar day. */
  now: DateTime<true>;
  horizonDays: number;
}

/** "Thanksgiving", "on Christmas Eve", "the Monday after New Year": the coming one. */
export function holidaysSaid(tokens: readonly Token[], context: NamedDayContext): NamedDay[] {
  const { holidays, wishes, holidayThings } = context.words.dates;
  const names = Object.keys(holidays);
  const found: NamedDay[] = [];
  let left = [...tokens];
  for (let span = findPhrase(left, names); span !== undefined; span = findPhrase(left, names)) {
    const at = span;
    const name = names.find((one) => phraseAt(left, at.from, [one])?.to === at.to);
    const holiday = name === undefined ? undefined : holidays[name];
    const isDay =
      phraseBefore(left, at.from, wishes) === undefined && phraseAt(left, at.to, holidayThings) === undefined;
    const day =
      holiday === undefined || !isDay
        ? undefined
        : comingDay(context.now, (year) => holidayIn(year, holiday), context.horizonDays);
    if (day !== undefined) found.push(beside(left, { span: at, day }, context.words));
    left = without(left, found.at(-1)?.span ?? at);
    left = without(left, at);
  }
  return found;
}

/** The day that is counted from another: "the day after …", "the Friday before …", "two days after …". */
export function beside(
  tokens: readonly Token[],
  { span, day }: { span: Span; day: DateTime<true> },
  words: LanguageWords,
): NamedDay {
  const { afterDay, beforeDay, dayWords, week, weekdays, one } = words.dates;
  const after = phraseBefore(tokens, span.from, afterDay);
  const joint = after ?? phraseBefore(tokens, span.from, beforeDay);
  const counted = joint === undefined ? undefined : tokens[joint.from - 1];
  if (joint === undefined || counted === undefined) return { span, day };
  const sign = after === undefined ? -1 : 1;
  const [from, to] = [joint.from - 1, span.to];
  if (week.includes(counted.text)) return { span: { from, to }, day: undefined };
  const weekday = weekdays[counted.text];
  if (weekday !== undefined) {
    const coming = comingWeekday(day, weekday);
    const sameWeekday = day.weekday === weekday;
    return { span: { from, to }, day: sign > 0 ? coming : coming.minus({ weeks: sameWeekday ? 2 : 1 }) };
  }
  if (!dayWords.includes(counted.text)) return { span, day };
  const before = tokens[from - 1];
  const number = one.includes(before?.text ?? '') ? 1 : before?.number;
  return {
    span: { from: number === undefined ? from : from - 1, to },
    day: day.plus({ days: sign * (number ?? 1) }),
  };
}
