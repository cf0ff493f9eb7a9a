import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { WEEKDAYS } from '../../agent/playbook/hours.ts';
import type { Answers, StartLanguage } from './answers.ts';
import { fromRepository, schemaFrom } from './paths.ts';
import { spokenHours } from './spoken-hours.ts';
import { CAN_DO, fieldsYaml, goalYaml, toolsOf } from './tasks.ts';
import { lists, scalar, texts, type WordLists, type Words } from './yaml.ts';

/** Voices of Polly that every region with neural voices has. */
const VOICES: Words = { 'en-US': 'Joanna', 'es-US': 'Lupe' };
const TONES: Words = {
  'en-US': 'warm, calm and brief',
  'es-US': 'warm, calm and brief; addresses callers as usted',
};

const PERSON: WordLists = {
  'en-US': [
    'speak to a person',
    'talk to a person',
    'can i speak to a person',
    "i'd like to speak to a person",
    'can i talk to someone',
    'a real person',
    'a human',
    'an operator',
  ],
  'es-US': [
    'hablar con una persona',
    'quiero hablar con una persona',
    'quiero hablar con alguien',
    'una persona real',
    'un agente',
  ],
};

const HOURS_QUESTIONS: WordLists = {
  'en-US': [
    'what are your opening hours',
    'what are your hours',
    'when are you open',
    'what time do you open',
    'what time do you close',
  ],
  'es-US': ['cuál es su horario', 'qué horario tienen', 'a qué hora abren', 'a qué hora cierran'],
};

/** The set phrases: what they are called, and what they say. */
const PHRASES: readonly (readonly [name: string, words: Words])[] = [
  [
    'anythingElse',
    { 'en-US': 'Is there anything else I can do for you?', 'es-US': '¿Le puedo ayudar en algo más?' },
  ],
  [
    'goodbye',
    {
      'en-US': 'Thanks for calling {company}. Goodbye!',
      'es-US': 'Gracias por llamar a {company}. ¡Hasta luego!',
    },
  ],
  ['notUnderstood', { 'en-US': "Sorry, I didn't get that.", 'es-US': 'Perdón, no le entendí.' }],
  ['takeYourTime', { 'en-US': 'Of course, take your time.', 'es-US': 'Claro, tómese su tiempo.' }],
  [
    'offerPerson',
    {
      'en-US': 'Would you like me to put you through to somebody?',
      'es-US': '¿Quiere que le comunique con alguien?',
    },
  ],
  [
    'unknownAnswer',
    {
      'en-US': "I don't know that one, but my colleagues do.",
      'es-US': 'Eso no lo sé, pero mis colegas sí.',
    },
  ],
  ['stillThere', { 'en-US': 'Are you still there?', 'es-US': '¿Sigue ahí?' }],
  ['changeWhat', { 'en-US': 'No problem. What should I change?', 'es-US': 'No hay problema. ¿Qué cambio?' }],
  [
    'slotTaken',
    {
      'en-US': "I'm sorry, somebody just took that time.",
      'es-US': 'Lo siento, alguien acaba de tomar esa hora.',
    },
  ],
  [
    'noSlots',
    {
      'en-US': "I'm sorry, I have nothing free on {day}.",
      'es-US': 'Lo siento, no tengo nada libre el {day}.',
    },
  ],
  [
    'notFree',
    {
      'en-US': "I'm sorry, {time} isn't free on {day}.",
      'es-US': 'Lo siento, a {time} no hay lugar el {day}.',
    },
  ],
  [
    'closedAt',
    {
      'en-US': "I'm sorry, we're closed at {time} on {day}.",
      'es-US': 'Lo siento, el {day} a {time} está cerrado.',
    },
  ],
  [
    'offerSlots',
    {
      'en-US': 'On {day} I could do {times}. What would suit you?',
      'es-US': 'El {day} tengo a {times}. ¿Cuál le queda bien?',
    },
  ],
  [
    'pastDate',
    {
      'en-US': "I'm afraid {day} has already gone by. Which day would you like?",
      'es-US': 'Me temo que el {day} ya pasó. ¿Qué día le gustaría?',
    },
  ],
  [
    'closedDay',
    {
      'en-US': "I'm sorry, we're closed on {day}. Which other day would work?",
      'es-US': 'Lo siento, el {day} está cerrado. ¿Qué otro día le queda bien?',
    },
  ],
  [
    'tooFarDate',
    {
      'en-US': "I'm sorry, {day} is too far ahead. Which day would you like?",
      'es-US': 'Lo siento, el {day} está muy lejos todavía. ¿Qué día le gustaría?',
    },
  ],
  ['foundAppointment', { 'en-US': 'I found {appointment}.', 'es-US': 'Encontré {appointment}.' }],
  [
    'whichAppointment',
    {
      'en-US': 'I found {appointments}. Which one do you mean?',
      'es-US': 'Encontré {appointments}. ¿Cuál es?',
    },
  ],
  [
    'notFound',
    {
      'en-US': "I can't find an appointment under that number.",
      'es-US': 'No encuentro ninguna cita con ese número.',
    },
  ],
  [
    'trouble',
    { 'en-US': "I'm sorry, something went wrong on my side.", 'es-US': 'Lo siento, algo falló de mi lado.' },
  ],
  [
    'timeNearlyUp',
    {
      'en-US': "We're almost out of time for this call.",
      'es-US': 'Ya casi se nos acaba el tiempo de esta llamada.',
    },
  ],
];

