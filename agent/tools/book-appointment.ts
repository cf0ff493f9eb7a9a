import { createHash } from 'node:crypto';
import type { Appointment, Hold } from '../call/call-state.ts';
import { appointmentNeeds, keptFields, rulesFor } from './appointment-needs.ts';
import { appointmentReason } from './appointment-reason.ts';
import type { Calendar } from './calendar.ts';
import { freeResources, slotAt } from './free-slots.ts';
import type { ToolInput } from './inputs.ts';
import { failed, succeeded, type ToolOutcome } from './outcome.ts';
import { withoutOwnHold } from './own-hold.ts';
import { spokenAppointment } from './spoken.ts';
import type { ToolContext } from './tool.ts';
import { wantedStart } from './wanted-start.ts';

const MS_PER_MINUTE = 60_000;
/** 64 bits: among a million appointments of one business, two share an id once in 37 million businesses. */
const ID_HEX_DIGITS = 16;

/**
 * Books one appointment with the first resource that is free. The appointment's id comes from the call's
 * idempotency key: sent again, it answers with the appointment that was made the first time, even if the
 * model asks for another slot then.
 */
export async function bookAppointment(
  calendar: Calendar,
  input: ToolInput<'book_appointment'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { id: calendarId, source } = context.playbook;
  const { hold } = context.call;
  // The appointment that a hold becomes has its id: its cells are its own already.
  const id = hold?.id ?? appointmentId(context.idempotencyKey);
  const earlier = await calendar.find(calendarId, id);
  if (earlier !== undefined) return booked(earlier, context);

  const { reason } = appointmentReason(source, input.reason);
  const needs = appointmentNeeds(source, context.call, input.reason);
  const { minutes } = needs;
  const rules = rulesFor(source, needs);
  const details = keptFields(source, context.call);
  const wanted = wantedStart(rules, input.start, minutes, context.nowMs);
  if (!wanted.ok) return wanted.outcome;
  const { startMs } = wanted;

  // A booking that is on its way holds whole cells, the last of which may reach beyond the appointment.
  const endMs = startMs + (minutes + source.calendar.slotMinutes) * MS_PER_MINUTE;
  const occupied = withoutOwnHold(await calendar.occupied(calendarId, startMs, endMs), context.call);
  for (const resource of heldFirst(freeResources(rules, occupied, startMs, minutes), hold)) {
    const slot = slotAt(source, startMs, minutes, resource);
    const appointment: Appointment = {
      id,
      slot,
      name: input.name,
      phone: input.phone,
      reason,
      ...(details === undefined ? {} : { details }),
    };
    const outcome = await calendar.book(calendarId, appointment, source.calendar.slotMinutes);
    if (outcome.outcome !== 'booked') continue;
    const { start, resource: taken } = outcome.appointment.slot;
    if (hold !== undefined && (hold.slot.start !== start || hold.slot.resource !== taken))
      await calendar.release(calendarId, hold, source.calendar.slotMinutes);
    return booked(outcome.appointment, context);
  }
  return failed('slot-taken', `${input.start} is taken. Apologise and find other free slots.`);
}

function heldFirst(resources: readonly string[], hold: Hold | undefined): string[] {
  const own = hold?.slot.resource;
  return resources.toSorted((one, other) => Number(other === own) - Number(one === own));
}

function booked(appointment: Appointment, context: ToolContext): ToolOutcome {
  return succeeded(
    { booked: spokenAppointment(appointment, context.playbook.source, context.locale) },
    { effect: 'appointment-booked', appointment },
  );
}

/** The id of the appointment that is booked under a key: always the same for the same key. */
export function appointmentId(idempotencyKey: string): string {
  return createHash('sha256').update(idempotencyKey).digest('hex').slice(0, ID_HEX_DIGITS);
}
