import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { speakDate } from '../../../agent/capture/speak.ts';
import { isOpenOn } from '../../../agent/playbook/hours.ts';
import { dentalPlaybook, MONDAY_MS } from '../../builders/a-talk.ts';
import { known, understood } from '../../builders/an-utterance.ts';

const asked = { expect: { kind: 'date', field: 'day' } } as const;
const day = (text: string, moment: Parameters<typeof understood>[1] = asked) =>
  understood(text, moment).fields.day?.value;

describe('a day, said on Monday, 23 November 2026', () => {
  test.each([
    ['today', '2026-11-23'],
    ['tomorrow', '2026-11-24'],
    ['the day after tomorrow', '2026-11-25'],
    ['tuesday', '2026-11-24'],
    ['on Tuesday, please', '2026-11-24'],
    ['this wednesday', '2026-11-25'],
    ['next tuesday', '2026-12-01'],
    ['next wednesday works', '2026-12-02'],
    ['monday', '2026-11-30'],
    ['saturday', '2026-11-28'],
    ['sat', '2026-11-28'],
    ['the third', '2026-12-03'],
    ['the 3rd', '2026-12-03'],
    ['third', '2026-12-03'],
    ['on the twenty fifth', '2026-11-25'],
    ['december first', '2026-12-01'],
    ['December 1st', '2026-12-01'],
    ['december the first', '2026-12-01'],
    ['the first of december', '2026-12-01'],
    ['dec 1', '2026-12-01'],
    ['12/3', '2026-12-03'],
    ['2026-12-03', '2026-12-03'],
    ['december twenty first', '2026-12-21'],
    ['december 21 st', '2026-12-21'],
    ['tuesday december first', '2026-12-01'],
    ['Tuesday, December 1st', '2026-12-01'],
    ['january fifth', '2027-01-05'],
    ['in two weeks', '2026-12-07'],
    ['in eight days', '2026-12-01'],
    ['a week from monday', '2026-12-07'],
    ['two weeks from tuesday', '2026-12-08'],
    ['monday the thirtieth', '2026-11-30'],
    ['not tuesday wednesday', '2026-11-25'],
    ['tuesday no wednesday', '2026-11-25'],
    ['tuesday or wednesday', '2026-11-24'],
    ['uh maybe tuesday', '2026-11-24'],
    ["new year's eve", '2026-12-31'],
    ['the monday after thanksgiving', '2026-11-30'],
    ['the saturday after thanksgiving', '2026-11-28'],
    ['the wednesday before thanksgiving', '2026-11-25'],
    ['the day before thanksgiving', '2026-11-25'],
    ['the day after christmas', '2026-12-26'],
    ['two days before christmas eve', '2026-12-22'],
    ['the tuesday after december first', '2026-12-08'],
    ['the day after december third', '2026-12-04'],
    ['tuesday, we need it for our christmas party', '2026-11-24'],
    ['merry christmas, tuesday please', '2026-11-24'],
  ])('"%s" is %s', (text, value) => {
    expect(day(text)).toBe(value);
  });

  test.each([
    ['yesterday', 'past'],
    ['last friday', 'past'],
    ['november second', 'past'],
    ['two days ago', 'past'],
    ['thanksgiving', 'closed'],
    ['thanksgiving day', 'closed'],
    ['the day after thanksgiving', 'closed'],
    ['christmas eve', 'closed'],
    ["on new year's day", 'closed'],
    ['presidents day', 'closed'],
    ['independence day', 'too-far'],
    ['february thirtieth', 'ambiguous'],
    ['the thirty first of november', 'ambiguous'],
    ['sunday', 'closed'],
    ['friday', 'closed'],
    ['december twenty fifth', 'closed'],
    ['thanksgiving the twenty sixth', 'closed'],
    ['july first', 'too-far'],
    ['december first 2027', 'too-far'],
    ['monday december first', 'ambiguous'],
    ['tuesday the third', 'ambiguous'],
  ])('"%s" cannot be: %s', (text, problem) => {
    const heard = understood(text, asked);
    expect(heard.fields.day).toBeUndefined();
    expect(heard.problems).toMatchObject([{ field: 'day', problem }]);
  });

  test.each([
    ['next week'],
    ['the first one'],
    ['may i ask something'],
    ['it hurts right now'],
    ['what now'],
    ["i've had pain for three days"],
    ['a second opinion'],
    ['three thirty'],
    ['maria lopez'],
  ])('is not heard in "%s"', (text) => {
    expect(understood(text).fields.day).toBeUndefined();
  });

  test('gone by in a story is no problem: "i broke a tooth yesterday"', () => {
    expect(understood('i broke a tooth yesterday').problems).toEqual([]);
  });

  test('of the appointment that is moved is not the new day', () => {
    expect(day('move my appointment from tuesday to wednesday', { goal: null })).toBe('2026-11-25');
    expect(day('move my tuesday appointment to wednesday', { goal: null })).toBe('2026-11-25');
  });

  test('replaces the one that was read back', () => {
    const confirming = {
      expect: { kind: 'yes-no', confirms: 'goal' } as const,
      fields: { day: known('2026-11-24') },
    };
    const heard = understood('no wednesday instead', confirming);
    expect(heard).toMatchObject({ answer: 'no', fields: { day: { value: '2026-11-25' } } });
    expect(day('wednesday', confirming)).toBe('2026-11-25');
  });
});

describe('"tomorrow"', () => {
  test('at 23:59 in the practice’s zone is the day after that day, whatever the date is in UTC', () => {
    const nowMs = Date.parse('2026-11-24T23:59:00-08:00');
    expect(day('tomorrow', { ...asked, nowMs })).toBe('2026-11-25');
  });

  test('a minute later is another day', () => {
    const nowMs = Date.parse('2026-11-25T00:00:00-08:00');
    expect(understood('tomorrow', { ...asked, nowMs }).problems).toMatchObject([
      { problem: 'closed', spoken: 'Thursday, November twenty sixth' },
    ]);
  });

  test('on the last day of the year is in the next', () => {
    const nowMs = Date.parse('2027-12-31T23:59:30-08:00');
    expect(day('tomorrow', { ...asked, nowMs })).toBe('2028-01-01');
  });

  test('is right on the night on which clocks change', () => {
    const nowMs = Date.parse('2027-03-13T23:59:00-08:00');
    expect(understood('tomorrow', { ...asked, nowMs }).problems[0]?.spoken).toBe('Sunday, March fourteenth');
  });
});

test('any day within the horizon that the agent speaks is captured back', () => {
  const { source } = dentalPlaybook();
  const start = DateTime.fromMillis(MONDAY_MS, { zone: source.timeZone });
  const ahead = fc.integer({ min: 0, max: source.calendar.horizonDays });
  fc.assert(
    fc.property(ahead, (days) => {
      const value = start.plus({ days }).toISODate() ?? '';
      const spoken = speakDate(value, 'en-US');
      const heard = understood(spoken, asked);
      if (isOpenOn(source, value)) expect(heard.fields.day).toEqual({ value, spoken });
      else expect(heard.problems).toEqual([{ field: 'day', problem: 'closed', spoken }]);
    }),
  );
});
