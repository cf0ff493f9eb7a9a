import * as z from 'zod';
import { Appointment, FieldState, Hold, Slot } from '../call/call-state.ts';
import { Understanding } from '../capture/understanding.ts';
import { ObjectionAnswer } from '../objections/objection.ts';
import { FoundPassage } from '../playbook/passage.ts';
import { Expect } from '../turn/expect.ts';
import { Locale, PhoneNumber } from '../turn/turn-request.ts';
import { StepSituation } from './step-situation.ts';

/**
 * The call at the moment a writer is asked for the agent's words: what happened, what is known, what was
 * asked. It is plain JSON: a Bedrock model reads it inside its prompt, the script reads it as it is.
 */
export const Situation = z.strictObject({
  callId: z.uuid(),
  turn: z.int().positive(),
  /** ISO-8601 with the offset of the playbook's time zone. */
  now: z.iso.datetime({ offset: true }),
  locale: Locale,
  from: PhoneNumber.optional(),
  cause: z.enum([
    'call-started',
    'caller-said',
    'caller-keyed',
    'caller-silent',
    'time-nearly-up',
    'line-resumed',
  ]),
  /** The caller's words or keys, where they caused the turn. */
  said: z.string().optional(),
  /** Silences in a row, this one included. */
  silences: z.int().nonnegative(),
  understood: Understanding,
  /** What the business's knowledge holds on the caller's question, best first; absent when they asked none. */
  passages: z.array(FoundPassage).optional(),
  /** The caller's objection of this turn and how to answer it; absent when they raised none. */
  objection: ObjectionAnswer.optional(),
  goal: z.string().nullable(),
  /** Where the talk stands in a goal with steps; absent in one without. */
  step: StepSituation.optional(),
  /** The goal that was reached or has ended in this turn; its closing words have been said. */
  finished: z.string().optional(),
  /** What is known beside the fields, of what the playbook names; absent when nothing. */
  variables: z.record(z.string(), z.string()).optional(),
  reached: z.array(z.string()),
  /** With what was understood from the caller's newest words already in it. */
  fields: z.record(z.string(), FieldState),
  /** What the agent's last words asked for. */
  expect: Expect,
  attempts: z.int().nonnegative(),
  offers: z.array(Slot),
  /** The slot that is held for the caller while they decide; absent when none is. */
  hold: Hold.optional(),
  appointment: Appointment.nullable(),
  /** What was said before the recent history, in short. */
  summary: z.string(),
  /** The acknowledgement that is already being spoken; do not repeat it. */
  opener: z.string().optional(),
});
export type Situation = z.infer<typeof Situation>;
