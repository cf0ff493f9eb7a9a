import * as z from 'zod';
import { Id, TimeOfDay } from './text.ts';

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

export const Calendar = z.strictObject({
  slotMinutes: z.int().min(5).max(480).describe('Length of one slot in minutes.'),
  resources: z.array(Id).min(1).describe('Who or what is booked: chairs, rooms, technicians.'),
  horizonDays: z.int().positive().max(730).describe('How far ahead appointments can be made.'),
  noticeMinutes: z.int().nonnegative().describe('How soon the earliest appointment can be.'),
  afternoonFrom: TimeOfDay.describe('When the morning ends and the afternoon begins.'),
  eveningFrom: TimeOfDay.describe('When the afternoon ends and the evening begins.'),
});
