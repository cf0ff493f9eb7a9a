import * as z from 'zod';
import { LeadField } from '../playbook/schema/crm.ts';
import { hasMarkup } from '../text/plain-words.ts';
import { PhoneNumber } from '../turn/turn-request.ts';
import { MAX_LEAD_VALUE_CHARACTERS } from './crm/lead.ts';
import { Urgency } from './crm/ticket.ts';
import type { ToolName } from './tool-name.ts';

const Day = z.iso.date().describe("A day in the business's time zone, YYYY-MM-DD.");
const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 15:30')
  .describe("A time of day in the business's time zone, 24 hours, HH:mm.");
const Start = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/,
    'a date and time such as 2026-12-01T15:30 or 2026-12-01T15:30:00-05:00',
  )
  .describe(
    "When the appointment begins: ISO-8601, with an offset or in the business's time zone. It must be the start of a slot that find_free_slots returned.",
  );
const Phone = PhoneNumber.describe("The caller's phone number in E.164, such as +12065550100.");
const Name = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => !hasMarkup(name), 'a name without markup')
  .describe("The caller's full name, in its own spelling.");
const AppointmentId = z
  .string()
  .min(1)
  .max(200)
  .describe('The id of an appointment that find_appointments returned in this call.');

const Email = z
  .string()
  .max(254)
  .regex(/^[^@\s]+@[^@\s]+$/, 'an e-mail address')
  .describe("The caller's e-mail address.");
/** What the call knows goes into a lead by itself; this is what a model adds. */
const LeadInput = {
  status: z.string().min(1).max(64).optional().describe('The status of the lead, such as qualified.'),
  score: z.number().optional().describe('How good the lead is, as a number.'),
  note: z.string().min(1).max(1_000).optional().describe('What the caller wants, in a sentence or two.'),
  fields: z
    .record(LeadField, z.string().min(1).max(MAX_LEAD_VALUE_CHARACTERS))
    .optional()
    .describe('Further values by name. What the situation holds is put in by itself.'),
};

/** The input of every tool, as it is checked before the tool runs. Unknown keys are refused. */
export const TOOL_INPUTS = {
  find_free_slots: z.strictObject({
    day: Day,
    partOfDay: z
      .enum(['morning', 'afternoon', 'evening'])
      .optional()
      .describe('The part of the day the caller prefers. Leave out when they have no preference.'),
    time: TimeOfDay.optional().describe(
      'The exact time the caller prefers, HH:mm in 24 hours. The nearest free slots come first.',
    ),
    reason: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('What the appointment is for: the id of a choice where there is one. It decides the length.'),
  }),
  hold_slot: z.strictObject({
    start: Start,
    reason: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('What the appointment is for: the id of a choice where there is one. It decides the length.'),
  }),
  book_appointment: z.strictObject({
    start: Start,
    reason: z
      .string()
      .min(1)
      .max(200)
      .describe('What the appointment is for: the id of a choice where there is one.'),
    name: Name,
    phone: Phone,
  }),
  find_appointments: z.strictObject({
    phone: Phone,
    name: Name.optional().describe("The caller's name, to tell apart several people with one number."),
    appointmentId: AppointmentId.optional().describe(
      'The one that the caller chose among several that were found. It becomes the one the call is about.',
    ),
  }),
  reschedule_appointment: z.strictObject({ appointmentId: AppointmentId, start: Start }),
  cancel_appointment: z.strictObject({ appointmentId: AppointmentId }),
  find_lead: z.strictObject({
    phone: Phone.optional(),
    email: Email.optional(),
  }),
  create_lead: z.strictObject(LeadInput),
  update_lead: z.strictObject({
    leadId: z.string().min(1).max(64).optional().describe('The id that find_lead returned in this call.'),
    ...LeadInput,
  }),
  open_ticket: z.strictObject({
    about: z.string().min(1).max(500).describe('What somebody has to do, in one or two sentences.'),
    urgency: Urgency.optional().describe('How soon; normal when absent.'),
  }),
  send_text: z.strictObject({
    template: z.string().min(1).max(100).describe('Which text to send.'),
    to: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("The id of the phone field with the number; leave out for the caller's own number."),
  }),
  decline_texts: z.strictObject({}),
  note_fields: z.strictObject({
    fields: z
      .record(z.string().min(1).max(100), z.string().min(1).max(500))
      .describe(
        'Field id to its value: phone numbers in E.164, days YYYY-MM-DD, times HH:mm, choices by id.',
      ),
  }),
  transfer_to_person: z.strictObject({
    reason: z
      .string()
      .min(1)
      .max(500)
      .describe('Why a person is needed, in one sentence, for the person who takes the call.'),
  }),
  end_call: z.strictObject({}),
} satisfies Record<ToolName, z.ZodObject>;

/** The checked input of the tool `N`. */
export type ToolInput<N extends ToolName> = z.output<(typeof TOOL_INPUTS)[N]>;

/** What a model is told each tool does, and when to use it. */
export const TOOL_DESCRIPTIONS: Record<ToolName, string> = {
  find_free_slots:
    'Finds free appointment times on or near a day. Changes nothing. Use it as soon as the day is known, and again when the caller asks for another day or time. Offer the caller only times that it returned.',
  hold_slot:
    'Keeps a free time for this caller for some minutes, so that nobody else takes it while they decide. Use it once they have chosen a time and before you read it back.',
  book_appointment:
    'Books one appointment. Use it only after you read the appointment back and the caller said yes. It fails with slot-taken when someone else was faster: then apologise and offer other times.',
  find_appointments:
    "Finds the caller's coming appointments by phone number. Changes nothing. Use it before you move or cancel an appointment.",
  reschedule_appointment:
    'Moves an existing appointment to a new time. Use it only after you read the new time back and the caller said yes. It fails with slot-taken when someone else was faster.',
  cancel_appointment:
    'Cancels an existing appointment for good. Use it only after the caller said yes to cancelling exactly this one.',
  find_lead:
    'Finds what the business knows of the caller, by phone number or e-mail address; by their own when none is given. Changes nothing.',
  create_lead:
    'Stores the caller as a lead, with all that the situation holds. Use it once the caller has said what they want and how to reach them.',
  update_lead: 'Brings the stored lead of this caller up to date with what they said since.',
  open_ticket:
    'Opens a ticket for the people of the business: a call back, a complaint, something that you cannot do. Tell the caller its number digit by digit.',
  send_text:
    'Sends the caller one of the texts of the playbook. Use it only after the caller said yes to getting a text.',
  decline_texts:
    'Notes that the caller wants no text messages, now or later. Use it whenever they say so, and offer none again.',
  note_fields:
    "Notes facts that the caller gave and that the situation's fields do not hold yet, or hold wrongly. Say your sentence in the same reply: nothing comes back that you need.",
  transfer_to_person:
    'Hands the call to a person at the company. Say the hand-over sentence in the same reply. The call leaves you after it.',
  end_call:
    'Hangs up. Say goodbye in the same reply. Use it only when the caller has nothing more to ask or said goodbye.',
};
