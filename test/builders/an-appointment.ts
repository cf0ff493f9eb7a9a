import type { Appointment } from '../../agent/call/call-state.ts';

/** An appointment of Maria Lopez at the dental practice. */
export function anAppointment(id: string, start: string, reason = 'cleaning'): Appointment {
  const slot = { start, minutes: reason === 'cleaning' ? 60 : 30, resource: 'chair-1' };
  return { id, slot, name: 'Maria Lopez', phone: '+12065550122', reason };
}
