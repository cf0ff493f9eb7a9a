import type { StartLanguage, Task } from './answers.ts';
import { lists, texts, type WordLists, type Words } from './yaml.ts';

/** What the agent says of a task when it greets, and where the caller has not said what they want. */
export const CAN_DO: Readonly<Record<Task, Words>> = {
  book: { 'en-US': 'book an appointment', 'es-US': 'hacer una cita' },
  leads: {
    'en-US': 'take your details so that we can call you back',
    'es-US': 'tomar sus datos para llamarle',
  },
  messages: { 'en-US': 'take a message', 'es-US': 'tomar un mensaje' },
};

interface GoalText {
  id: string;
  comment: string;
  phrases: WordLists;
  collect: string;
  lookup?: string;
  confirm: Words;
  tool: string;
  done: Words;
}

const GOALS: Readonly<Record<Task, GoalText>> = {
  book: {
    id: 'book',
    comment: 'An appointment in the calendar above.',
    phrases: {
      'en-US': [
        "i'd like to book an appointment",
        "i'd like to make an appointment",
        'i need an appointment',
        'can i get an appointment',
        'book an appointment',
        'make an appointment',
        'schedule a visit',
      ],
      'es-US': [
        'quiero hacer una cita',
        'quisiera hacer una cita',
        'necesito una cita',
        'hacer una cita',
        'sacar una cita',
        'agendar una cita',
      ],
    },
    collect: '[reason, day, time, name, phone]',
    lookup: 'find_free_slots',
    confirm: {
      'en-US': 'Let me read that back: {day} at {time}, for {name}, phone number {phone}. Is that right?',
      'es-US': 'Le repito: el {day} a {time}, a nombre de {name}, teléfono {phone}. ¿Es correcto?',
    },
    tool: 'book_appointment',
    done: {
      'en-US': "You're all set, {name}. We'll see you on {day} at {time}.",
      'es-US': 'Listo, {name}. Lo esperamos el {day} a {time}.',
    },
  },
  leads: {
    id: 'enquire',
    comment: 'Somebody who may become a customer: kept as a lead, for your people to call.',
    phrases: {
      'en-US': [
        'i need a quote',
        "i'd like a quote",
        "i'd like an estimate",
        "i'm interested in your services",
        "i'd like somebody to call me about your services",
        'how can i become a customer',
      ],
      'es-US': [
        'quiero un presupuesto',
        'quisiera un presupuesto',
        'necesito una cotización',
        'me interesan sus servicios',
        'quiero que me llamen sobre sus servicios',
      ],
    },
    collect: '[need, name, phone]',
    confirm: {
      'en-US': 'So we call {name} back at {phone}. Is that right?',
      'es-US': 'Entonces llamamos a {name} al {phone}. ¿Es correcto?',
    },
    tool: 'create_lead',
    done: {
      'en-US': 'Thank you, {name}. Somebody will call you back soon.',
      'es-US': 'Gracias, {name}. Le llamaremos pronto.',
    },
  },
  messages: {
    id: 'message',
    comment: 'A message: kept as a ticket, for your people to answer.',
    phrases: {
      'en-US': [
        "i'd like to leave a message",
        'can i leave a message',
        'leave a message',
        'can you take a message',
        'please tell them something from me',
      ],
      'es-US': [
        'quiero dejar un mensaje',
        'quisiera dejar un mensaje',
        'puedo dejar un mensaje',
        'dejar un mensaje',
        'dejar un recado',
      ],
    },
    collect: '[message, name, phone]',
    confirm: {
      'en-US': "I'll pass that on, from {name}, phone number {phone}. Is that right?",
      'es-US': 'Lo paso de parte de {name}, teléfono {phone}. ¿Es correcto?',
    },
    tool: 'open_ticket',
    done: {
      'en-US': 'Thank you, {name}. I have passed your message on.',
      'es-US': 'Gracias, {name}. Ya pasé su mensaje.',
    },
  },
};

/** The goal of a task, as it stands under `goals:`. */
export function goalYaml(task: Task, languages: readonly StartLanguage[]): string {
  const goal = GOALS[task];
  return `  # ${goal.comment}
  ${goal.id}:
    label:
${texts(languages, 6, CAN_DO[task])}
    phrases:
${lists(languages, 6, goal.phrases)}
    collect: ${goal.collect}
${goal.lookup === undefined ? '' : `    lookup: ${goal.lookup}\n`}    confirm:
${texts(languages, 6, goal.confirm)}
    tool: ${goal.tool}
    done:
${texts(languages, 6, goal.done)}`;
}

