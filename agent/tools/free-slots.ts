import { DateTime } from 'luxon';
import type { Slot } from '../call/call-state.ts';
import { isHoliday, isOpenOn, minuteOfDay, openRanges } from '../playbook/hours.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { cellsOf, type OccupiedCell } from './calendar.ts';

const MS_PER_MINUTE = 60_000;

/** What of a playbook decides which slots there are. */
export type BookingRules = Pick<PlaybookSource, 'hours' | 'holidays' | 'timeZone' | 'calendar'>;

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

/** When the caller would like to come, beside the day. */
export interface Preference {
  /** HH:mm in the business's time zone. */
  time?: string | undefined;
  partOfDay?: PartOfDay | undefined;
}

/** Why no appointment can begin on a day at all. */
export type DayProblem = 'past' | 'too-far' | 'holiday' | 'closed';

/** Why nothing can be booked on this local date (YYYY-MM-DD), whoever else booked; undefined when it can. */
export function dayProblem(rules: BookingRules, day: string, nowMs: number): DayProblem | undefined {
  const today = localTime(rules, nowMs);
  if (day < today.toISODate()) return 'past';
  if (day > today.plus({ days: rules.calendar.horizonDays }).toISODate()) return 'too-far';
  if (isHoliday(rules, day)) return 'holiday';
  if (!isOpenOn(rules, day)) return 'closed';
  return undefined;
}

/**
 * The starts of a local date's slots, occupied or not: the grid begins anew with each range of opening hours,
 * an appointment of `minutes` ends within the range that it begins in, and none begins sooner than the
 * notice. Steps are counted in time that passes, so the grid is right on the days when clocks change.
 */
export function startsOn(rules: BookingRules, day: string, minutes: number, nowMs: number): number[] {
  if (dayProblem(rules, day, nowMs) !== undefined) return [];
  const earliestMs = nowMs + rules.calendar.noticeMinutes * MS_PER_MINUTE;
  const stepMs = rules.calendar.slotMinutes * MS_PER_MINUTE;
  const starts: number[] = [];
  for (const range of openRanges(rules, day)) {
    const lastMs = range.end.toMillis() - minutes * MS_PER_MINUTE;
    for (let startMs = range.start.toMillis(); startMs <= lastMs; startMs += stepMs) {
      if (startMs >= earliestMs) starts.push(startMs);
    }
  }
  return starts;
}

/** The resources that are free for a slot, in the playbook's order. */
export function freeResources(
  rules: BookingRules,
  occupied: readonly OccupiedCell[],
  startMs: number,
  minutes: number,
): string[] {
  return rules.calendar.resources.filter((resource) => {
    const cells = cellsOf(slotAt(rules, startMs, minutes, resource), rules.calendar.slotMinutes);
    const endMs = startMs + cells.length * rules.calendar.slotMinutes * MS_PER_MINUTE;
    return !occupied.some(
      (cell) =>
        cell.resource === resource &&
        cell.startMs < endMs &&
        startMs < cell.startMs + cell.minutes * MS_PER_MINUTE,
    );
  });
}

/** The free slots of a local date, one for each start, best first: see `byPreference`. */
export function freeSlotsOn(
  rules: BookingRules,
  occupied: readonly OccupiedCell[],
  day: string,
  minutes: number,
  nowMs: number,
  preference: Preference,
): Slot[] {
  const slots = startsOn(rules, day, minutes, nowMs).flatMap((startMs) => {
    const [resource] = freeResources(rules, occupied, startMs, minutes);
    return resource === undefined ? [] : [slotAt(rules, startMs, minutes, resource)];
  });
  return byPreference(rules, slots, preference);
}

/**
 * Orders slots by how near they are to what the caller prefers: first those in the part of the day that was
 * asked for, then those nearest to the time, then the earlier.
 */
function byPreference(rules: BookingRules, slots: Slot[], preference: Preference): Slot[] {
  const rank = (slot: Slot): [misfit: number, distance: number, startMs: number] => {
    const minute = localMinute(rules, slot);
    const fits = preference.partOfDay === undefined || partOfDay(rules, minute) === preference.partOfDay;
    const distance = preference.time === undefined ? 0 : Math.abs(minute - minuteOfDay(preference.time));
    return [fits ? 0 : 1, distance, Date.parse(slot.start)];
  };
  return slots
    .map((slot) => ({ slot, rank: rank(slot) }))
    .sort((one, other) => compareRanks(one.rank, other.rank))
    .map(({ slot }) => slot);
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/** Which part of the business's day a minute after local midnight belongs to. */
export function partOfDay(rules: BookingRules, minute: number): PartOfDay {
  if (minute < minuteOfDay(rules.calendar.afternoonFrom)) return 'morning';
  return minute < minuteOfDay(rules.calendar.eveningFrom) ? 'afternoon' : 'evening';
}

/** Minutes after local midnight at which a slot begins, by the wall clock. */
export function localMinute(rules: BookingRules, slot: Slot): number {
  const start = DateTime.fromISO(slot.start, { zone: rules.timeZone });
  return start.hour * 60 + start.minute;
}

/** A slot that begins at an instant, written in the business's time zone. */
export function slotAt(rules: BookingRules, startMs: number, minutes: number, resource: string): Slot {
  return { start: localTime(rules, startMs).toISO({ suppressMilliseconds: true }), minutes, resource };
}

/** An instant on the business's clock. Throws when the playbook's time zone does not exist. */
export function localTime(rules: Pick<BookingRules, 'timeZone'>, timeMs: number): DateTime<true> {
  const time = DateTime.fromMillis(timeMs, { zone: rules.timeZone });
  if (!time.isValid) throw new Error(`No time in zone "${rules.timeZone}": ${time.invalidExplanation}.`);
  return time;
}
