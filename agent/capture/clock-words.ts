import { phraseAt, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** A time of day as it was said, before anyone knows which half of the day is meant. */
export interface ClockWords {
  span: Span;
  hour: number;
  minute: number;
  half: 'am' | 'pm' | undefined;
  /** Minutes were said, be they zero. */
  minutesSaid: boolean;
  /** Nothing but a time of day is said like this. A bare "three" is not clear. */
  clear: boolean;
}

/** Minutes that follow an hour as two words ("three fifteen"). */
const SMALLEST_BARE_MINUTES = 10;
const LARGEST_MINUTE = 59;
const LARGEST_HOUR = 23;
/** Words between a time and the part of the day that belongs to it ("three in the afternoon"). */
const WORDS_TO_PART = 2;

/** The time of day that begins at this word, if one does. */
export function clockAt(tokens: readonly Token[], at: number, words: LanguageWords): ClockWords | undefined {
  const said =
    named(tokens, at, words) ??
    relative(tokens, at, words) ??
    aroundHour(tokens, at, words) ??
    digital(tokens, at) ??
    hourFirst(tokens, at, words);
  return said === undefined ? undefined : withHalf(tokens, said, words);
}

/** "noon", "midnight". */
function named(tokens: readonly Token[], at: number, words: LanguageWords): ClockWords | undefined {
  const noon = phraseAt(tokens, at, words.times.noon);
  if (noon !== undefined) return clear(noon, 12, 0, 'pm');
  const midnight = phraseAt(tokens, at, words.times.midnight);
  return midnight === undefined ? undefined : clear(midnight, 0, 0, 'am');
}

/** "half past two", "quarter to four", "twenty past ten". */
function relative(tokens: readonly Token[], at: number, words: LanguageWords): ClockWords | undefined {
  const { times } = words;
  const amount = minutesAt(tokens[at], words);
  const past = phraseAt(tokens, at + 1, times.past);
  const to = phraseAt(tokens, at + 1, times.to);
  const hour = hourOf(tokens[at + 2]);
  if (amount === undefined || hour === undefined || (past === undefined && to === undefined))
    return undefined;
  const span = { from: at, to: at + 3 };
  if (past !== undefined) return clear(span, hour, amount);
  return clear(span, hour === 1 ? 12 : hour - 1, 60 - amount);
}

/** "tres y media", "cuatro menos cuarto": the hour first, then the minutes after it or before it. */
function aroundHour(tokens: readonly Token[], at: number, words: LanguageWords): ClockWords | undefined {
  const hour = hourOf(tokens[at]);
  const plus = phraseAt(tokens, at + 1, words.times.plus);
  const minus = phraseAt(tokens, at + 1, words.times.minus);
  const joint = plus ?? minus;
  if (hour === undefined || joint === undefined) return undefined;
  const amount = minutesAt(tokens[joint.to], words) ?? bareMinutes(tokens[joint.to]);
  if (amount === undefined) return undefined;
  const span = { from: at, to: joint.to + 1 };
  if (plus !== undefined) return clear(span, hour, amount);
  return clear(span, hour === 1 ? 12 : hour - 1, 60 - amount);
}

function bareMinutes(token: Token | undefined): number | undefined {
  return isMinute(token, SMALLEST_BARE_MINUTES) ? token?.number : undefined;
}

function minutesAt(token: Token | undefined, words: LanguageWords): number | undefined {
  if (token?.text === words.times.half) return 30;
  if (token?.text === words.times.quarter) return 15;
  const number = token?.ordinal === false ? token.number : undefined;
  return number !== undefined && number % 5 === 0 && number > 0 && number < 60 ? number : undefined;
}

/** "3:30", "15:30", "1530", "330". */
function digital(tokens: readonly Token[], at: number): ClockWords | undefined {
  const match = /^(\d{1,2})[:.]?(\d{2})$/.exec(tokens[at]?.text ?? '');
  if (match === null || match[0].length < 3) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  if (hour > LARGEST_HOUR || minute > LARGEST_MINUTE) return undefined;
  const span = { from: at, to: at + 1 };
  return { span, hour, minute, half: undefined, minutesSaid: true, clear: match[0].includes(':') };
}

/** "three", "three thirty", "three oh five", "three o'clock". */
function hourFirst(tokens: readonly Token[], at: number, words: LanguageWords): ClockWords | undefined {
  const hour = hourOf(tokens[at]);
  if (hour === undefined) return undefined;
  const oClock = phraseAt(tokens, at + 1, words.times.oClock);
  if (oClock !== undefined) return clear({ from: at, to: oClock.to }, hour, 0);
  if (tokens[at]?.ends === undefined) {
    const minute = tokens[at + 1];
    const small = tokens[at + 2]?.number;
    if (
      minute !== undefined &&
      words.times.zero.includes(minute.text) &&
      isMinute(tokens[at + 2], 1) &&
      small !== undefined &&
      small < 10
    )
      return clear({ from: at, to: at + 3 }, hour, small);
    if (isMinute(minute, SMALLEST_BARE_MINUTES) && minute?.number !== undefined)
      return clear({ from: at, to: at + 2 }, hour, minute.number);
  }
  return {
    span: { from: at, to: at + 1 },
    hour,
    minute: 0,
    half: undefined,
    minutesSaid: false,
    clear: false,
  };
}

function hourOf(token: Token | undefined): number | undefined {
  const number = token?.ordinal === false ? token.number : undefined;
  return number !== undefined && number >= 1 && number <= 12 ? number : undefined;
}

function isMinute(token: Token | undefined, least: number): boolean {
  return (
    token?.number !== undefined && !token.ordinal && token.number >= least && token.number <= LARGEST_MINUTE
  );
}

function clear(span: Span, hour: number, minute: number, half?: 'am' | 'pm'): ClockWords {
  return { span, hour, minute, half, minutesSaid: true, clear: true };
}

/** "pm" or "in the afternoon" after the time tells which half of the day is meant. */
function withHalf(tokens: readonly Token[], said: ClockWords, words: LanguageWords): ClockWords {
  const { times } = words;
  const after = said.span.to;
  const am = phraseAt(tokens, after, times.am);
  const pm = phraseAt(tokens, after, times.pm);
  const direct = am ?? pm;
  if (direct !== undefined)
    return {
      ...said,
      half: am === undefined ? 'pm' : 'am',
      span: { from: said.span.from, to: direct.to },
      clear: true,
    };
  for (let gap = 0; gap <= WORDS_TO_PART; gap += 1) {
    if (tokens[after + gap - 1]?.ends !== undefined) break;
    const morning = phraseAt(tokens, after + gap, times.partsOfDay.morning);
    const later =
      phraseAt(tokens, after + gap, times.partsOfDay.afternoon) ??
      phraseAt(tokens, after + gap, times.partsOfDay.evening);
    const part = morning ?? later;
    if (part === undefined) continue;
    return {
      ...said,
      half: morning === undefined ? 'pm' : 'am',
      span: { from: said.span.from, to: part.to },
      clear: true,
    };
  }
  return said;
}
