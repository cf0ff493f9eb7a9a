import * as z from 'zod';
import { Locale, PhoneNumber } from '../conversation/turn-request.ts';
import { SpeechEngine } from '../conversation/voice.ts';
import { ToolName } from '../tools/tool-name.ts';

/** A text in each of the playbook's languages. Whether all are there is a rule of the loader. */
export const Localized = z.record(Locale, z.string().min(1));
export type Localized = z.infer<typeof Localized>;
/** Several ways to say a thing, in each of the playbook's languages. */
export const LocalizedList = z.record(Locale, z.array(z.string().min(1)).min(1));
export type LocalizedList = z.infer<typeof LocalizedList>;

/** A spoken text: when it is said, and what can be filled into it beside `{company}` and `{agent}`. */
function says(description: string, ...placeholders: string[]) {
  return Localized.meta({ description, placeholders: [...placeholders, 'company', 'agent'] });
}
/** Texts that callers say. */
function hears(description: string) {
  return LocalizedList.meta({ description });
}

const Id = z.string().regex(/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/, 'lower-case letters, digits, - and _');
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30');
const OpenHours = z
  .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'a range such as 08:00-12:00'))
  .describe('Ranges in local time such as 08:00-12:00; an empty list for a closed day.');
const IsoDate = z.iso.date();

export const Voice = z.strictObject({
  voice: z.string().min(1).describe('Amazon Polly voice id, such as Joanna.'),
  engine: SpeechEngine.describe('The Polly engine of that voice.'),
  tone: z.string().min(1).describe('How the agent speaks, in a few words, such as: warm, calm and brief.'),
});

const FieldText = {
  label: says('What the field is called when the agent speaks of it.'),
  ask: says('How to ask for it: one question.'),
  reask: says('How to ask again when the answer was not understood; ask when absent.').optional(),
  ack: Localized.meta({
    description: 'A short acknowledgement once it is known; {value} is the field as spoken.',
    placeholders: ['value'],
  }).optional(),
};
export const Choice = z.strictObject({
  label: says('What the choice is called in a sentence, with its article: a cleaning.'),
  phrases: hears('Words by which a caller means this choice.'),
  minutes: z
    .int()
    .positive()
    .optional()
    .describe("How long an appointment for it takes; the calendar's slot length when absent."),
});
/** What kind of value a field holds, and so how it is captured by voice. */
export const FieldType = z.enum([
  'person-name',
  'phone',
  'email',
  'address',
  'date',
  'date-range',
  'date-of-birth',
  'time',
  'number',
  'money',
  'yes-no',
  'choice',
  'text',
]);
export type FieldType = z.infer<typeof FieldType>;
export const Field = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('person-name'), ...FieldText }),
  z.strictObject({
    type: z.literal('phone'),
    ...FieldText,
    country: z.string().length(2).describe('Country of numbers given without a country code, such as US.'),
  }),
  z.strictObject({ type: z.literal('date'), ...FieldText }),
  z.strictObject({ type: z.literal('time'), ...FieldText }),
  z.strictObject({ type: z.literal('email'), ...FieldText }),
  z.strictObject({ type: z.literal('address'), ...FieldText }),
  z.strictObject({ type: z.literal('date-range'), ...FieldText }),
  z.strictObject({ type: z.literal('date-of-birth'), ...FieldText }),
  z.strictObject({
    type: z.literal('number'),
    ...FieldText,
    least: z.int().optional().describe('The smallest number that makes sense.'),
    most: z.int().optional().describe('The largest number that makes sense.'),
  }),
  z.strictObject({ type: z.literal('money'), ...FieldText }),
  z.strictObject({ type: z.literal('yes-no'), ...FieldText }),
  z.strictObject({ type: z.literal('choice'), ...FieldText, choices: z.record(Id, Choice) }),
  z.strictObject({ type: z.literal('text'), ...FieldText }),
]);
export type Field = z.infer<typeof Field>;

