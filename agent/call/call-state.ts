import * as z from 'zod';
import { StepMark } from '../flow/mark.ts';
import { RaisedObjection } from '../objections/objection.ts';
import { Expect } from '../turn/expect.ts';
import { EndReason, Line, Locale, PhoneNumber } from '../turn/turn-request.ts';
import { PlaybookRef } from './playbook-ref.ts';

/** Where a call stands. The legal moves between them are the table in `call-status.ts`. */
export const CallStatus = z.enum(['ringing', 'greeting', 'talking', 'transferring', 'wrapping-up', 'ended']);
export type CallStatus = z.infer<typeof CallStatus>;

/** One playbook field as it stands. `value` is normalised (E.164, YYYY-MM-DD, HH:mm, a choice's id, …). */
export const FieldState = z.strictObject({
  value: z.string(),
  /** How the agent says it back. */
  spoken: z.string(),
  confirmed: z.boolean(),
  /** The turn in which it was last set. */
  turn: z.int().positive(),
});
export type FieldState = z.infer<typeof FieldState>;

/** A stretch of the calendar that can be booked. */
export const Slot = z.strictObject({
  /** ISO-8601 with the zone's offset, such as 2026-12-01T15:00:00-05:00. */
  start: z.string(),
  minutes: z.int().positive(),
  /** Who or what is booked: a chair, a room, a technician. */
  resource: z.string(),
});
export type Slot = z.infer<typeof Slot>;

export const Appointment = z.strictObject({
  id: z.string(),
  slot: Slot,
  name: z.string(),
  phone: PhoneNumber,
  reason: z.string(),
  /** Further fields of the call that booked it, by id: those of the playbook's `calendar.keeps`. */
  details: z.record(z.string(), z.string()).optional(),
});
export type Appointment = z.infer<typeof Appointment>;

/** A slot that is kept free for a caller who has chosen it and has not yet said yes. */
export const Hold = z.strictObject({
  /** The id of the appointment that it becomes when it is booked. */
  id: z.string(),
  slot: Slot,
  /** When it lapses, in milliseconds since the epoch. */
  untilMs: z.int(),
});
export type Hold = z.infer<typeof Hold>;

/** One side's words in the bounded history. For the agent: what the caller really heard. */
export const HistoryEntry = z.strictObject({
  turn: z.int().positive(),
  who: z.enum(['caller', 'agent']),
  text: z.string(),
  /** True when the caller cut the agent short. */
  interrupted: z.boolean().optional(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/**
 * All that the next turn needs to know, stored whole with every turn. Bounded: it does not grow with the
 * length of the call (older talk lives on in `summary`).
 */
export const CallState = z.strictObject({
  callId: z.uuid(),
  playbook: PlaybookRef,
  line: Line,
  from: PhoneNumber.optional(),
  status: CallStatus,
  locale: Locale,
  /** The last committed turn. */
  turn: z.int().positive(),
  /** ISO-8601, UTC. */
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  endReason: EndReason.optional(),
  /** The playbook goal being pursued; null while the caller has not said what they want. */
  goal: z.string().nullable(),
  /** Goals reached so far, in order. */
  reached: z.array(z.string()),
  /** The goal that ended last, where it ended without being reached; absent or null otherwise. */
  closed: z.string().nullable().optional(),
  fields: z.record(z.string(), FieldState),
  /** What the line gave when the call started and what tools set, by the playbook's names; absent when nothing. */
  variables: z.record(z.string(), z.string()).optional(),
  /** Which of the variables stand in the call's header and in `call.ended`; absent when none. */
  out: z.array(z.string()).optional(),
  /** Steps of goals that were done, by `goal/step`; absent when none. */
  steps: z.record(z.string(), StepMark).optional(),
  expect: Expect,
  /** How many times in a row the same thing was asked without an answer to it. */
  attempts: z.int().nonnegative(),
  /** The slots last offered to the caller. */
  offers: z.array(Slot),
  /** The appointment this call made or is about. */
  appointment: Appointment.nullable(),
  /** The slot that is held for this caller; absent when none is. */
  hold: Hold.optional(),
  /** The id of the lead that this call found or made; absent while there is none. */
  lead: z.string().optional(),
  /** The ticket that this call opened last; absent when none. */
  ticket: z.string().optional(),
  /** How many text messages this call asked for; absent while none. */
  texts: z.int().positive().optional(),
  /** Present once the caller said that they want no text messages. */
  textsDeclined: z.literal(true).optional(),
  /** What the caller objected to, how it was answered and what came of it; absent when nothing. */
  objections: z.array(RaisedObjection).optional(),
  history: z.array(HistoryEntry),
  summary: z.string(),
  /** The playbook's post-call fields, as far as they can be told without judging; absent before the end. */
  postCall: z.record(z.string(), z.string()).optional(),
  counters: z.strictObject({
    interruptions: z.int().nonnegative(),
    /** Silences in a row. */
    silences: z.int().nonnegative(),
    toolCalls: z.int().nonnegative(),
    toolFailures: z.int().nonnegative(),
    fallbacks: z.int().nonnegative(),
  }),
});
export type CallState = z.infer<typeof CallState>;
