import { list } from './lists.ts';
import type { DateWords } from './words.ts';

/** How days are counted from others, and what holidays are called, in Spanish. */
export const esNamedDays: Pick<
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
  namedDays: { 'pasado mañana': 2, mañana: 1, hoy: 0, ayer: -1, anteayer: -2 },
  holidays: {
    'año nuevo': 'new-year',
    'san valentín': 'valentine',
    'viernes santo': 'good-friday',
    'domingo de pascua': 'easter',
    'día de la independencia': 'independence',
    'cuatro de julio': 'independence',
    halloween: 'halloween',
    'acción de gracias': 'thanksgiving',
    'día de acción de gracias': 'thanksgiving',
    nochebuena: 'christmas-eve',
    navidad: 'christmas',
    'día de navidad': 'christmas',
    nochevieja: 'new-years-eve',
    'fin de año': 'new-years-eve',
    'víspera de año nuevo': 'new-years-eve',
  },
  wishes: ['feliz', 'fiesta de', 'cena de'],
  holidayThings: ['fiestas'],
  afterDay: list('después de / después del / después de la'),
  beforeDay: list('antes de / antes del / antes de la'),
  dayWords: ['día', 'días'],
  rightNow: ['ahora'],
  ofMonth: ['de'],
};
