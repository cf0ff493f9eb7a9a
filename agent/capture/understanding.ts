import * as z from 'zod';
import { Locale } from '../turn/turn-request.ts';

/** A field value found in the caller's words, normalised and as it is said back. */
export const CapturedField = z.strictObject({ value: z.string(), spoken: z.string() });
export type CapturedField = z.infer<typeof CapturedField>;

/**
 * What plain code could make of the caller's words, before any model reads them. Deterministic, and the
 * same for both readers of a playbook. Everything is optional: nothing found is a result too.
 */
export const Understanding = z.strictObject({
  /** The goal whose phrases were recognised. */
  goal: z.string().optional(),
  /** Fields that were found; what was asked for is looked for first and most generously. */
  fields: z.record(z.string(), CapturedField),
  /** A yes or no, alone or before more words ("no, Friday instead"). */
  answer: z.enum(['yes', 'no']).optional(),
  /** Set phrases that every call can have. */
  intent: z
    .enum(['person', 'goodbye', 'repeat', 'wait', 'thanks', 'cancel-that', 'who-is-there', 'anger'])
    .optional(),
  /** The language that the call went over to in this turn, because the caller asked for it or spoke it. */
  language: Locale.optional(),
  /** The playbook's objection that was raised. */
  objection: z.string().optional(),
  /** The id of the knowledge entry whose question was asked. */
  question: z.string().optional(),
  /** The id of another knowledge entry whose question was asked after that one, in the same breath. */
  alsoAsked: z.string().optional(),
  /** Something was said about a field but cannot be: a date gone by, a day that is closed, too few digits. */
  problems: z.array(
    z.strictObject({
      field: z.string(),
      problem: z.enum(['past', 'closed', 'too-far', 'too-soon', 'incomplete', 'ambiguous', 'out-of-range']),
      /** The value that was understood, as it is said back. */
      spoken: z.string(),
    }),
  ),
  /** Which part of the day was asked for, when no exact time was. */
  partOfDay: z.enum(['morning', 'afternoon', 'evening']).optional(),
});
export type Understanding = z.infer<typeof Understanding>;
