import type { Appointment, Hold, Slot } from '../call/call-state.ts';

/** One occupied cell of a calendar's grid. */
export interface OccupiedCell {
  /** Milliseconds since the epoch. */
  startMs: number;
  minutes: number;
  resource: string;
  appointmentId: string;
}

export type BookOutcome =
  /** `appointment` is the one that stands: of an earlier delivery under the same id, if there was one. */
  { outcome: 'booked'; appointment: Appointment } | { outcome: 'slot-taken' };
export type MoveOutcome =
  | { outcome: 'moved'; appointment: Appointment; from: Slot }
  | { outcome: 'slot-taken' }
  | { outcome: 'not-found' };
export type CancelOutcome = { outcome: 'cancelled'; appointment: Appointment } | { outcome: 'not-found' };

/**
 * Where appointments are kept. `calendarId` is the playbook's id.
 *
 * Promises of every implementation: no two appointments ever share a cell, whoever books at the same
 * moment; and a change that is repeated under the same id or key takes effect once and answers the same.
 */
export interface Calendar {
  /** The cells that overlap the time from `fromMs` up to `toMs` (milliseconds since the epoch). */
  occupied(calendarId: string, fromMs: number, toMs: number): Promise<OccupiedCell[]>;
  /** The appointment of that id as it stands, strongly consistent. */
  find(calendarId: string, appointmentId: string): Promise<Appointment | undefined>;
  /** The appointments under a phone number that begin at `fromMs` or later, earliest first. */
  findByPhone(calendarId: string, phone: string, fromMs: number): Promise<Appointment[]>;
  /** Books under the appointment's own id; a second booking of one id changes nothing. */
  book(calendarId: string, appointment: Appointment, cellMinutes: number): Promise<BookOutcome>;
  /** Moves an appointment; under the same `key` it is moved once. */
  move(calendarId: string, change: Move, cellMinutes: number): Promise<MoveOutcome>;
  /**
   * Keeps a slot free for one call until the hold lapses: `occupied` has its cells, and only an appointment or a
   * hold of the same id can have them. Repeating it under the same id prolongs it.
   */
  hold(calendarId: string, hold: Hold, cellMinutes: number): Promise<'held' | 'slot-taken'>;
  /** Gives a held slot back before it lapses; nothing happens when the hold is gone or was booked. */
  release(calendarId: string, hold: Hold, cellMinutes: number): Promise<void>;
  /** Cancels an appointment; under the same `key` a repetition answers as the first time. */
  cancel(calendarId: string, change: Cancellation): Promise<CancelOutcome>;
}

export interface Move {
  appointmentId: string;
  to: Slot;
  key: string;
}
export interface Cancellation {
  appointmentId: string;
  key: string;
}

const MS_PER_MINUTE = 60_000;

/**
 * The starts of the consecutive cells that a slot occupies, in milliseconds since the epoch. A cell that is
 * only partly needed is occupied whole.
 */
export function cellsOf(slot: Slot, cellMinutes: number): number[] {
  const startMs = Date.parse(slot.start);
  const count = Math.ceil(slot.minutes / cellMinutes);
  return Array.from({ length: count }, (_, index) => startMs + index * cellMinutes * MS_PER_MINUTE);
}