/** Something that must be a fact of the call: a field is known, and its value is as said here. */
export const Condition = z.strictObject({
  field: z.string().describe('The field that is looked at; it must be asked for before.'),
  is: z.string().optional().describe("Its value: a choice's id, yes or no, or a text."),
  isNot: z.string().optional().describe('A value that it must not have.'),
  atLeast: z.number().optional().describe('The smallest number that it may be.'),
  atMost: z.number().optional().describe('The largest number that it may be.'),
});
export type Condition = z.infer<typeof Condition>;

/** What a caller can want, and how it is reached. The placeholders of its texts are the fields it collects. */
export const Goal = z.strictObject({
  label: says('What it is called when the agent speaks of it.'),
  phrases: hears('How callers say that they want it. Also the vocabulary of speech recognition.'),
  collect: z.array(z.string()).describe('Fields to collect, in the order in which they are asked for.'),
  only: z
    .record(z.string(), Condition)
    .optional()
    .describe('Fields of collect that are asked for only when a condition is a fact of the call.'),
  lookup: ToolName.optional().describe(
    'A look-up to run as soon as its inputs are known, whose result the caller chooses from.',
  ),
  confirm: says('What is read back before the tool runs; {field} stands for a field as spoken.'),
  tool: ToolName.describe('The tool that reaches the goal.'),
  done: says('What is said once it is reached.'),
});
export type Goal = z.infer<typeof Goal>;

export const Knowledge = z.strictObject({
  id: Id,
  question: hears('The question in the ways callers ask it; the first is its plainest form.'),
  answer: says('The answer, as it is spoken.'),
});

/** A reason not to go on that callers give, and how it is answered. */
export const Objection = z.strictObject({
  phrases: hears('How callers raise it.'),
  rebuttals: z
    .array(
      z.strictObject({
        id: Id.describe('Names the talk track in the record.'),
        say: says('The talk track, as it is spoken. What was being asked is asked again after it.'),
      }),
    )
    .min(1)
    .describe('Talk tracks in the order in which they are tried, each once a call.'),
  stop: z
    .strictObject({
      say: says('What is said when the talk tracks have been used up.'),
      next: z
        .enum(['go-on', 'offer-person', 'goodbye'])
        .describe('What follows: back to where the talk was, an offer of a person, or the end of the call.'),
    })
    .describe('When the caller objects once more after the last talk track.'),
});
export type Objection = z.infer<typeof Objection>;

const Calendar = z.strictObject({
  slotMinutes: z.int().min(5).max(480).describe('Length of one slot in minutes.'),
  resources: z.array(Id).min(1).describe('Who or what is booked: chairs, rooms, technicians.'),
  horizonDays: z.int().positive().max(730).describe('How far ahead appointments can be made.'),
  noticeMinutes: z.int().nonnegative().describe('How soon the earliest appointment can be.'),
  afternoonFrom: TimeOfDay.describe('When the morning ends and the afternoon begins.'),
  eveningFrom: TimeOfDay.describe('When the afternoon ends and the evening begins.'),
});

/** Set phrases of the agent for moments that every call can have. */
const Phrases = z.strictObject({
  openers: LocalizedList.meta({
    description: 'Short acknowledgements such as Sure, spoken while the rest of the answer is being made.',
  }),
  help: says('What the agent can do, for a caller who has not said what they want.'),
  anythingElse: says('Asked when a goal is reached.'),
  goodbye: says('The last words of a call.'),
  notUnderstood: says('Before a question is asked again.'),
  takeYourTime: says('When the caller asks the agent to wait.'),
  offerPerson: says('Asks whether the caller wants a person.'),
  unknownAnswer: says('When the answer to a question is not known.'),
  stillThere: says('When the caller has been silent.'),
  changeWhat: says('When what was read back is wrong and the caller did not say what.'),
  slotTaken: says('When somebody else took the time while the caller decided. Other times follow.'),
  noSlots: says('When nothing is free on that day. Another day follows.', 'day'),
  notFree: says('When the exact time asked for is taken. Other times follow.', 'day', 'time'),
  offerSlots: says('Offers one or more times on a day.', 'day', 'times'),
  pastDate: says('When the day has gone by.', 'day'),
  closedDay: says('When the business is closed on that day.', 'day'),
  tooFarDate: says('When the day is beyond the horizon of the calendar.', 'day'),
  foundAppointment: says("When the caller's one appointment was found.", 'appointment'),
  whichAppointment: says('When the caller has several appointments.', 'appointments'),
  notFound: says('When no appointment was found.'),
  trouble: says('When something failed on our side.'),
  timeNearlyUp: says('When the call is about to reach its longest time.'),
});

