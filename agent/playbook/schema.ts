import { z } from 'zod';
import { Locale, PhoneNumber } from '../conversation/turn-request.ts';
import { SpeechEngine } from '../conversation/voice.ts';
import { ToolName } from '../tools/tool-name.ts';

/** A text in each of the playbook's languages. Whether all are there is checked in `check.ts`. */
export const Localized = z.record(Locale, z.string().min(1));
export type Localized = z.infer<typeof Localized>;
/** Several ways to say a thing, in each of the playbook's languages. */
export const LocalizedList = z.record(Locale, z.array(z.string().min(1)).min(1));
export type LocalizedList = z.infer<typeof LocalizedList>;

const Id = z.string().regex(/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/, 'lower-case letters, digits, - and _');
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30');
const OpenHours = z.array(
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'a range such as 08:00-12:00'),
);
const IsoDate = z.iso.date();

export const Voice = z.strictObject({
  /** Polly voice id, such as Joanna. */
  voice: z.string(),
  engine: SpeechEngine,
  tone: z.string(),
});

const FieldText = {
  /** What the field is called when the agent speaks of it. */
  label: Localized,
  /** How to ask for it. */
  ask: Localized,
  /** How to ask again when the answer was not understood; `ask` when absent. */
  reask: Localized.optional(),
  /** A short acknowledgement once it is known; `{value}` stands for it as spoken. */
  ack: Localized.optional(),
};
export const Choice = z.strictObject({
  label: Localized,
  /** Words by which a caller means this choice. */
  phrases: LocalizedList,
  /** How long an appointment for it takes; the calendar's slot length when absent. */
  minutes: z.int().positive().optional(),
});
export const Field = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('person-name'), ...FieldText }),
  z.strictObject({ type: z.literal('phone'), ...FieldText, country: z.string().length(2) }),
  z.strictObject({ type: z.literal('date'), ...FieldText }),
  z.strictObject({ type: z.literal('time'), ...FieldText }),
  z.strictObject({ type: z.literal('choice'), ...FieldText, choices: z.record(Id, Choice) }),
  z.strictObject({ type: z.literal('text'), ...FieldText }),
]);
export type Field = z.infer<typeof Field>;

/** What a caller can want, and how it is reached. */
export const Goal = z.strictObject({
  label: Localized,
  /** How callers say that they want it. Also the recogniser's vocabulary and Lex's sample utterances. */
  phrases: LocalizedList,
  /** Fields to collect, in the order in which they are asked for. */
  collect: z.array(z.string()),
  /** A look-up to run as soon as its inputs are known, whose result the caller chooses from. */
  lookup: ToolName.optional(),
  /** What is read back before the tool runs; `{field}` stands for a field as spoken. */
  confirm: Localized,
  /** The tool that reaches the goal. */
  tool: ToolName,
  /** What is said once it is reached. */
  done: Localized,
});
export type Goal = z.infer<typeof Goal>;

export const Knowledge = z.strictObject({
  id: Id,
  /** The question in the ways callers ask it. */
  question: LocalizedList,
  answer: Localized,
});

/** `playbook.yaml`, as written. Unknown keys are refused. */
export const PlaybookSource = z.strictObject({
  schema: z.literal('parley/playbook/v1'),
  id: Id,
  company: z.string().min(1),
  agent: z.strictObject({ name: z.string().min(1), role: z.string().min(1) }),
  timeZone: z.string(),
  /** The first language is the one a call begins in. */
  languages: z.record(Locale, Voice),
  /** Says who speaks and that it is an AI. `{company}` and `{agent}` may stand in it. */
  greeting: Localized,
  hours: z.strictObject({
    mon: OpenHours,
    tue: OpenHours,
    wed: OpenHours,
    thu: OpenHours,
    fri: OpenHours,
    sat: OpenHours,
    sun: OpenHours,
  }),
  holidays: z.array(IsoDate),
  calendar: z.strictObject({
    slotMinutes: z.int().min(5).max(480),
    resources: z.array(Id).min(1),
    /** How far ahead appointments can be made. */
    horizonDays: z.int().positive().max(730),
    /** How soon the earliest appointment can be. */
    noticeMinutes: z.int().nonnegative(),
    /** When the morning ends and the afternoon begins, for callers who ask for either. */
    afternoonFrom: TimeOfDay,
    /** When the afternoon ends and the evening begins. */
    eveningFrom: TimeOfDay,
  }),
  fields: z.record(Id, Field),
  goals: z.record(Id, Goal),
  tools: z.array(ToolName),
  rules: z.strictObject({ must: z.array(z.string()), never: z.array(z.string()) }),
  knowledge: z.array(Knowledge),
  handover: z.strictObject({
    /** Where a call goes when a person is needed. */
    to: PhoneNumber,
    when: z.array(z.string()),
    phrases: LocalizedList,
    say: Localized,
  }),
  /** Set phrases of the agent for moments that every call can have. */
  phrases: z.strictObject({
    /** Short acknowledgements ("Sure.") spoken while the model still writes, when the caller was understood. */
    openers: LocalizedList,
    /** What the agent can do, for a caller who has not said what they want. */
    help: Localized,
    anythingElse: Localized,
    goodbye: Localized,
    notUnderstood: Localized,
    /** Said when the caller asks the agent to wait. */
    takeYourTime: Localized,
    offerPerson: Localized,
    unknownAnswer: Localized,
    stillThere: Localized,
    /** Asked when what was read back is wrong and the caller did not say what. */
    changeWhat: Localized,
    slotTaken: Localized,
    /** `{day}` stands in it. */
    noSlots: Localized,
    /** The exact time asked for is taken; `{day}` and `{time}` stand in it. Other times follow. */
    notFree: Localized,
    /** `{day}` and `{times}` stand in it. */
    offerSlots: Localized,
    /** `{day}` stands in it, here and in the next two. */
    pastDate: Localized,
    closedDay: Localized,
    tooFarDate: Localized,
    /** The caller's one appointment was found; `{appointment}` stands for it. */
    foundAppointment: Localized,
    /** The caller has several; `{appointments}` stands for them. */
    whichAppointment: Localized,
    notFound: Localized,
    trouble: Localized,
    timeNearlyUp: Localized,
  }),
  limits: z.strictObject({
    /** A call longer than this is brought to its end. */
    callMinutes: z.int().positive().max(180),
    turns: z.int().positive().max(1000),
    /** How often the same thing is asked again before a person is offered. */
    reasks: z.int().nonnegative().max(5),
    /** Silence after which the caller is asked whether they are still there. */
    silenceSeconds: z.number().positive().max(60),
    /** How often the caller is reminded before the call is ended. */
    reminders: z.int().nonnegative().max(5),
  }),
  /** Models in the order in which they are tried; the script comes after the last. */
  models: z.array(z.strictObject({ id: z.string(), firstTokenMs: z.int().positive() })),
});
export type PlaybookSource = z.infer<typeof PlaybookSource>;
