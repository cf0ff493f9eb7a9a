import * as z from 'zod';
import { Lead } from '../../tools/crm/lead.ts';
import { ToolFailure } from '../../tools/tool.ts';
import { PhoneNumber } from '../../turn/turn-request.ts';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30');
/** A moment on the business's clock. */
export const LocalTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/,
    "a moment on the business's clock such as 2026-12-01T15:30",
  );

/** An appointment that stands in the calendar. */
export const GivenAppointment = z.strictObject({
  id: z.string().min(1).describe('Any name; expectations refer to it.'),
  start: LocalTime.describe("When it begins, on the business's clock."),
  resource: z.string().describe('Who or what is booked.'),
  name: z.string().min(1),
  phone: PhoneNumber,
  reason: z.string().describe('The id of a choice of the playbook, or any words.'),
  minutes: z.int().positive().optional().describe('How long it takes; as its reason says when absent.'),
  details: z.record(z.string(), z.string()).optional().describe('Fields that are kept with it, by id.'),
});
export type GivenAppointment = z.infer<typeof GivenAppointment>;

/** A stretch of a day in which others have every resource, or those that are named. */
export const FullStretch = z.strictObject({
  day: z.iso.date(),
  from: TimeOfDay,
  to: TimeOfDay,
  resources: z.array(z.string()).min(1).optional().describe('What is taken; every resource when absent.'),
});
export type FullStretch = z.infer<typeof FullStretch>;

const CalendarContents = {
  appointments: z.array(GivenAppointment).optional(),
  full: z.array(FullStretch).optional().describe('Stretches in which everything is taken by others.'),
};

/** Something that other people do to the world while the call goes on. */
export const Meanwhile = z.strictObject({
  beforeTurn: z.int().min(2).describe('It happens just before the agent takes this turn; the greeting is 1.'),
  ...CalendarContents,
});
export type Meanwhile = z.infer<typeof Meanwhile>;

/** What a mocked tool answers. */
export const MockAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('answers').describe('Succeeds with this content.'),
    content: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    kind: z.literal('fails').describe('Fails, and changes nothing.'),
    failure: ToolFailure,
  }),
  z.strictObject({
    kind: z.literal('http-error').describe('What stands behind the tool answers with an HTTP error.'),
    status: z.int().min(400).max(599),
  }),
  z.strictObject({ kind: z.literal('times-out').describe('Never answers, and changes nothing.') }),
  z.strictObject({
    kind: z.literal('answer-lost').describe('Takes effect, but its answer never comes.'),
  }),
  z.strictObject({
    kind: z.literal('malformed').describe('Answers with something that cannot be read.'),
  }),
  z.strictObject({
    kind: z.literal('duplicate').describe('Is delivered twice; the second answer counts.'),
    content: z.record(z.string(), z.unknown()).optional().describe('What a connector answers.'),
  }),
  z.strictObject({ kind: z.literal('world').describe("Answers from the scenario's world, as usual.") }),
]);
export type MockAnswer = z.infer<typeof MockAnswer>;

/** How one tool behaves. Mocks are tried in their order; a call of a mocked tool that none matches fails. */
export const ToolMock = z.strictObject({
  tool: z.string().describe('The name of the tool.'),
  when: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Values that the input must have; any input when absent.'),
  times: z.int().positive().optional().describe('How often it answers; without end when absent.'),
  latencyMs: z.int().nonnegative().optional().describe('How long the answer takes, in milliseconds.'),
  answer: MockAnswer,
});
export type ToolMock = z.infer<typeof ToolMock>;

/** A lead that the customer system has. What it says is data, whatever it says. */
export const GivenLead = z.strictObject({
  ...Lead.omit({ createdAt: true, updatedAt: true }).shape,
  fields: Lead.shape.fields.optional(),
});
export type GivenLead = z.infer<typeof GivenLead>;

/** What surrounds the call. */
export const World = z.strictObject({
  now: LocalTime.describe("When the call begins, on the business's clock."),
  holidays: z.array(z.iso.date()).optional().describe("Closed days instead of the playbook's."),
  calendar: z
    .strictObject(CalendarContents)
    .optional()
    .describe('What is in the calendar; empty when absent.'),
  records: z
    .strictObject({ leads: z.array(GivenLead).optional() })
    .optional()
    .describe('What the customer system holds when the call begins.'),
  meanwhile: z.array(Meanwhile).optional().describe('What others do while the call goes on.'),
  tools: z.array(ToolMock).optional().describe('Tools that behave otherwise than the world would.'),
});
export type World = z.infer<typeof World>;
