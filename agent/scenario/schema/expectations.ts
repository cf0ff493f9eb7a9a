import * as z from 'zod';
import { EndReason, PhoneNumber } from '../../turn/turn-request.ts';
import { LocalTime } from './world.ts';

/** An appointment as it must be. What is absent may be anything. */
export const ExpectedAppointment = z.strictObject({
  start: LocalTime.describe("When it begins, on the business's clock."),
  name: z.string().optional(),
  phone: PhoneNumber.optional(),
  reason: z.string().optional(),
  minutes: z.int().positive().optional(),
  resource: z.string().optional(),
  details: z.record(z.string(), z.string()).optional().describe('Fields kept with it, by id; others may be.'),
});
export type ExpectedAppointment = z.infer<typeof ExpectedAppointment>;

/** A lead as it must be. What is absent may be anything. */
export const ExpectedLead = z.strictObject({
  name: z.string().optional(),
  phone: PhoneNumber.optional(),
  email: z.string().optional(),
  status: z.string().optional(),
  score: z.number().optional(),
  fields: z.record(z.string(), z.string()).optional().describe('Values that it has, among others.'),
});
export type ExpectedLead = z.infer<typeof ExpectedLead>;

export const ExpectedWorld = z.strictObject({
  booked: z.array(ExpectedAppointment).optional().describe('Exactly these were made; none when absent.'),
  moved: z
    .array(z.strictObject({ id: z.string(), to: LocalTime }))
    .optional()
    .describe('Exactly these were moved; none when absent.'),
  leads: z
    .array(ExpectedLead)
    .optional()
    .describe('The customer system holds these leads, perhaps among others.'),
  tickets: z
    .array(z.strictObject({ about: z.string().optional(), urgency: z.string().optional() }))
    .optional()
    .describe('Exactly these were opened; not looked at when absent.'),
  texts: z
    .array(z.strictObject({ template: z.string(), to: PhoneNumber.optional() }))
    .optional()
    .describe('Exactly these texts were asked for, in order; none when absent.'),
  cancelled: z.array(z.string()).optional().describe('Exactly these were cancelled; none when absent.'),
});

const Texts = z.array(z.string().min(1)).min(1);
/** Texts that the agent says or must not. Case and punctuation count for nothing. */
export const ExpectedWords = z.strictObject({
  must: Texts.optional().describe('Each is said at some time.'),
  never: Texts.optional().describe('None is ever said.'),
  inOrder: Texts.optional().describe('Said one after the other, whatever is between them.'),
});

const Call = z.strictObject({
  tool: z.string(),
  input: z.record(z.string(), z.unknown()).optional().describe('Values that the input has.'),
  outcome: z.string().optional().describe('`ok`, or how it failed, such as slot-taken.'),
});
export const ExpectedCalls = z.strictObject({
  must: z.array(Call).min(1).optional().describe('Each tool is called so at some time.'),
  never: z.array(z.string()).min(1).optional().describe('None of these tools is ever called.'),
  inOrder: z.array(z.string()).min(1).optional().describe('Tools that are called in this order.'),
});

export const Expectations = z.strictObject({
  world: ExpectedWorld.describe('How the world is after the call: the first thing that counts.'),
  ends: z.array(EndReason).min(1).describe('How the call may end.'),
  reached: z.array(z.string()).optional().describe('The goals that were reached, in order.'),
  heard: z
    .record(z.string(), z.string())
    .optional()
    .describe('Fields as they were understood last, normalised: +12065550100, 2026-12-01, 15:30.'),
  said: ExpectedWords.optional().describe('What the agent says.'),
  called: ExpectedCalls.optional().describe('Which tools the agent uses.'),
  transferred: z.boolean().optional().describe('Whether the call is handed to a person.'),
  turns: z
    .strictObject({ most: z.int().positive() })
    .optional()
    .describe('How many turns of the caller it may take.'),
  latency: z
    .strictObject({ p95Ms: z.int().positive() })
    .optional()
    .describe('How long the agent may take to answer; measured at the levels turns and audio.'),
  judged: z
    .array(z.string().min(1))
    .optional()
    .describe('Questions to a model, to be answered with yes; only where nothing else can tell.'),
});
export type Expectations = z.infer<typeof Expectations>;
