import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isHoliday,
  isOpenAt,
  isOpenOn,
  minuteOfDay,
  minuteRange,
  nextOpenDay,
  type OpeningHours,
  openMinutes,
  openRanges,
  weekdayOf,
} from '../../../agent/playbook/hours.ts';

const shop: OpeningHours = {
  timeZone: 'America/Chicago',
  hours: {
    mon: ['13:00-18:00', '09:00-12:00'],
    tue: ['09:00-18:00'],
    wed: [],
    thu: ['09:00-18:00'],
    fri: ['09:00-18:00'],
    sat: [],
    sun: ['01:00-04:00'],
  },
  holidays: ['2026-12-25'],
};

describe('a day of the business', () => {
  it('has the ranges of its weekday, earliest first', () => {
    expect(openMinutes(shop, '2026-11-30')).toEqual([
      { fromMinute: 540, toMinute: 720 },
      { fromMinute: 780, toMinute: 1080 },
    ]);
  });

  it('is closed on a weekday without ranges', () => {
    expect([weekdayOf('2026-12-02'), isOpenOn(shop, '2026-12-02')]).toEqual(['wed', false]);
  });

  it('is closed on a holiday whatever the weekday', () => {
    expect([weekdayOf('2026-12-25'), isHoliday(shop, '2026-12-25'), isOpenOn(shop, '2026-12-25')]).toEqual([
      'fri',
      true,
      false,
    ]);
  });

  it.each([
    ['08:59', false],
    ['09:00', true],
    ['11:59', true],
    ['12:00', false],
    ['17:59', true],
    ['18:00', false],
  ])('at %s on a Monday is open: %s', (time, open) => {
    expect(isOpenAt(shop, '2026-11-30', time)).toBe(open);
  });

  it('is looked for from a closed day on, but not beyond the horizon', () => {
    expect(nextOpenDay(shop, '2026-12-02', 3)).toBe('2026-12-03');
    expect(nextOpenDay(shop, '2026-12-01', 0)).toBe('2026-12-01');
    expect(nextOpenDay({ ...shop, holidays: ['2026-12-03'] }, '2026-12-02', 1)).toBeUndefined();
  });

  it('that is no date is refused by name', () => {
    expect(() => openMinutes(shop, '2026-02-30')).toThrow('"2026-02-30" is not a date such as 2026-12-01');
    expect(() => openMinutes(shop, 'tomorrow')).toThrow('"tomorrow" is not a date');
  });
});

describe('hours as instants', () => {
  const sunday = (day: string) =>
    openRanges(shop, day).map(({ start, end }) => ({
      start: start.toISO(),
      end: end.toISO(),
      hours: end.diff(start, 'hours').hours,
    }));

  it('are shorter on the day when clocks go forward', () => {
    expect(sunday('2026-03-08')).toEqual([
      { start: '2026-03-08T01:00:00.000-06:00', end: '2026-03-08T04:00:00.000-05:00', hours: 2 },
    ]);
  });

  it('are longer on the day when clocks go back', () => {
    expect(sunday('2026-11-01')).toEqual([
      { start: '2026-11-01T01:00:00.000-05:00', end: '2026-11-01T04:00:00.000-06:00', hours: 4 },
    ]);
  });

  it('show on the wall clock what the playbook says, on every day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          const walls = openRanges(shop, day).map(
            ({ start, end }) => `${start.toFormat('HH:mm')}-${end.toFormat('HH:mm')}`,
          );
          expect(walls).toEqual(isHoliday(shop, day) ? [] : shop.hours[weekdayOf(day)].toSorted());
        },
      ),
    );
  });
});

describe('times of day', () => {
  it('are minutes after midnight', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
        const two = (number: number) => String(number).padStart(2, '0');
        expect(minuteOfDay(`${two(hour)}:${two(minute)}`)).toBe(hour * 60 + minute);
      }),
    );
  });

  it('of another form are refused by name', () => {
    expect(() => minuteOfDay('9:00')).toThrow('"9:00" is not a time of day such as 08:30.');
    expect(() => minuteRange('09:00')).toThrow('"09:00" is not a range of hours such as 08:00-12:00.');
  });
});
