import * as z from 'zod';
import { CallVariables, Locale, PhoneNumber } from '../../turn/turn-request.ts';

/** A silence of more than this is no test of an agent any more, in seconds. */
const MAX_SILENCE_SECONDS = 120;

const From = PhoneNumber.optional().describe("The caller's own number; absent when it is withheld.");

const Variables = CallVariables.optional().describe(
  "What the line gives when the call starts: the playbook's variables with from: call, and campaign.",
);

/** One thing that a scripted caller does. Exactly one of `say`, `keys`, `silentSeconds` and `hangUp`. */
export const ScriptedTurn = z.strictObject({
  say: z.string().min(1).optional().describe('What the caller says, as a recogniser would write it.'),
  keys: z
    .string()
    .regex(/^[0-9*#]{1,64}$/, 'keys of a telephone: digits, * and #')
    .optional()
    .describe('Keys that the caller presses.'),
  silentSeconds: z
    .number()
    .positive()
    .max(MAX_SILENCE_SECONDS)
    .optional()
    .describe('The caller says nothing for so long.'),
  hangUp: z.literal(true).optional().describe('The caller hangs up.'),
  interruptsAfterWords: z
    .int()
    .nonnegative()
    .optional()
    .describe("The caller cuts in after so many words of the agent's answer; the rest is not heard."),
});
export type ScriptedTurn = z.infer<typeof ScriptedTurn>;

const Chance = z.number().gt(0).max(1);
const Ways = z.array(z.string().min(1)).min(1);

/** A habit of a simulated caller; each has a file in `agent/scenario/caller/habits/`. */
export const Habit = z.discriminatedUnion('habit', [
  z.strictObject({
    habit: z.literal('interrupts').describe('Cuts in before the agent has finished.'),
    chance: Chance.describe('How likely in each turn, 0 to 1.'),
    afterWords: z.int().positive().describe('After how many words of the agent.'),
  }),
  z.strictObject({
    habit: z.literal('hesitates').describe('Begins with um and well.'),
    chance: Chance.describe('How likely in each turn, 0 to 1.'),
  }),
  z.strictObject({
    habit: z.literal('changes-mind').describe('Says another value at the first reading back.'),
    field: z.string().describe('The field that becomes another.'),
    to: Ways.describe('Ways to say the new value; from then on the fact.'),
  }),
  z.strictObject({
    habit: z.literal('mumbles').describe('Says something that nobody can understand.'),
    chance: Chance.describe('How likely in each turn, 0 to 1.'),
    most: z.int().positive().describe('How often at most in a call.'),
  }),
  z.strictObject({
    habit: z.literal('goes-silent').describe('Says nothing instead of answering.'),
    chance: Chance.describe('How likely in each turn, 0 to 1.'),
    most: z.int().positive().describe('How often at most in a call.'),
    seconds: z.number().positive().max(MAX_SILENCE_SECONDS).describe('How long it lasts.'),
  }),
  z.strictObject({
    habit: z.literal('switches-language').describe('Goes on in another language.'),
    locale: Locale.describe('The language, such as es-US.'),
    fromTurn: z.int().positive().describe('From which thing that the caller says on.'),
    says: z.record(z.string(), Ways).describe('The facts and `goal` as they are said in that language.'),
  }),
  z.strictObject({
    habit: z.literal('asks').describe('Asks something on the way instead of answering.'),
    question: z.string().min(1),
    whenAskedFor: z.string().describe('The field whose question is answered with the question.'),
  }),
]);
export type Habit = z.infer<typeof Habit>;

export const Persona = z.strictObject({
  kind: z.literal('persona'),
  from: From,
  variables: Variables,
  goal: z.string().describe('The goal of the playbook that the caller wants to reach.'),
  opens: z.string().min(1).describe('The first words of the caller.'),
  facts: z
    .record(z.string(), Ways)
    .describe(
      'Field of the playbook to the ways the caller says it; the second when the first is not understood.',
    ),
  temper: z
    .enum(['patient', 'hurried', 'cross'])
    .describe('How often the same question is borne, and how much is said at once.'),
  habits: z.array(Habit).optional(),
});
export type Persona = z.infer<typeof Persona>;

export const Scripted = z.strictObject({
  kind: z.literal('scripted'),
  from: From,
  variables: Variables,
  turns: z
    .array(ScriptedTurn)
    .min(1)
    .describe('What the caller does, in order; after the last the caller hangs up.'),
});
export type Scripted = z.infer<typeof Scripted>;

/** Who calls: words written in advance, or a simulated person who answers what is asked. */
export const CallerSource = z.discriminatedUnion('kind', [Scripted, Persona]);
export type CallerSource = z.infer<typeof CallerSource>;
