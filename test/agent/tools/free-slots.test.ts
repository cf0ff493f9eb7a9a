import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { minuteOfDay, minuteRange, weekdayOf } from '../../../agent/playbook/hours.ts';
import type { OccupiedCell } from '../../../agent/tools/calendar.ts';
import {
  type BookingRules,
  dayProblem,
  freeResources,
  freeSlotsOn,
  startsOn,
} from '../../../agent/tools/free-slots.ts';

const ALL_WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const MS_PER_MINUTE = 60_000;

function rules(ranges: string[], changes: Partial<BookingRules> = {}): BookingRules {
  const open = Object.fromEntries(ALL_WEEK.map((day) => [day, ranges]));
  return {
    hours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [], ...open },
    holidays: [],
    timeZone: 'America/New_York',
    calendar: {
      slotMinutes: 30,
      resources: ['chair-1', 'chair-2'],
      horizonDays: 60,
      noticeMinutes: 60,
      afternoonFrom: '12:00',
      eveningFrom: '17:00',
    },
    ...changes,
  };
}

/** Midnight before the day, so that notice plays no part. */
const before = (day: string, zone = 'America/New_York') =>
  DateTime.fromISO(day, { zone }).minus({ days: 1 }).toMillis();
const startsLocally = (r: BookingRules, day: string, minutes = 30, nowMs = before(day, r.timeZone)) =>
  startsOn(r, day, minutes, nowMs).map((ms) =>
    DateTime.fromMillis(ms, { zone: r.timeZone }).toFormat('HH:mm'),
  );

describe('the grid of slots', () => {
  test('begins anew with each range of opening hours, and the last appointment ends within it', () => {
    expect(startsLocally(rules(['08:00-09:30', '13:15-14:20']), '2026-12-01')).toEqual([
      '08:00',
      '08:30',
      '09:00',
      '13:15',
      '13:45',
    ]);
  });

  test('leaves out starts at which a long appointment would run past closing', () => {
    expect(startsLocally(rules(['08:00-09:30']), '2026-12-01', 60)).toEqual(['08:00', '08:30']);
  });

  test('has no start sooner than the notice', () => {
    const nowMs = Date.parse('2026-12-01T08:10:00-05:00');
    expect(startsLocally(rules(['08:00-10:00']), '2026-12-01', 30, nowMs)).toEqual(['09:30']);
  });

  test('has no start in the hour that the clock skips, and one in each hour that passes', () => {
    // New York, 14 March 2027: 02:00 becomes 03:00.
    expect(startsLocally(rules(['01:00-04:00']), '2027-03-14')).toEqual(['01:00', '01:30', '03:00', '03:30']);
  });

  test('has the hour that the clock repeats twice, at different instants', () => {
    // New York, 7 November 2027: 02:00 becomes 01:00 again.
    const r = rules(['00:30-02:30']);
    const starts = startsOn(r, '2027-11-07', 30, before('2027-11-07'));
    expect(starts).toHaveLength(6);
    expect(new Set(starts).size).toBe(6);
  });
});

describe('a day on which nothing can begin', () => {
  const nowMs = Date.parse('2026-12-01T23:59:00-05:00');
  const r = rules(['08:00-10:00'], { holidays: ['2026-12-25'] });
  test.each([
    ['2026-11-30', 'past'],
    ['2026-12-25', 'holiday'],
    ['2027-01-31', 'too-far'],
  ])('%s is %s', (day, problem) => {
    expect(dayProblem(r, day, nowMs)).toBe(problem);
    expect(startsOn(r, day, 30, nowMs)).toEqual([]);
  });

  test('a weekday without hours is closed', () => {
    const closed = { ...r, hours: { ...r.hours, sun: [] } };
    expect(dayProblem(closed, '2026-12-06', nowMs)).toBe('closed');
  });

  test("today is the business's today: at 23:59 its date has not gone by, though UTC's has", () => {
    expect(dayProblem(r, '2026-12-01', nowMs)).toBeUndefined();
  });
});

