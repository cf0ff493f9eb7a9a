import { DateTime } from 'luxon';
import { speakTime } from '../../agent/capture/speak.ts';
import { WEEKDAYS } from '../../agent/playbook/hours.ts';
import type { Answers, StartLanguage, Task } from './answers.ts';
import { schemaFrom } from './paths.ts';
import { scalar } from './yaml.ts';

/** A call that shows that the agent works: the name of its file, and what stands in it. */
export interface StartScenario {
  id: string;
  yaml: string;
}

interface Told {
  title: string;
  says: readonly string[];
  expects: readonly string[];
}

/** A number that is reserved for fiction (NANPA 555-01XX), as a caller gives it in each language. */
const PHONE = '+12065550198';
const SPOKEN_PHONE: Readonly<Record<StartLanguage, string>> = {
  'en-US': 'two oh six, five five five, oh one nine eight',
  'es-US': 'dos cero seis, cinco cinco cinco, cero uno nueve ocho',
};
/** A Monday. */
const ANY_MONDAY = DateTime.fromISO('2026-11-23', { zone: 'utc' });

/** The scenarios of a new playbook: one for each task, a question, and a caller who wants a person. */
export function startScenarios(answers: Answers, folder: string): StartScenario[] {
  const { tasks, languages } = answers;
  const [language] = languages;
  const opens = firstOpening(answers);
  const told: [id: string, told: Told][] = [
    ...tasks.map((task): [string, Told] => TASKS[task](language, opens)),
    ['asks-for-the-hours', asksForTheHours(language)],
    ['wants-a-person', wantsAPerson(language)],
  ];
  return told.map(([id, scenario]) => ({
    id,
    yaml: yamlOf(id, scenario, opens.now, schemaFrom(folder, 'scenario')),
  }));
}

interface Opening {
  /** The day before, at ten in the morning, on the business's clock. */
  now: string;
  /** When an appointment is made for. */
  start: string;
  /** HH:mm */
  time: string;
}

/** The first hour of the first open day after a Monday. */
function firstOpening({ hours }: Answers): Opening {
  const day = Array.from({ length: WEEKDAYS.length }, (_, ahead) =>
    ANY_MONDAY.plus({ days: ahead + 1 }),
  ).find(({ weekday }) => hours[WEEKDAYS[weekday - 1] ?? 'mon'] !== undefined);
  const open = day === undefined ? undefined : hours[WEEKDAYS[day.weekday - 1] ?? 'mon'];
  if (day === undefined || open === undefined)
    throw new Error('A business that is never open has no scenarios.');
  const [time] = open;
  return {
    now: `${day.minus({ days: 1 }).toISODate()}T10:00`,
    start: `${day.toISODate()}T${time}`,
    time,
  };
}

const YES: Readonly<Record<StartLanguage, string>> = {
  'en-US': "yes that's right",
  'es-US': 'sí, es correcto',
};
const NO_MORE: Readonly<Record<StartLanguage, string>> = {
  'en-US': "no that's all thank you",
  'es-US': 'no, eso es todo, gracias',
};

const TASKS: Readonly<Record<Task, (language: StartLanguage, opens: Opening) => [string, Told]>> = {
  book: (language, { start, time }) => [
    'books-an-appointment',
    {
      title: 'A caller books for tomorrow, answering one question at a time',
      says: [
        ...{
          'en-US': ["i'd like to book an appointment", 'a first visit', 'tomorrow', 'MARIA'],
          'es-US': ['quiero hacer una cita', 'una primera visita', 'mañana', 'MARIA'],
        }[language].flatMap((words) =>
          words === 'MARIA'
            ? [
                language === 'en-US' ? speakTime(time, language) : `a ${speakTime(time, language)}`,
                'maria lopez',
              ]
            : [words],
        ),
        SPOKEN_PHONE[language],
        YES[language],
        NO_MORE[language],
      ],
      expects: [
        'world:',
        '  booked:',
        `    - start: ${start}`,
        '      name: Maria Lopez',
        `      phone: "${PHONE}"`,
        'ends: [agent-hung-up]',
        'reached: [book]',
      ],
    },
  ],
  leads: (language) => [
    'leaves-their-details',
    {
      title: 'A caller wants a quote and leaves name and number',
      says: [
        ...{
          'en-US': ["i'd like a quote", 'we need a new roof', 'maria lopez'],
          'es-US': ['quiero un presupuesto', 'necesitamos un techo nuevo', 'maria lopez'],
        }[language],
        SPOKEN_PHONE[language],
        YES[language],
        NO_MORE[language],
      ],
      expects: [
        'world: {}',
        'ends: [agent-hung-up]',
        'reached: [enquire]',
        'heard:',
        '  name: Maria Lopez',
        `  phone: "${PHONE}"`,
      ],
    },
  ],
  messages: (language) => [
    'leaves-a-message',
    {
      title: 'A caller leaves a message',
      says: [
        ...{
          'en-US': ["i'd like to leave a message", 'the delivery has arrived', 'maria lopez'],
          'es-US': ['quiero dejar un mensaje', 'ya llegó el paquete', 'maria lopez'],
        }[language],
        SPOKEN_PHONE[language],
        YES[language],
        NO_MORE[language],
      ],
      expects: [
        'world: {}',
        'ends: [agent-hung-up]',
        'reached: [message]',
        'heard:',
        '  name: Maria Lopez',
        `  phone: "${PHONE}"`,
      ],
    },
  ],
};

function asksForTheHours(language: StartLanguage): Told {
  return {
    title: 'A caller only wants to know when you are open',
    says: {
      'en-US': ['what are your opening hours', 'no thanks bye'],
      'es-US': ['cuál es su horario', 'no gracias adiós'],
    }[language],
    expects: [
      'world: {}',
      'ends: [agent-hung-up]',
      'reached: []',
      'said:',
      `  must: [${{ 'en-US': "We're open", 'es-US': 'Abrimos' }[language]}]`,
    ],
  };
}

function wantsAPerson(language: StartLanguage): Told {
  return {
    title: 'A caller asks for a person and is put through at once',
    says: { 'en-US': ["i'd like to speak to a person"], 'es-US': ['quiero hablar con una persona'] }[
      language
    ],
    expects: ['world: {}', 'ends: [transferred]', 'transferred: true', 'turns:', '  most: 1'],
  };
}

function yamlOf(id: string, { title, says, expects }: Told, now: string, schema: string): string {
  return `# yaml-language-server: $schema=${schema}
schema: parley/scenario/v1
id: ${id}
title: ${title}
trouble: false
levels: [text, turns]
caller:
  kind: scripted
  from: "${PHONE}"
  turns:
${says.map((words) => `    - say: ${scalar(words)}`).join('\n')}
world:
  # When the call begins, on your clock.
  now: ${now}
expect:
${expects.map((line) => `  ${line}`).join('\n')}
`;
}
