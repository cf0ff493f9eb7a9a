import { DateTime } from 'luxon';
import { isOpenOn } from '../../agent/playbook/hours.ts';
import type { PlaybookSource } from '../../agent/playbook/schema.ts';

/** A coming day as a caller names it. */
export interface Weekday {
  /** Such as `tuesday`. */
  name: string;
  /** YYYY-MM-DD */
  date: string;
}

/** How far ahead a bare weekday still means what the caller thinks. */
const DAYS_AHEAD = [1, 2, 3, 4, 5, 6];

/**
 * The next days from Monday to Friday on which the business is open, from tomorrow on. Calls on the real clock
 * name these, so that they book the same on every day of the year.
 */
export function nextWeekdays(source: PlaybookSource, nowMs: number): Weekday[] {
  const today = DateTime.fromMillis(nowMs, { zone: source.timeZone });
  return DAYS_AHEAD.map((days) => today.plus({ days }))
    .filter((day) => day.weekday <= 5 && isOpenOn(source, day.toFormat('yyyy-MM-dd')))
    .map((day) => ({
      name: day.toFormat('cccc', { locale: 'en' }).toLowerCase(),
      date: day.toFormat('yyyy-MM-dd'),
    }));
}
