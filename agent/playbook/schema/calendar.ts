import * as z from 'zod';
import { When } from './condition.ts';
import { Id, says, TimeOfDay } from './text.ts';

const OpenHours = z
  .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'a range such as 08:00-12:00'))
  .describe('Ranges in local time such as 08:00-12:00; an empty list for a closed day.');

/** When the business is open on each day of the week. */
export const Hours = z.strictObject({
  mon: OpenHours,
  tue: OpenHours,
  wed: OpenHours,
  thu: OpenHours,
  fri: OpenHours,
  sat: OpenHours,
  sun: OpenHours,
});

/** What an appointment takes when something is a fact of the call. */
const BookingRule = z.strictObject({
  when: When.optional().describe(
    'What must be a fact of the call; without it the rule is for all the others.',
  ),
  minutes: z.int().positive().max(1440).optional().describe('How long it takes.'),
  resources: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Which of the resources it can have, the one that is taken first foremost.'),
});

export const Calendar = z.strictObject({
  slotMinutes: z.int().min(5).max(480).describe('Length of one slot in minutes.'),
  resources: z.array(Id).min(1).describe('Who or what is booked: chairs, rooms, technicians.'),
  horizonDays: z.int().positive().max(730).describe('How far ahead appointments can be made.'),
  noticeMinutes: z.int().nonnegative().describe('How soon the earliest appointment can be.'),
  afternoonFrom: TimeOfDay.describe('When the morning ends and the afternoon begins.'),
  eveningFrom: TimeOfDay.describe('When the afternoon ends and the evening begins.'),
  usualTime: TimeOfDay.optional().describe(
    'When most want to come: who names a day and no time is offered what is nearest to it, else the earliest.',
  ),
  bookings: z
    .array(BookingRule)
    .optional()
    .describe(
      'What an appointment takes, by facts of the call: the first rule whose conditions hold counts.',
    ),
  keeps: z
    .array(z.string())
    .optional()
    .describe('Fields that are kept with an appointment, such as for how many people it is.'),
  spoken: says(
    'What an appointment is called: {reason}, or a field of keeps, such as: a table for {people}.',
    'reason',
  ).optional(),
});
