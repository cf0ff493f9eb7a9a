import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Slot } from '../../../agent/call/call-state.ts';
import { speakTime } from '../../../agent/capture/speak.ts';
import { isOpenAt } from '../../../agent/playbook/hours.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';
import { known, understood } from '../../builders/an-utterance.ts';

const asked = { expect: { kind: 'time', field: 'time' } } as const;
const time = (text: string, moment: Parameters<typeof understood>[1] = asked) =>
  understood(text, moment).fields.time?.value;

describe('a time of day', () => {
  test.each([
    ['three', '15:00'],
    ['at three', '15:00'],
    ['three thirty', '15:30'],
    ['3:30', '15:30'],
    ['3:30pm', '15:30'],
    ['3 30 p.m.', '15:30'],
    ['three p m', '15:00'],
    ['3 pm', '15:00'],
    ['three in the afternoon', '15:00'],
    ["three o'clock", '15:00'],
    ['15:30', '15:30'],
    ['330', '15:30'],
    ['half past two', '14:30'],
    ['quarter to four', '15:45'],
    ['quarter past nine', '09:15'],
    ['ten to three', '14:50'],
    ['twenty past ten', '10:20'],
    ['nine oh five', '09:05'],
    ['nine', '09:00'],
    ['nine a.m.', '09:00'],
    ['nine in the morning', '09:00'],
    ['eight thirty', '08:30'],
    ['noon', '12:00'],
    ['at noon please', '12:00'],
    ['eleven forty five', '11:45'],
    ['around two', '14:00'],
    ['maybe at four', '16:00'],
    ['as early as possible', '08:00'],
    ['end of the day', '18:30'],
    ['not three four', '16:00'],
    ['three no actually four', '16:00'],
    ['seven pm', '19:00'],
    ['five', '17:00'],
    ['um ten', '10:00'],
  ])('"%s" is %s', (text, value) => {
    expect(time(text)).toBe(value);
  });

  // "Two oh six …" was taken for six minutes past two when a time had been asked for.
  test.each(['two oh six five five five', '206 555', '555-0122', 'two oh six five five five oh one two two'])(
    'is not what a telephone number begins with: "%s"',
    (text) => {
      expect(time(text)).toBeUndefined();
    },
  );

  test('is heard beside a telephone number', () => {
    expect(time("three o'clock and my number is two oh six five five five oh one two two")).toBe('15:00');
  });

  test('takes a bare hour for the one in which the day is open', () => {
    const saturday = { ...asked, fields: { day: known('2026-11-28') } };
    expect(time('twelve', saturday)).toBe('12:00');
    const thursday = { ...asked, fields: { day: known('2026-12-03') } };
    expect(time('six', thursday)).toBe('18:00');
  });

  test.each([
    ['book a cleaning on tuesday at three', '15:00'],
    ['book a cleaning tuesday three pm', '15:00'],
    ['a checkup tuesday at half past nine', '09:30'],
    ['can i come on tuesday three thirty', '15:30'],
  ])('is heard beside other things: "%s"', (text, value) => {
    expect(time(text, {})).toBe(value);
  });

  test.each([
    ['i have two kids'],
    ['one of my teeth hurts'],
    ['the first one'],
    ['in the afternoon'],
    ['december third'],
    ['206 555 0122'],
    ['maria lopez'],
  ])('is not heard in "%s"', (text) => {
    expect(time(text, {})).toBeUndefined();
  });

  test.each([
    ['in the morning', 'morning'],
    ['sometime in the afternoon', 'afternoon'],
    ['after lunch', 'afternoon'],
    ['in the evening', 'evening'],
    ['after work', 'evening'],
    ['mornings are best', 'morning'],
  ] as const)('"%s" is a part of the day', (text, part) => {
    const heard = understood(text, asked);
    expect(heard.partOfDay).toBe(part);
    expect(heard.fields.time).toBeUndefined();
  });

  test('is not asked for by a greeting', () => {
    expect(understood('good morning').partOfDay).toBeUndefined();
  });

  test.each([
    ['actually make it three thirty', '15:30'],
    ['no four', '16:00'],
    ['make it nine in the morning', '09:00'],
    ['three thirty', '15:30'],
  ])('replaces the one that was read back: "%s"', (text, value) => {
    const confirming = {
      expect: { kind: 'yes-no', confirms: 'goal' } as const,
      fields: { day: known('2026-12-01'), time: known('15:00') },
    };
    expect(time(text, confirming)).toBe(value);
  });
});

describe('one of the times that were offered', () => {
  const slot = (start: string): Slot => ({ start, minutes: 60, resource: 'chair-1' });
  const offered = {
    ...asked,
    fields: { day: known('2026-12-01') },
    offers: ['10:00', '14:30', '15:30'].map((at) => slot(`2026-12-01T${at}:00-08:00`)),
  };

  test.each([
    ['the first one', '10:00'],
    ['first', '10:00'],
    ['the second', '14:30'],
    ['the second one please', '14:30'],
    ['the third one', '15:30'],
    ['the last one', '15:30'],
    ['the earlier', '10:00'],
    ['the later one', '15:30'],
    ['either is fine', '10:00'],
    ['two thirty', '14:30'],
    ['three', '15:30'],
    ['ten', '10:00'],
    ['the earliest', '10:00'],
  ])('"%s" is %s', (text, value) => {
    expect(time(text, offered)).toBe(value);
  });

  test('is counted in the order of time, whatever the order in which they were found', () => {
    const nearestFirst = {
      ...offered,
      offers: [14, 10, 15].map((hour) => slot(`2026-12-01T${hour}:00:00-08:00`)),
    };
    expect(time('the first one', nearestFirst)).toBe('10:00');
    expect(time('the last one', nearestFirst)).toBe('15:00');
    expect(time('either is fine', nearestFirst)).toBe('14:00');
  });

  test('brings its day along when that is another one', () => {
    const nextDay = { ...offered, offers: [slot('2026-12-02T09:00:00-08:00')] };
    expect(understood('the first one', nextDay).fields).toMatchObject({
      day: { value: '2026-12-02' },
      time: { value: '09:00' },
    });
    expect(understood('nine', nextDay).fields).toMatchObject({ day: { value: '2026-12-02' } });
  });

  test.each([['neither'], ['none of those'], ['no']])('is refused by "%s"', (text) => {
    expect(understood(text, offered)).toMatchObject({ answer: 'no', fields: {} });
  });
});

test('any time within the opening hours that the agent speaks is captured back', () => {
  const { source } = dentalPlaybook();
  const days = ['2026-11-24', '2026-11-28', '2026-12-03'];
  fc.assert(
    fc.property(fc.constantFrom(...days), fc.integer({ min: 0, max: 24 * 60 - 1 }), (day, minute) => {
      const value = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      fc.pre(isOpenAt(source, day, value));
      const spoken = speakTime(value, 'en-US');
      const heard = understood(spoken, { ...asked, fields: { day: known(day) } });
      expect(heard.fields.time).toEqual({ value, spoken });
    }),
    { numRuns: 300 },
  );
});