const Limits = z.strictObject({
  callMinutes: z.int().positive().max(180).describe('A call longer than this is brought to its end.'),
  turns: z.int().positive().max(1000).describe('A call of more turns than this is brought to its end.'),
  reasks: z
    .int()
    .nonnegative()
    .max(5)
    .describe('How often the same thing is asked again before a person is offered.'),
  silenceSeconds: z
    .number()
    .positive()
    .max(60)
    .describe('Silence after which the caller is asked whether they are still there.'),
  reminders: z
    .int()
    .nonnegative()
    .max(5)
    .describe('How often a silent caller is reminded before the call ends.'),
});

/** What is said on telephone lines of a contact centre; where one is absent, plain words stand in. */
const Telephone = z.strictObject({
  recordingNotice: says(
    'Said before anything else. With it calls are recorded, without it they are not.',
  ).optional(),
  oneMoment: says('Said when an answer takes long.').optional(),
  apology: says('Said before a caller is put through because something failed.').optional(),
  callBack: says('Said when no person can be reached: a promise to call back.', 'ticket').optional(),
});

/** `playbook.yaml`, as written. Unknown keys are refused. */
export const PlaybookSource = z.strictObject({
  schema: z.literal('parley/playbook/v1'),
  id: Id.describe('The name of the folder.'),
  company: z.string().min(1).describe('The name of the business as callers know it.'),
  agent: z.strictObject({
    name: z.string().min(1),
    role: z
      .string()
      .min(1)
      .describe('What the agent is, such as: the front desk assistant of a dental practice.'),
  }),
  timeZone: z.string().describe('IANA time zone of the business, such as America/New_York.'),
  languages: z
    .record(Locale, Voice)
    .describe('The languages the agent speaks; the first is the one a call begins in.'),
  greeting: says('The first words: who speaks, and that it is an AI.'),
  hours: z.strictObject({
    mon: OpenHours,
    tue: OpenHours,
    wed: OpenHours,
    thu: OpenHours,
    fri: OpenHours,
    sat: OpenHours,
    sun: OpenHours,
  }),
  holidays: z.array(IsoDate).describe('Days on which the business is closed whatever the weekday.'),
  calendar: Calendar,
  fields: z.record(Id, Field).describe('What can be collected from a caller.'),
  goals: z.record(Id, Goal).describe('What callers can want.'),
  tools: z.array(ToolName).describe('What the agent may use.'),
  rules: z.strictObject({
    must: z.array(z.string().min(1)).describe('What the agent always does.'),
    never: z.array(z.string().min(1)).describe('What the agent never does.'),
  }),
  knowledge: z.array(Knowledge).describe('Questions that callers ask, and their answers.'),
  objections: z
    .record(Id, Objection)
    .optional()
    .describe('Reasons not to go on that callers give, and how they are answered.'),
  handover: z.strictObject({
    to: PhoneNumber.describe('Where a call goes when a person is needed.'),
    when: z.array(z.string().min(1)).describe('When to hand over.'),
    phrases: hears('How callers ask for a person, or say what only a person can help with.'),
    say: says('What is said before the call is handed over.'),
  }),
  phrases: Phrases,
  telephone: Telephone.optional().describe('What is said on telephone lines of a contact centre.'),
  limits: Limits,
  models: z
    .array(
      z.strictObject({
        id: z.string().min(1).describe('Id of a Bedrock model or inference profile.'),
        firstTokenMs: z
          .int()
          .positive()
          .describe('If its first token takes longer, the next model is asked.'),
      }),
    )
    .describe('Models in the order in which they are tried; the script answers when none can.'),
});
export type PlaybookSource = z.infer<typeof PlaybookSource>;