interface FieldYaml {
  id: string;
  type: string;
  tasks: readonly Task[];
  label: Words;
  ask: Words;
  reask?: Words;
}

const FIELDS: readonly FieldYaml[] = [
  {
    id: 'reason',
    type: 'text',
    tasks: ['book'],
    label: { 'en-US': 'the reason for your visit', 'es-US': 'el motivo de su visita' },
    ask: { 'en-US': 'What is the appointment for?', 'es-US': '¿Para qué es la cita?' },
  },
  {
    id: 'day',
    type: 'date',
    tasks: ['book'],
    label: { 'en-US': 'the day', 'es-US': 'el día' },
    ask: { 'en-US': 'What day works best for you?', 'es-US': '¿Qué día le queda mejor?' },
    reask: {
      'en-US': 'Sorry, which day was that? You can say, for example, next Tuesday.',
      'es-US': 'Perdón, ¿qué día dijo? Puede decir, por ejemplo, el próximo martes.',
    },
  },
  {
    id: 'time',
    type: 'time',
    tasks: ['book'],
    label: { 'en-US': 'the time', 'es-US': 'la hora' },
    ask: { 'en-US': 'What time would you like?', 'es-US': '¿A qué hora le gustaría?' },
    reask: {
      'en-US': 'Sorry, what time was that? You can say, for example, ten thirty in the morning.',
      'es-US': 'Perdón, ¿a qué hora? Puede decir, por ejemplo, a las diez y media de la mañana.',
    },
  },
  {
    id: 'need',
    type: 'text',
    tasks: ['leads'],
    label: { 'en-US': 'what you need', 'es-US': 'lo que necesita' },
    ask: { 'en-US': 'What can we do for you?', 'es-US': '¿Qué podemos hacer por usted?' },
  },
  {
    id: 'message',
    type: 'text',
    tasks: ['messages'],
    label: { 'en-US': 'your message', 'es-US': 'su mensaje' },
    ask: { 'en-US': 'What should I tell them?', 'es-US': '¿Qué les digo?' },
  },
  {
    id: 'name',
    type: 'person-name',
    tasks: ['book', 'leads', 'messages'],
    label: { 'en-US': 'your name', 'es-US': 'su nombre' },
    ask: {
      'en-US': 'May I have your first and last name?',
      'es-US': '¿Me da su nombre y apellido, por favor?',
    },
    reask: {
      'en-US': "Sorry, I didn't catch the name. Could you say your first and last name once more?",
      'es-US': 'Perdón, no entendí el nombre. ¿Me repite su nombre y apellido?',
    },
  },
  {
    id: 'phone',
    type: 'phone',
    tasks: ['book', 'leads', 'messages'],
    label: { 'en-US': 'your phone number', 'es-US': 'su número de teléfono' },
    ask: {
      'en-US': "What's the best phone number to reach you?",
      'es-US': '¿Cuál es el mejor número para llamarle?',
    },
    reask: {
      'en-US': 'Sorry, I need the whole number. Could you say it slowly, starting with the area code?',
      'es-US': 'Perdón, necesito el número completo. ¿Me lo dice despacio, empezando por el código de área?',
    },
  },
];

/** The fields that the tasks collect, as they stand under `fields:`. */
export function fieldsYaml(
  tasks: readonly Task[],
  languages: readonly StartLanguage[],
  country: string,
): string {
  return FIELDS.filter((field) => field.tasks.some((task) => tasks.includes(task)))
    .map(
      ({ id, type, label, ask, reask }) => `  ${id}:
    type: ${type}${type === 'phone' ? `\n    country: ${country}` : ''}
    label:
${texts(languages, 6, label)}
    ask:
${texts(languages, 6, ask)}${reask === undefined ? '' : `\n    reask:\n${texts(languages, 6, reask)}`}`,
    )
    .join('\n');
}

/** The tools that the tasks need, as they stand under `tools:`. */
export function toolsOf(tasks: readonly Task[]): string[] {
  const needed: Readonly<Record<Task, readonly string[]>> = {
    book: ['find_free_slots', 'book_appointment'],
    leads: ['create_lead'],
    messages: ['open_ticket'],
  };
  return [...tasks.flatMap((task) => needed[task]), 'note_fields', 'transfer_to_person', 'end_call'];
}
