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
    "new year's day": 'new-year',
    "new year's": 'new-year',
    'new year': 'new-year',
    'martin luther king day': 'martin-luther-king',
    'martin luther king junior day': 'martin-luther-king',
    'm l k day': 'martin-luther-king',
    'mlk day': 'martin-luther-king',
    "valentine's day": 'valentine',
    "valentine's": 'valentine',
    "presidents' day": 'presidents',
    'good friday': 'good-friday',
    easter: 'easter',
    'easter sunday': 'easter',
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
    'thanksgiving day': 'thanksgiving',
    'christmas eve': 'christmas-eve',
    christmas: 'christmas',
    'christmas day': 'christmas',
    "new year's eve": 'new-years-eve',
    'new year eve': 'new-years-eve',
  },
  wishes: ['merry', 'happy'],
  holidayThings: list(`
    party / parties / card / cards / gift / gifts / present / presents / tree / lights / season / break / holidays /
    week / weekend / hours / menu / sale / special / specials
  `),
  afterDay: ['after'],
  beforeDay: ['before'],
  dayWords: ['day', 'days'],
  rightNow: ['now'],
  ofMonth: ['of'],
};
