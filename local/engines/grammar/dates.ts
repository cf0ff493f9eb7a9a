import { combine, phrasesIn, wordsIn } from './network.ts';

const WEEKDAYS = wordsIn('monday tuesday wednesday thursday friday saturday sunday');
const MONTHS = wordsIn(
  'january february march april may june july august september october november december',
);
const UNITS = wordsIn('first second third fourth fifth sixth seventh eighth ninth');
const ORDINALS = [
  ...UNITS,
  ...wordsIn('tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth'),
  ...wordsIn('nineteenth twentieth thirtieth'),
  ...combine(['twenty'], UNITS),
  'thirty first',
];

/** Weekdays as callers name them: "tuesday", "next friday", "a week from monday". */
export const WEEKDAY = [
  ...WEEKDAYS,
  ...combine(phrasesIn('this | next | this coming | a week from'), WEEKDAYS),
];
export const RELATIVE_DAY =
  phrasesIn(`today | tomorrow | the day after tomorrow | tonight | next week | this week
  | next month | the week after | in two weeks | in a week | yesterday | as soon as possible | any day
  | the earliest you have | a week from today | a week from tomorrow | tomorrow morning | tomorrow afternoon`);
/** "december first", "december the first", "the third", "the third of march". */
export const CALENDAR_DAY = [
  ...combine(MONTHS, ORDINALS),
  ...combine(MONTHS, ['the'], ORDINALS),
  ...combine(['the'], ORDINALS),
  ...combine(['the'], ORDINALS, ['of'], MONTHS),
];
/** What a day is introduced with. */
export const ON = phrasesIn('on | for | how about | what about | maybe | by | either');
