import type { Appointment } from '../call/call-state.ts';
import { appointmentNeeds, rulesFor } from './appointment-needs.ts';
import type { Calendar } from './calendar.ts';
import { type BookingRules, freeResources, slotAt } from './free-slots.ts';
import type { ToolInput } from './inputs.ts';
import { failed, succeeded, type ToolOutcome } from './outcome.ts';
import { spokenAppointment, spokenSlot } from './spoken.ts';
import type { ToolContext } from './tool.ts';
import { wantedStart } from './wanted-start.ts';

const MS_PER_MINUTE = 60_000;

/** Moves an appointment to a new start, with the same resource where that is free, else with another. */
export async function rescheduleAppointment(
  calendar: Calendar,
  input: ToolInput<'reschedule_appointment'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { id: calendarId, source } = context.playbook;
  const appointment = await calendar.find(calendarId, input.appointmentId);
  if (appointment === undefined)
    return failed('not-found', `There is no appointment ${input.appointmentId}. Use find_appointments.`);

  const needs = appointmentNeeds(source, { ...context.call, appointment }, appointment.reason);
  const rules = rulesFor(source, needs);
  const wanted = wantedStart(rules, input.start, appointment.slot.minutes, context.nowMs);
  if (!wanted.ok) return wanted.outcome;
  // A slot is held under another id than this appointment's: it is given back at the moment it is taken.
  if (context.call.hold !== undefined)
    await calendar.release(calendarId, context.call.hold, source.calendar.slotMinutes);
  for (const resource of await resourcesFor(calendar, appointment, wanted.startMs, context, rules)) {
    const to = slotAt(source, wanted.startMs, appointment.slot.minutes, resource);
    const outcome = await calendar.move(
      calendarId,
      { appointmentId: appointment.id, to, key: context.idempotencyKey },
      source.calendar.slotMinutes,
    );
    if (outcome.outcome === 'not-found')
      return failed('not-found', `Appointment ${input.appointmentId} was cancelled meanwhile.`);
    if (outcome.outcome === 'moved')
      return succeeded(
        {
          moved: spokenAppointment(outcome.appointment, source, context.locale),
          from: spokenSlot(outcome.from, context.locale),
        },
        { effect: 'appointment-moved', appointment: outcome.appointment, from: outcome.from },
      );
  }
  return failed('slot-taken', `${input.start} is taken. Apologise and find other free slots.`);
}

/** The free resources, the appointment's own first; its own cells do not stand in its way. */
async function resourcesFor(
  calendar: Calendar,
  appointment: Appointment,
  startMs: number,
  context: ToolContext,
  rules: BookingRules,
): Promise<string[]> {
  const { id: calendarId, source } = context.playbook;
  const { minutes, resource: own } = appointment.slot;
  const endMs = startMs + (minutes + source.calendar.slotMinutes) * MS_PER_MINUTE;
  const occupied = await calendar.occupied(calendarId, startMs, endMs);
  const others = occupied.filter((cell) => cell.appointmentId !== appointment.id);
  const free = freeResources(rules, others, startMs, minutes);
  return free.toSorted((one, other) => Number(other === own) - Number(one === own));
}
