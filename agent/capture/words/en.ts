import { COMMON } from './en-common.ts';
import { enNamedDays } from './en-dates.ts';
import { enNames } from './en-names.ts';
import { enTalk } from './en-talk.ts';
import { enOffers, enTimes } from './en-times.ts';
import { enValues } from './en-values.ts';
import { list, numbered, words } from './lists.ts';
import type { LanguageWords } from './words.ts';

const CARDINALS = {
  ...numbered('zero one two three four five six seven eight nine ten eleven twelve', 0, 1),
  ...numbered('thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 13, 1),
  ...numbered('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
};

const ORDINALS = {
  ...numbered('first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth', 1, 1),
  ...numbered('thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth', 13, 1),
  ...numbered('twentieth thirtieth', 20, 10),
};

const WEEKDAYS = {
  ...numbered('monday tuesday wednesday thursday friday saturday sunday', 1, 1),
  ...numbered('mondays tuesdays wednesdays thursdays fridays saturdays sundays', 1, 1),
  ...numbered('mon tue wed thu fri sat', 1, 1),
  tues: 2,
  thurs: 4,
};

/** English, American conventions. */
export const en: LanguageWords = {
  asksFor: list(`
    english / in english / do you speak english / english please / can we speak english / speak english /
    inglés / en inglés / habla inglés / hablan inglés / prefiero inglés
  `),
  fillers: list(`
    um / uh / uhm / er / erm / hmm / mm / well / so / oh / ah / like / you know / let me see / ok /
    okay / alright / hi / hello / hey / please
  `),
  stopWords: words(`${COMMON}
    will way
  `),
  cardinals: CARDINALS,
  ordinals: ORDINALS,
  ordinalEndings: ['st', 'nd', 'rd', 'th'],
  numberJoint: undefined,
  endings: ['es', 's'],
  ...enTalk,
  names: enNames,
  phone: {
    thisNumber: list(`
      this number / the number i'm calling from / the number i am calling from /
      the one i'm calling from / the one i am calling from / this one / the same number /
      my current number / the number i called from / the number you see / this phone /
      i'm calling from it / the number on your screen / same number / caller id
    `),
    announcements: list(`
      my number is / my phone number is / my phone is / my cell is / my cell phone is / my cell number is / my mobile is /
      the number is / the phone number is / the best number is / my number's / my phone number's / number's / call me at /
      call me on / call me back at / call me back on / reach me at / reach me on / text me at / my callback number is
    `),
    endings: list(`
      last digit is / last digits are / last two digits are / last three digits are / last four are / last four digits are /
      ends in / ends with / it ends in / it ends with / should end in / should end with / last one is
    `),
    between: list(`
      area / code / and / then / dash / hyphen / dot / space / plus / um / uh / country / is / number /
      it / it's
    `),
    zero: ['oh', 'o'],
    repeats: { double: 2, triple: 3 },
    hundred: 'hundred',
  },
  dates: {
    weekdays: WEEKDAYS,
    next: ['next'],
    nextAfter: ['next week', 'of next week'],
    last: ['last'],
    article: 'the',
    dayOfMonthIsOrdinal: true,
    distances: { today: 0, tomorrow: 1 },
    ...enNamedDays,
    soonest: list(`
      as soon as possible / as soon as you can / the earliest you have / as early as possible /
      any day / whenever / the first available / first available / earliest available / next available /
      the earliest / the soonest / what do you have / what days do you have / what times do you have /
      what's available / when are you free / do you have anything / what have you got /
      it doesn't matter / i don't care / i don't mind / any day works
    `),
    vague: list(`
      next week / this week / next month / this month / any day / some day / the week after /
      next year / this year / last week / last month / last year
    `),
    durations: ['for', 'since', 'last', 'past'],
    notDays: list(`
      one / ones / time / visit / option / slot / appointment / opening / available / name / thing /
      of / and / or / is / works / please / sounds / would / will / choice / offer
    `),
    week: ['week', 'weeks'],
    from: ['from', 'after'],
    one: ['a', 'one'],
  },
  times: enTimes,
  offers: enOffers,
  values: enValues,
  say: {
    date: '{weekday}, {month} {day}',
    dayNumbers: ORDINALS,
    tensAndUnits: '{tens} {unit}',
    hours: words('twelve one two three four five six seven eight nine ten eleven'),
    timeOnTheHour: "{hour} o'clock",
    timeWithMinutes: '{hour} {minute}',
    timeWithFewMinutes: '{hour} oh {minute}',
    noon: 'noon',
    midnight: 'midnight',
    early: '{time} in the morning',
    late: '{time} in the evening',
    appointment: '{reason} on {day} at {time}',
    self: 'This is {agent}, the AI assistant of {company}.',
    sorry: "I'm sorry about that.",
    recalled: 'I have {value}.',
    digits: ['oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  },
};
