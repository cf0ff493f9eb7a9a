import { minuteOfDay, openMinutes, WEEKDAYS } from '../playbook/hours.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { type ClockWords, clockAt } from './clock-words.ts';
import { isInLongDigits } from './digit-run.ts';
import { meantOf } from './mentions.ts';
import type { Reading } from './reading.ts';
import { FIRST_DAYTIME_HOUR, LAST_DAYTIME_HOUR, speakTime } from './speak.ts';
import { findPhrase, isTaken, phraseBefore, type Span, type Token } from './tokens.ts';
import type { LanguageWords, PartOfDay } from './words/words.ts';

export interface TimeContext {
  locale: string;
  words: LanguageWords;
  source: PlaybookSource;
  /** The day that the time is for, YYYY-MM-DD, where it is known. */
  day: string | undefined;
  /** A time was asked for, or one is being corrected: a bare "three" is one. */
  expected: boolean;
  /** Times (HH:mm) that were offered: a bare hour means one of them where it can. */
  offered: readonly string[];
}

/**
 * Finds a time of day. A bare hour is the one of the two that lies in the opening hours; where both do, or
 * neither, the one in daytime. "As early as possible" is the day's opening.
 */
export function readTime(tokens: readonly Token[], context: TimeContext): Reading | undefined {
  const said = meantOf(tokens, saidTimes(tokens, context), context.words);
  if (said !== undefined) return reading(said.span, timeOf(said, context), context);
  return readEdge(tokens, context);
}

/** Finds which part of the day was asked for. */
export function readPartOfDay(tokens: readonly Token[], words: LanguageWords): PartOfDay | undefined {
  const parts: PartOfDay[] = ['morning', 'afternoon', 'evening'];
  return parts.find((part) => {
    const span = findPhrase(tokens, words.times.partsOfDay[part]);
    return span !== undefined && phraseBefore(tokens, span.from, words.times.greetings) === undefined;
  });
}

function reading(span: Span, value: string, context: TimeContext): Reading {
  return { ok: true, span, value, spoken: speakTime(value, context.locale) };
}

function saidTimes(tokens: readonly Token[], context: TimeContext): ClockWords[] {
  const found: ClockWords[] = [];
  for (let at = 0; at < tokens.length; ) {
    const said = clockAt(tokens, at, context.words);
    if (
      said !== undefined &&
      !isOfNumber(tokens, said, context) &&
      (said.clear || isMeant(tokens, said, context))
    ) {
      found.push(said);
      at = said.span.to;
    } else at += 1;
  }
  return found;
}

/** "Two oh six five five five" begins a telephone number, whatever was asked for. */
function isOfNumber(tokens: readonly Token[], { span }: ClockWords, { words }: TimeContext): boolean {
  return isInLongDigits(tokens, span.to - 1, words);
}

/** A bare number is a time only where one was asked for, or after "at", or right after a day. */
function isMeant(tokens: readonly Token[], said: ClockWords, context: TimeContext): boolean {
  const { times } = context.words;
  const after = tokens[said.span.to];
  const clauseEnds = tokens[said.span.to - 1]?.ends !== undefined;
  if (after !== undefined && !clauseEnds && times.units.includes(after.text)) return false;
  const pronoun = said.hour === 1 && phraseBefore(tokens, said.span.from, times.pronounCues) !== undefined;
  if (pronoun) return false;
  if (context.expected || isTaken(tokens[said.span.from - 1])) return true;
  return phraseBefore(tokens, said.span.from, times.cues) !== undefined;
}

function timeOf(said: ClockWords, context: TimeContext): string {
  const at = (hour: number): string => clock(hour, said.minute);
  if (said.half !== undefined) return at((said.hour % 12) + (said.half === 'pm' ? 12 : 0));
  if (said.hour > 12 || said.hour === 0) return at(said.hour);
  const candidates = [said.hour % 12, (said.hour % 12) + 12];
  const offered = offeredAt(said, candidates, context.offered);
  if (offered !== undefined) return offered;
  const open = candidates.filter((hour) => isOpen(at(hour), context));
  const [only] =
    open.length === 1
      ? open
      : candidates.filter((hour) => hour >= FIRST_DAYTIME_HOUR && hour <= LAST_DAYTIME_HOUR);
  return at(only ?? said.hour);
}

/** The offer that is meant: at that very time, or the only one in that hour when no minutes were said. */
function offeredAt(
  said: ClockWords,
  candidates: readonly number[],
  offered: readonly string[],
): string | undefined {
  const exact = candidates.map((hour) => clock(hour, said.minute)).find((time) => offered.includes(time));
  if (exact !== undefined || said.minutesSaid) return exact;
  const inHour = offered.filter((time) => candidates.includes(Number(time.slice(0, 2))));
  return inHour.length === 1 ? inHour[0] : undefined;
}

function isOpen(time: string, context: TimeContext): boolean {
  const minute = minuteOfDay(time);
  return ranges(context).some((range) => range.fromMinute <= minute && minute < range.toMinute);
}

/** The day's hours; those of the whole week while the day is not known. */
function ranges(context: TimeContext): { fromMinute: number; toMinute: number }[] {
  if (context.day !== undefined) return openMinutes(context.source, context.day);
  return WEEKDAYS.flatMap((weekday) => context.source.hours[weekday]).map((range) => {
    const [from = '', to = ''] = range.split('-');
    return { fromMinute: minuteOfDay(from), toMinute: minuteOfDay(to) };
  });
}

/** "As early as possible" and "end of the day": the first and the last slot of the hours. */
function readEdge(tokens: readonly Token[], context: TimeContext): Reading | undefined {
  const open = ranges(context);
  if (open.length === 0) return undefined;
  const earliest = findPhrase(tokens, context.words.times.earliest);
  if (earliest !== undefined)
    return reading(earliest, ofMinute(Math.min(...open.map((range) => range.fromMinute))), context);
  const latest = findPhrase(tokens, context.words.times.latest);
  const closing = Math.max(...open.map((range) => range.toMinute)) - context.source.calendar.slotMinutes;
  return latest === undefined ? undefined : reading(latest, ofMinute(closing), context);
}

function ofMinute(minute: number): string {
  return clock(Math.floor(minute / 60), minute % 60);
}

function clock(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
