import * as z from 'zod';
import { Appointment, Slot } from '../../agent/call/call-state.ts';

/**
 * One occupied cell. It counts when it belongs to an appointment that is stored, or while a booking that
 * may still finish holds it; `pending` marks the cells for which the first has to be looked up.
 */
export const CellItem = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('cell'),
  appointmentId: z.string(),
  startMs: z.int(),
  minutes: z.int().positive(),
  resource: z.string(),
  /** Which run of a booking wrote it last: a run only takes back what is still its own. */
  attempt: z.string(),
  /** Milliseconds since the epoch. */
  heldAtMs: z.int(),
  /** When a hold for a caller lapses, in milliseconds since the epoch; absent when a booking holds the cell. */
  heldUntilMs: z.int().optional(),
  /** When DynamoDB may delete a hold that nobody booked, in seconds since the epoch. */
  expiresAt: z.int().optional(),
  /** Absent once the appointment is known to be stored. */
  pending: z.literal(true).optional(),
});
export type CellItem = z.infer<typeof CellItem>;

/** One appointment. Writing it is what makes a booking happen. */
export const AppointmentItem = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('appointment'),
  id: z.string(),
  name: z.string(),
  phone: z.string(),
  reason: z.string(),
  details: z.record(z.string(), z.string()).optional(),
  slot: Slot,
  /** The start in UTC, so that the index sorts by time. */
  startsAt: z.iso.datetime(),
  /** Starts of its cells, in milliseconds since the epoch. */
  cells: z.array(z.int()),
  /** The last move, so that its repetition can be told from a new one. */
  lastMove: z.strictObject({ key: z.string(), from: Slot, cells: z.array(z.int()) }).optional(),
});
export type AppointmentItem = z.infer<typeof AppointmentItem>;

/** What a cancellation took away, kept for a while so that its repetition answers the same. */
export const CancellationItem = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('cancellation'),
  appointment: Appointment,
  cells: z.array(z.int()),
  /** Seconds since the epoch; DynamoDB deletes the item some time after. */
  expiresAt: z.int(),
});
export type CancellationItem = z.infer<typeof CancellationItem>;

export function appointmentOf(item: AppointmentItem): Appointment {
  const { id, slot, name, phone, reason, details } = item;
  return { id, slot, name, phone, reason, ...(details === undefined ? {} : { details }) };
}
