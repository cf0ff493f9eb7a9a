import { DateTime } from 'luxon';
import type { PlaybookSource } from './schema.ts';

/** What of a playbook decides when the business is open. */
export type OpeningHours = Pick<PlaybookSource, 'hours' | 'holidays' | 'timeZone'>;

/** A stretch of a day in minutes after local midnight; `to` is the first minute outside. */
export interface MinuteRange {
  fromMinute: number;
  toMinute: number;
}

/** A stretch of time, to the instant. Luxon times in the business's zone; `end` is the first instant outside. */
export interface OpenRange {
  start: DateTime<true>;
  end: DateTime<true>;
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Minutes after midnight of a time of day such as 08:30. Throws when it is none. */
export function minuteOfDay(timeOfDay: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(timeOfDay);
  if (match === null) throw new Error(`"${timeOfDay}" is not a time of day such as 08:30.`);
  return Number(match[1]) * 60 + Number(match[2]);
}

/** Reads a range such as 08:00-12:00. Throws when it is none. */
export function minuteRange(range: string): MinuteRange {
  const [from, to, ...rest] = range.split('-');
  if (from === undefined || to === undefined || rest.length > 0)
    throw new Error(`"${range}" is not a range of hours such as 08:00-12:00.`);
  return { fromMinute: minuteOfDay(from), toMinute: minuteOfDay(to) };
}

/** The weekday of a local date (YYYY-MM-DD). Throws when there is no such date. */
export function weekdayOf(day: string): Weekday {
  const weekday = WEEKDAYS[localDate(day, 'utc').weekday - 1];
  if (weekday === undefined) throw new Error(`"${day}" has no weekday.`);
  return weekday;
}

/** The date (YYYY-MM-DD) that it is in a zone at this moment, in milliseconds since the epoch. */
export function localDay(atMs: number, timeZone: string): string {
  const day = DateTime.fromMillis(atMs, { zone: timeZone }).toISODate();
  if (day === null) throw new Error(`There is no time zone "${timeZone}".`);
  return day;
}

/** Whether the business is closed on this local date (YYYY-MM-DD) although its weekday may be open. */
export function isHoliday(hours: OpeningHours, day: string): boolean {
  return hours.holidays.includes(day);
}

/** The hours of a local date (YYYY-MM-DD), earliest first; none on a holiday or a closed weekday. */
export function openMinutes(hours: OpeningHours, day: string): MinuteRange[] {
  if (isHoliday(hours, day)) return [];
  return hours.hours[weekdayOf(day)].map(minuteRange).sort((a, b) => a.fromMinute - b.fromMinute);
}

/** Whether the business opens at all on this local date (YYYY-MM-DD). */
export function isOpenOn(hours: OpeningHours, day: string): boolean {
  return openMinutes(hours, day).length > 0;
}

/** Whether the business is open on this local date at this time of day (HH:mm). */
export function isOpenAt(hours: OpeningHours, day: string, timeOfDay: string): boolean {
  const minute = minuteOfDay(timeOfDay);
  return openMinutes(hours, day).some((range) => range.fromMinute <= minute && minute < range.toMinute);
}

/**
 * The hours of a local date (YYYY-MM-DD) as instants. Right on the days when clocks change: an hour of the
 * wall clock is looked up in the zone, never counted from midnight.
 */
export function openRanges(hours: OpeningHours, day: string): OpenRange[] {
  return openMinutes(hours, day).map(({ fromMinute, toMinute }) => ({
    start: atMinute(day, fromMinute, hours.timeZone),
    end: atMinute(day, toMinute, hours.timeZone),
  }));
}

/** The first open local date on or after `day` (YYYY-MM-DD), looking at most `withinDays` days ahead. */
export function nextOpenDay(hours: OpeningHours, day: string, withinDays: number): string | undefined {
  const first = localDate(day, 'utc');
  for (let ahead = 0; ahead <= withinDays; ahead += 1) {
    const candidate = first.plus({ days: ahead }).toISODate();
    if (isOpenOn(hours, candidate)) return candidate;
  }
  return undefined;
}

/** The instant at which the wall clock of the zone shows that minute of that day. */
function atMinute(day: string, minute: number, timeZone: string): DateTime<true> {
  return localDate(day, timeZone).set({ hour: Math.floor(minute / 60), minute: minute % 60 });
}

function localDate(day: string, timeZone: string): DateTime<true> {
  const date = DateTime.fromISO(day, { zone: timeZone });
  if (!date.isValid || !/^\d{4}-\d{2}-\d{2}$/.test(day))
    throw new Error(`"${day}" is not a date such as 2026-12-01 in the zone "${timeZone}".`);
  return date;
}
