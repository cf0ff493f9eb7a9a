import * as z from 'zod';
import { hears, Id, Localized, says } from './text.ts';

/** The words with which a field is asked for. */
export const FieldText = {
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
  'postal-code',
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
  z.strictObject({
    type: z.literal('postal-code'),
    ...FieldText,
    digits: z.int().min(3).max(10).describe('How many digits it has, such as 5 for a ZIP code.'),
  }),
  z.strictObject({ type: z.literal('date-range'), ...FieldText }),
  z.strictObject({ type: z.literal('date-of-birth'), ...FieldText }),
  z.strictObject({
    type: z.literal('number'),
    ...FieldText,
    least: z.int().optional().describe('The smallest number that makes sense.'),
    most: z.int().optional().describe('The largest number that makes sense.'),
    beside: hears(
      'Words right before or after the number by which it is known where it was not asked for: table for, people.',
    ).optional(),
  }),
  z.strictObject({ type: z.literal('money'), ...FieldText }),
  z.strictObject({
    type: z.literal('yes-no'),
    ...FieldText,
    yes: hears('How callers say that it is so, beside a plain yes, such as: we own it.').optional(),
    no: hears('How callers say that it is not so, such as: i am renting.').optional(),
  }),
  z.strictObject({ type: z.literal('choice'), ...FieldText, choices: z.record(Id, Choice) }),
  z.strictObject({ type: z.literal('text'), ...FieldText }),
]);
export type Field = z.infer<typeof Field>;
