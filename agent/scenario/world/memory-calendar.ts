import type { Appointment, Hold } from '../../call/call-state.ts';
import { type Calendar, cellsOf } from '../../tools/calendar.ts';

export interface MemoryCalendar extends Calendar {
  /** What stands in the calendar now, earliest first. */
  appointments(): Appointment[];
  /** Puts an appointment in, as if another caller had booked it a moment ago. */
  put(appointment: Appointment): void;
}

const MS_PER_MINUTE = 60_000;

/** A calendar that keeps the promises of `Calendar` in memory, for one playbook with the given cell length. `now` is the
 * time, in milliseconds since the epoch, by which holds lapse; without it they do not. */
export function memoryCalendar(cellMinutes = 30, now: () => number = () => 0): MemoryCalendar {
  const standing = new Map<string, Appointment>();
  const holds = new Map<string, Hold>();
  const moves = new Map<string, { appointment: Appointment; from: Appointment['slot'] }>();
  const cells = (appointment: Pick<Appointment, 'id' | 'slot'>) =>
    cellsOf(appointment.slot, cellMinutes).map((startMs) => ({
      startMs,
      minutes: cellMinutes,
      resource: appointment.slot.resource,
      appointmentId: appointment.id,
    }));
  const taking = () => [
    ...standing.values(),
    ...[...holds.values()].filter(({ untilMs }) => untilMs > now()),
  ];
  const isTaken = (wanted: Pick<Appointment, 'id' | 'slot'>): boolean =>
    taking()
      .filter((other) => other.id !== wanted.id)
      .flatMap(cells)
      .some((cell) =>
        cells(wanted).some((own) => own.resource === cell.resource && own.startMs === cell.startMs),
      );
  const appointments = () =>
    [...standing.values()].toSorted((a, b) => Date.parse(a.slot.start) - Date.parse(b.slot.start));
  return {
    appointments,
    put: (appointment) => void standing.set(appointment.id, appointment),
    async occupied(_calendar, fromMs, toMs) {
      const all = taking().flatMap(cells);
      return all.filter(
        (cell) => cell.startMs < toMs && fromMs < cell.startMs + cell.minutes * MS_PER_MINUTE,
      );
    },
    async find(_calendar, id) {
      return standing.get(id);
    },
    async findByPhone(_calendar, phone, fromMs) {
      return appointments().filter((one) => one.phone === phone && Date.parse(one.slot.start) >= fromMs);
    },
    async book(_calendar, appointment) {
      const earlier = standing.get(appointment.id);
      if (earlier !== undefined) return { outcome: 'booked', appointment: earlier };
      if (isTaken(appointment)) return { outcome: 'slot-taken' };
      standing.set(appointment.id, appointment);
      holds.delete(appointment.id);
      return { outcome: 'booked', appointment };
    },
    async hold(_calendar, hold) {
      if (isTaken(hold)) return 'slot-taken';
      holds.set(hold.id, hold);
      return 'held';
    },
    async release(_calendar, { id }) {
      holds.delete(id);
    },
    async move(_calendar, { appointmentId, to, key }) {
      const done = moves.get(key);
      if (done !== undefined) return { outcome: 'moved', ...done };
      const before = standing.get(appointmentId);
      if (before === undefined) return { outcome: 'not-found' };
      const appointment = { ...before, slot: to };
      if (isTaken(appointment)) return { outcome: 'slot-taken' };
      standing.set(appointmentId, appointment);
      moves.set(key, { appointment, from: before.slot });
      return { outcome: 'moved', appointment, from: before.slot };
    },
    async cancel(_calendar, { appointmentId }) {
      const appointment = standing.get(appointmentId);
      if (appointment === undefined) return { outcome: 'not-found' };
      standing.delete(appointmentId);
      return { outcome: 'cancelled', appointment };
    },
  };
}
