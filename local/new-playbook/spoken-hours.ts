import { speakTime } from '../../agent/capture/speak.ts';
import { WEEKDAYS, type Weekday } from '../../agent/playbook/hours.ts';
import type { StartLanguage, WeekHours } from './answers.ts';
import type { Words } from './yaml.ts';

const DAYS: Readonly<Record<StartLanguage, Readonly<Record<Weekday, string>>>> = {
  'en-US': {
    mon: 'Monday',
    tue: 'Tuesday',
    wed: 'Wednesday',
    thu: 'Thursday',
    fri: 'Friday',
    sat: 'Saturday',
    sun: 'Sunday',
  },
  'es-US': {
    mon: 'lunes',
    tue: 'martes',
    wed: 'miércoles',
    thu: 'jueves',
    fri: 'viernes',
    sat: 'sábado',
    sun: 'domingo',
  },
};

/** Days in a row with the same hours. */
interface Stretch {
  first: Weekday;
  last: Weekday;
  hours: readonly [string, string];
}

function stretches(hours: WeekHours): Stretch[] {
  const found: Stretch[] = [];
  for (const [index, day] of WEEKDAYS.entries()) {
    const today = hours[day];
    if (today === undefined) continue;
    const before = found.at(-1);
    if (before?.last === WEEKDAYS[index - 1] && before?.hours.join() === today.join()) before.last = day;
    else found.push({ first: day, last: day, hours: today });
  }
  return found;
}

/** The opening hours as the agent says them. */
export function spokenHours(hours: WeekHours): Words {
  const said = stretches(hours).map(({ first, last, hours: [from, to] }) => {
    const en = DAYS['en-US'];
    const es = DAYS['es-US'];
    const times = (locale: StartLanguage): [string, string] => [
      speakTime(from, locale),
      speakTime(to, locale),
    ];
    const [opens, closes] = times('en-US');
    const [abre, cierra] = times('es-US');
    return {
      en: `${first === last ? `on ${en[first]}` : `${en[first]} to ${en[last]}`} from ${opens} to ${closes}`,
      es: `${first === last ? `el ${es[first]}` : `de ${es[first]} a ${es[last]}`} de ${abre} a ${cierra}`,
    };
  });
  return {
    'en-US': `We're open ${said.map(({ en }) => en).join(', and ')}.`,
    'es-US': `Abrimos ${said.map(({ es }) => es).join(', y ')}.`,
  };
}
