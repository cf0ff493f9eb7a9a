import { SPELLING_ALPHABET } from './alphabet.ts';
import { list, words } from './lists.ts';
import type { ValueWords } from './values.ts';

export const enValues: ValueWords = {
  hundred: ['hundred'],
  hundreds: {},
  thousand: ['thousand', 'grand'],
  numberJoints: ['and'],
  amounts: {
    none: 0,
    'a couple': 2,
    'a couple of': 2,
    'a dozen': 12,
    'a hundred': 100,
    'a thousand': 1000,
    'just me': 1,
  },
  money: words('dollar dollars buck bucks usd'),
  cents: words('cent cents'),
  withCents: [],
  andHalf: ['and a half'],
  kilo: ['k'],
  at: ['at'],
  signs: {
    dot: '.',
    point: '.',
    period: '.',
    underscore: '_',
    dash: '-',
    hyphen: '-',
    minus: '-',
    plus: '+',
  },
  addressedAs: list(`
    my email is / my e-mail is / my email address is / the email is / email is / email address is / it's / it is /
    that's / that is / sure it's / yes it's / you can use / is / my mail is
  `),
  notWritten: list(
    'all one word / one word / all lowercase / all lower case / lowercase / lower case / no spaces / no space',
  ),
  until: list('to / until / till / through / thru / and'),
  stretches: {
    'this week': { unit: 'week', ahead: {} },
    'next week': { unit: 'week', ahead: { weeks: 1 } },
    'this month': { unit: 'month', ahead: {} },
    'next month': { unit: 'month', ahead: { months: 1 } },
  },
  streets: words(`
    street st avenue ave road rd lane ln drive dr boulevard blvd court ct place pl way terrace circle parkway
    highway square trail alley
  `),
  streetIs: list(`
    the street is / street is / the street name is / the name of the street is / the street should be /
    the street is called / the street is named / my street is / it's on / the street's
  `),
  houseNumberIs: list(`
    the house number is / house number is / the street number is / street number is / my house number is /
    the house number should be / house number / the house is number
  `),
  livesAt: list(`
    i live at / i'm at / we're at / my address is / the address is / it's / it is / at / that's / the house is at
  `),
  letters: { ...SPELLING_ALPHABET, zee: 'z', zed: 'z' },
  capital: ['capital', 'uppercase', 'upper case', 'big'],
  asIn: list('as in / like in / like / for'),
  say: {
    money: '{amount} dollars',
    range: '{from} to {to}',
    birthDate: '{month} {day} {year}',
    at: ' at ',
    yes: 'yes',
    no: 'no',
  },
};
