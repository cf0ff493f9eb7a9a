import { list } from './lists.ts';
import type { DateWords } from './words.ts';

/** How days are counted from others, and what holidays are called, in English. */
export const enNamedDays: Pick<
  DateWords,
  | 'namedDays'
  | 'holidays'
  | 'wishes'
  | 'holidayThings'
  | 'afterDay'
  | 'beforeDay'
  | 'dayWords'
  | 'ofMonth'
  | 'rightNow'
> = {
  namedDays: { 'the day after tomorrow': 2, 'day after tomorrow': 2 },
  holidays: {
    "new year's": 'new-year',
    'new year': 'new-year',
    'martin luther king': 'king',
    "valentine's": 'valentine',
    "presidents' day": 'presidents',
    'good friday': 'good-friday',
    easter: 'easter',
    'easter monday': 'easter-monday',
    "mother's day": 'mothers',
    'memorial day': 'memorial',
    juneteenth: 'juneteenth',
    "father's day": 'fathers',
    'independence day': 'independence',
    'labor day': 'labor',
    'columbus day': 'columbus',
    halloween: 'halloween',
    'veterans day': 'veterans',
    thanksgiving: 'thanksgiving',
    'christmas eve': 'christmas-eve',
    christmas: 'christmas',
    "new year's eve": 'new-years-eve',
  },
  wishes: ['merry', 'happy'],
  holidayThings: list(
    'party / parties / card / cards / gift / gifts / tree / lights / season / week / weekend',
  ),
  afterDay: ['after'],
  beforeDay: ['before'],
  dayWords: ['day', 'days'],
  rightNow: ['now'],
  ofMonth: ['of'],
};