describe('the order of free slots', () => {
  const r = rules(['08:00-12:00', '13:00-19:00']);
  const first = (preference: { time?: string; partOfDay?: 'morning' | 'afternoon' | 'evening' }) =>
    freeSlotsOn(r, [], '2026-12-01', 30, before('2026-12-01'), preference)
      .slice(0, 3)
      .map((slot) => slot.start.slice(11, 16));

  test('is by time when the caller has no preference', () => {
    expect(first({})).toEqual(['08:00', '08:30', '09:00']);
  });
  test('begins with the slot nearest to the time asked for, the earlier of two that are as near', () => {
    expect(first({ time: '15:00' })).toEqual(['15:00', '14:30', '15:30']);
    expect(first({ time: '15:10' })).toEqual(['15:00', '15:30', '14:30']);
  });
  test('begins with the part of the day asked for', () => {
    expect(first({ partOfDay: 'afternoon' })).toEqual(['13:00', '13:30', '14:00']);
    expect(first({ partOfDay: 'evening' })).toEqual(['17:00', '17:30', '18:00']);
  });
});

test('a cell of another grid blocks every slot that it overlaps, on its resource alone', () => {
  const r = rules(['08:00-12:00']);
  const startMs = Date.parse('2026-12-01T09:00:00-05:00');
  const cell: OccupiedCell = {
    startMs: startMs + 20 * MS_PER_MINUTE,
    minutes: 20,
    resource: 'chair-1',
    appointmentId: 'a',
  };
  expect(freeResources(r, [cell], startMs, 30)).toEqual(['chair-2']);
  expect(freeResources(r, [cell], startMs - 30 * MS_PER_MINUTE, 30)).toEqual(['chair-1', 'chair-2']);
  expect(freeResources(r, [cell], startMs - 30 * MS_PER_MINUTE, 45)).toEqual(['chair-2']);
});

const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/St_Johns',
];

/** Days around the two changes of the clock in many zones, and any other day. */
const day = fc.oneof(
  fc.constantFrom('2027-03-14', '2027-11-07', '2027-03-28', '2027-10-31', '2027-04-04', '2027-10-03'),
  fc
    .date({ min: new Date('2027-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);
const hour = (value: number) => `${String(value).padStart(2, '0')}:00`;
const ranges = fc
  .uniqueArray(fc.nat(23), { minLength: 2, maxLength: 4 })
  .map((hours) => hours.toSorted((a, b) => a - b))
  .map((hours) =>
    hours.flatMap((from, index) => {
      const to = hours[index + 1];
      return index % 2 === 0 && to !== undefined ? [`${hour(from)}-${hour(to)}`] : [];
    }),
  );
const busy = fc.array(
  fc.record({
    offset: fc.nat(24 * 60),
    minutes: fc.integer({ min: 5, max: 120 }),
    resource: fc.constantFrom('chair-1', 'chair-2'),
  }),
  { maxLength: 12 },
);

test('whatever the zone and the day, a free slot lies within opening hours and overlaps no booking', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      day,
      ranges,
      fc.constantFrom(15, 20, 30, 45),
      fc.constantFrom(10, 30, 60, 90),
      busy,
      (timeZone, date, open, slotMinutes, minutes, bookings) => {
        const base = rules(open, { timeZone });
        const r = { ...base, calendar: { ...base.calendar, slotMinutes } };
        const midnight = DateTime.fromISO(date, { zone: timeZone }).toMillis();
        const occupied = bookings.map((booking, index) => ({
          startMs: midnight + booking.offset * MS_PER_MINUTE,
          minutes: booking.minutes,
          resource: booking.resource,
          appointmentId: `a${index}`,
        }));
        const slots = freeSlotsOn(r, occupied, date, minutes, before(date, timeZone), {});
        expect(new Set(slots.map(({ start }) => Date.parse(start))).size).toBe(slots.length);
        for (const slot of slots) {
          const startMs = Date.parse(slot.start);
          const endMs = startMs + slot.minutes * MS_PER_MINUTE;
          expect(isWithinHours(r, date, startMs, endMs)).toBe(true);
          const clash = occupied.find(
            (cell) =>
              cell.resource === slot.resource &&
              cell.startMs < endMs &&
              startMs < cell.startMs + cell.minutes * MS_PER_MINUTE,
          );
          expect(clash).toBeUndefined();
        }
      },
    ),
    { numRuns: 300 },
  );
});

/** By the wall clock alone, minute by minute: another way to the same answer. */
function isWithinHours(r: BookingRules, date: string, startMs: number, endMs: number): boolean {
  const ranges = r.hours[weekdayOf(date)].map(minuteRange);
  for (let ms = startMs; ms < endMs; ms += 5 * MS_PER_MINUTE) {
    const local = DateTime.fromMillis(ms, { zone: r.timeZone });
    const minute = minuteOfDay(local.toFormat('HH:mm'));
    const open = ranges.some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute);
    if (local.toISODate() !== date || !open) return false;
  }
  return true;
}