/** `a, b or c`. */
function either(parts: readonly string[], or: string): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${or} ${last}`;
}

function canDo({ tasks }: Answers, language: StartLanguage, or: string): string {
  return either(
    tasks.map((task) => CAN_DO[task][language]),
    or,
  );
}

/** `playbook.yaml` of a new agent, with comments that say what to change first. */
export function playbookYaml(answers: Answers, folder: string): string {
  const { id, company, agent, tasks, languages, timeZone, hours, handover } = answers;
  const t = (indent: number, words: Words): string => texts(languages, indent, words);
  const l = (indent: number, words: WordLists): string => lists(languages, indent, words);
  const [can, puede] = [canDo(answers, 'en-US', 'or'), canDo(answers, 'es-US', 'o')];
  const country = parsePhoneNumberFromString(handover)?.country ?? 'US';
  return `# yaml-language-server: $schema=${schemaFrom(folder, 'playbook')}
#
# The telephone agent of ${company.replaceAll('\n', ' ')}. It works as it is; make it yours from top to bottom.
#
#   check it        npm run parley -- playbook check ${fromRepository(folder)}
#   try it          npm run parley -- test ${fromRepository(folder)}
#   all that can stand here is explained in docs/playbook.md
#
# Everything under a language tag such as en-US is spoken aloud: write it as it should sound.
# Words in {braces} are filled in during the call.
schema: parley/playbook/v1
id: ${id}
company: ${scalar(company)}
agent:
  name: ${scalar(agent)}
  role: the front desk assistant
timeZone: ${timeZone}

# The first language is the one a call begins in. Voices are those of Amazon Polly.
languages:
${languages.map((language) => `  ${language}: { voice: ${VOICES[language]}, engine: neural, tone: ${JSON.stringify(TONES[language])} }`).join('\n')}

# The first sentence must say that an AI speaks.
greeting:
${t(2, {
  'en-US': `Hi, this is {agent}, the AI assistant of {company}. I can ${can}. How can I help?`,
  'es-US': `Hola, habla {agent}, la asistente de inteligencia artificial de {company}. Puedo ${puede}. ¿En qué le puedo ayudar?`,
})}

# Local time. A day without ranges is closed; two ranges leave a lunch break: ["08:00-12:00", "13:00-17:00"].
hours:
${WEEKDAYS.map((day) => `  ${day}: [${hours[day] === undefined ? '' : `"${hours[day].join('-')}"`}]`).join('\n')}

# Days on which you are closed whatever the weekday, such as 2026-12-25.
holidays: []

# What can be booked, and how. Each resource (a chair, a room, a technician) has one appointment at a time.
calendar:
  slotMinutes: 30
  resources: [desk-1]
  horizonDays: 90
  noticeMinutes: 60
  afternoonFrom: "12:00"
  eveningFrom: "17:00"

# What the agent asks for.
fields:
${fieldsYaml(tasks, languages, country)}

# What callers can want. The phrases teach the agent to recognise it: add those that your callers use.
goals:
${tasks.map((task) => goalYaml(task, languages)).join('\n')}

tools:
${toolsOf(tasks)
  .map((tool) => `  - ${tool}`)
  .join('\n')}
${tasks.includes('leads') ? '\n# What goes into a lead beside name and phone number.\ncrm:\n  fields:\n    need: need\n  status: new\n' : ''}
rules:
  must:
    - Read back what you noted and wait for a yes before you book or store anything.
    - Be brief; callers are busy.
  never:
    - Promise a price, a discount or a result that the knowledge does not hold.
    - Tell one caller anything about another.
    - Ask for a card number or a social security number.

# What callers ask most. Longer texts are in the folder knowledge/.
knowledge:
  - id: opening-hours
    question:
${l(6, HOURS_QUESTIONS)}
    answer:
${t(6, spokenHours(hours))}
  # Add your address, prices, parking … here, in the same form.

handover:
  to: "${handover}"
  when:
    - The caller asks for a person.
    - The caller is upset and you could not help twice.
    - The caller asks about a bill or a complaint.
  phrases:
${l(4, PERSON)}
  say:
${t(4, {
  'en-US': "Of course. I'll put you through now, one moment.",
  'es-US': 'Claro que sí. Le comunico ahora, un momento.',
})}

# Said in moments that every call can have.
phrases:
  openers:
${l(4, { 'en-US': ['Sure.', 'Okay.', 'All right.', 'Of course.'], 'es-US': ['Claro.', 'Muy bien.', 'Por supuesto.', 'De acuerdo.'] })}
  help:
${t(4, {
  'en-US': `I can ${can}. What would you like to do?`,
  'es-US': `Puedo ${puede}. ¿Qué le gustaría hacer?`,
})}
${PHRASES.map(([name, words]) => `  ${name}:\n${t(4, words)}`).join('\n')}

limits:
  callMinutes: 15
  turns: 100
  reasks: 2
  silenceSeconds: 8
  reminders: 2

# Bedrock models in the order in which they are tried. When none answers, the agent goes on without one.
models:
  - id: us.anthropic.claude-haiku-4-5-20251001-v1:0
    firstTokenMs: 2500
  - id: us.amazon.nova-lite-v1:0
    firstTokenMs: 2500
`;
}
