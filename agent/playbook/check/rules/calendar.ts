import { IANAZone } from 'luxon';
import { type MinuteRange, minuteRange, WEEKDAYS } from '../../hours.ts';
import { type Finding, repeated } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import type { Rule } from '../rule.ts';

const isTimeZone: Rule = ({ timeZone }) =>
  timeZone === undefined || IANAZone.isValidZone(timeZone)
    ? []
    : [
        {
          path: ['timeZone'],
          at: 'value',
          message: `"${timeZone}" is not a time zone${didYouMean(timeZone, Intl.supportedValuesOf('timeZone'), '; use one such as America/New_York or Europe/London')}`,
        },
      ];

/** Hours run forwards and do not overlap. */
const hoursFit: Rule = ({ hours }) => WEEKDAYS.flatMap((day) => rangesFit(day, hours[day] ?? []));

function rangesFit(day: string, written: readonly (string | undefined)[]): Finding[] {
  const findings: Finding[] = [];
  const seen: { range: MinuteRange; text: string }[] = [];
  written.forEach((text, index) => {
    if (text === undefined || !/^\d\d:\d\d-\d\d:\d\d$/.test(text)) return;
    const range = minuteRange(text);
    const path = ['hours', day, index];
    if (range.toMinute <= range.fromMinute) {
      const [from, to] = text.split('-');
      findings.push({
        path,
        at: 'value',
        message: `"${text}" ends before it begins; write the earlier time first (${to}-${from})`,
      });
      return;
    }
    const other = seen.find((one) => overlap(one.range, range));
    if (other !== undefined)
      findings.push({
        path,
        at: 'value',
        message: `"${text}" overlaps "${other.text}" on the same day; make it one range`,
      });
    seen.push({ range, text });
  });
  return findings;
}

function overlap(a: MinuteRange, b: MinuteRange): boolean {
  return a.fromMinute < b.toMinute && b.fromMinute < a.toMinute;
}

const eveningFollowsAfternoon: Rule = ({ calendar: { afternoonFrom, eveningFrom } }) =>
  afternoonFrom === undefined || eveningFrom === undefined || afternoonFrom < eveningFrom
    ? []
    : [
        {
          path: ['calendar', 'eveningFrom'],
          at: 'value',
          message: `the evening begins at ${eveningFrom}, which is not after the afternoon's beginning at ${afternoonFrom}`,
        },
      ];

const listedOnce: Rule = ({ holidays, calendar }) => [
  ...repeated(['holidays'], holidays),
  ...repeated(['calendar', 'resources'], calendar.resources),
];

/** Rules of bookings name resources that there are, and what is kept with an appointment is a field. */
const bookingsNameWhatIs: Rule = ({ calendar: { resources, bookings = [], keeps = [] }, fields }) => [
  ...bookings.flatMap(({ resources: named }, rule) =>
    unknownNames(
      ['calendar', 'bookings', rule, 'resources'],
      named ?? [],
      resources,
      'resource of the calendar',
    ),
  ),
  ...unknownNames(['calendar', 'keeps'], keeps, Object.keys(fields), 'field'),
];

function unknownNames(
  path: Finding['path'],
  named: readonly (string | undefined)[],
  known: readonly (string | undefined)[],
  what: string,
): Finding[] {
  const names = known.filter((name) => name !== undefined);
  return named.flatMap((name, index): Finding[] =>
    name === undefined || names.includes(name)
      ? []
      : [
          {
            path: [...path, index],
            at: 'value',
            message: `"${name}" is no ${what}${didYouMean(name, names, `; there are ${names.join(', ')}`)}`,
          },
        ],
  );
}

export const calendarRules: readonly Rule[] = [
  isTimeZone,
  hoursFit,
  eveningFollowsAfternoon,
  listedOnce,
  bookingsNameWhatIs,
];
