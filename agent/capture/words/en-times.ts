import { list } from './lists.ts';
import type { OfferWords, TimeWords } from './words.ts';

/** How times of day are said in English. */
export const enTimes: TimeWords = {
  am: ['am', 'a m'],
  pm: ['pm', 'p m'],
  oClock: ["o'clock", 'o clock'],
  noon: ['noon', 'midday', 'noontime', 'twelve noon', '12 noon', 'lunchtime'],
  midnight: ['midnight'],
  half: 'half',
  quarter: 'quarter',
  past: ['past', 'after'],
  to: ['to', 'till', 'before', 'of'],
  plus: [],
  minus: [],
  zero: ['oh', 'o', 'zero'],
  greetings: ['good', 'have a nice', 'a lovely'],
  cues: list(`
    at / around / about / by / before / after / to / it / say / until / till / maybe / exactly
  `),
  pronounCues: list(`
    the / this / that / which / either / other / any / no / each / first / second / third / last /
    earlier / later / earliest / latest / next / morning / afternoon / evening / former / latter /
    every / good / new
  `),
  units: list(`
    people / persons / days / day / weeks / week / months / month / years / year / hours / hour /
    minutes / minute / times / kids / children / teeth / tooth / of / or / appointments / fillings /
    questions / second / moment / more / thing
  `),
  partsOfDay: {
    morning: ['morning', 'mornings', 'in the am', 'before noon', 'before lunch', 'forenoon'],
    afternoon: ['afternoon', 'afternoons', 'after lunch', 'after noon'],
    evening: ['evening', 'evenings', 'tonight', 'after work', 'night'],
  },
  earliest: list(`
    as early as possible / as early as you can / first thing / the earliest / earliest /
    first available / soon as possible
  `),
  latest: list(`
    as late as possible / as late as you can / the latest / latest / end of the day / last appointment
  `),
};

/** How one of the offered times is taken. */
export const enOffers: OfferWords = {
  positions: {
    first: 0,
    second: 1,
    third: 2,
    last: -1,
    'number one': 0,
    'number two': 1,
    'number three': 2,
    'option one': 0,
    'option two': 1,
    'option three': 2,
    former: 0,
    latter: 1,
  },
  earlier: ['earlier', 'earliest', 'earlier one'],
  later: ['later', 'latest', 'later one'],
  any: list(`
    anytime / any time / either / either one / any / any of them / any of those / whichever /
    doesn't matter / don't care / don't mind / both work / you choose / you pick
  `),
  none: list(`
    anything earlier / anything later / anything sooner / something earlier / something later /
    anything else / neither / none / none of those / none of them / nothing else / something else /
    another time / a different time / another day / a different day / other times / other options
  `),
};
