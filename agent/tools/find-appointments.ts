import type { Appointment } from '../call/call-state.ts';
import type { Calendar } from './calendar.ts';
import type { ToolInput } from './inputs.ts';
import { succeeded, type ToolOutcome } from './outcome.ts';
import { spokenAppointment } from './spoken.ts';
import type { ToolContext } from './tool.ts';

/** Finds the coming appointments under a phone number. Finding none is an answer, not a failure. */
export async function findAppointments(
  calendar: Calendar,
  input: ToolInput<'find_appointments'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { id: calendarId, source } = context.playbook;
  const all = await calendar.findByPhone(calendarId, input.phone, context.nowMs);
  const named = input.name === undefined ? all : all.filter((one) => sharesAName(one, input.name ?? ''));
  // A recogniser's spelling of a name is a hint: where nobody of that name is found, the number decides.
  const likely = named.length > 0 ? named : all;
  const chosen = input.appointmentId;
  const appointments = chosen === undefined ? likely : all.filter((one) => one.id === chosen);
  return succeeded(
    { appointments: appointments.map((one) => spokenAppointment(one, source, context.locale)) },
    { effect: 'appointments-found', appointments },
  );
}

function sharesAName(appointment: Appointment, name: string): boolean {
  const words = wordsOf(appointment.name);
  return wordsOf(name).some((word) => words.includes(word));
}

function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}
