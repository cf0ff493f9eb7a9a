import { DateTime } from 'luxon';
import { isOpenOn } from '../playbook/hours.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import type { Problem } from './reading.ts';

/**
 * Days here are calendar days: midnights in UTC that stand for the local date of the business, so that no
 * change of clocks can move them.
 *
 * Today in the business's time zone. At 23:59 there it is still the same day.
 */
export function today(source: PlaybookSource, nowMs: number): DateTime<true> {
  const now = DateTime.fromMillis(nowMs, { zone: source.timeZone });
  if (!now.isValid) throw new Error(`"${source.timeZone}" is not a time zone such as America/New_York.`);
  return calendarDay(now.toISODate());
}

/** A date (YYYY-MM-DD) as a calendar day. */
export function calendarDay(date: string): DateTime<true> {
  const day = DateTime.fromISO(date, { zone: 'utc' });
  if (!day.isValid) throw new Error(`"${date}" is not a date such as 2026-12-01.`);
  return day;
}

/** Why an appointment cannot be on that day; undefined when it can. */
export function problemWithDay(
  day: DateTime<true>,
  source: PlaybookSource,
  now: DateTime<true>,
): Problem | undefined {
  if (day < now) return 'past';
  if (day > now.plus({ days: source.calendar.horizonDays })) return 'too-far';
  return isOpenOn(source, day.toISODate()) ? undefined : 'closed';
}

/** The next day after `now` that falls on this ISO weekday. Today's own name means a week from now. */
export function comingWeekday(now: DateTime<true>, weekday: number): DateTime<true> {
  const ahead = (weekday - now.weekday + 7) % 7;
  return now.plus({ days: ahead === 0 ? 7 : ahead });
}

/** That weekday of the next calendar week (Monday to Sunday). */
export function weekdayOfNextWeek(now: DateTime<true>, weekday: number): DateTime<true> {
  return now.startOf('week').plus({ weeks: 1, days: weekday - 1 });
}

/** The first day from `now` on whose number in its month is `dayOfMonth`; undefined when no month has it. */
export function comingDayOfMonth(now: DateTime<true>, dayOfMonth: number): DateTime<true> | undefined {
  const MONTHS_TO_LOOK_AHEAD = 12;
  for (let ahead = 0; ahead <= MONTHS_TO_LOOK_AHEAD; ahead += 1) {
    const month = now.startOf('month').plus({ months: ahead });
    const day = month.set({ day: dayOfMonth });
    if (day.month === month.month && day >= now) return day;
  }
  return undefined;
}

/** A day named without its year that went by this recently, and is too far ahead next year, is the one gone by. */
const RECENT_DAYS = 31;

/**
 * A day of the year without its year: the coming one, unless only the one just gone by can be meant. Undefined
 * when neither year has it (29 February).
 */
export function comingDay(
  now: DateTime<true>,
  dayIn: (year: number) => { month: number; day: number },
  horizonDays: number,
): DateTime<true> | undefined {
  const [thisYear, nextYear] = [now.year, now.year + 1].map((year) => {
    const { month, day } = dayIn(year);
    const date = now.set({ year, month, day });
    return date.day === day ? date : undefined;
  });
  if (thisYear === undefined || thisYear >= now) return thisYear ?? nextYear;
  const outOfReach = nextYear === undefined || nextYear > now.plus({ days: horizonDays });
  return outOfReach && thisYear > now.minus({ days: RECENT_DAYS }) ? thisYear : nextYear;
}
