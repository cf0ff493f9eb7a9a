import type { Calendar } from './calendar.ts';
import type { ToolInput } from './inputs.ts';
import { failed, succeeded, type ToolOutcome } from './outcome.ts';
import { spokenAppointment } from './spoken.ts';
import type { ToolContext } from './tool.ts';

/** Cancels one appointment for good. */
export async function cancelAppointment(
  calendar: Calendar,
  input: ToolInput<'cancel_appointment'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { id: calendarId, source } = context.playbook;
  const outcome = await calendar.cancel(calendarId, {
    appointmentId: input.appointmentId,
    key: context.idempotencyKey,
  });
  if (outcome.outcome === 'not-found')
    return failed('not-found', `There is no appointment ${input.appointmentId}. Use find_appointments.`);
  const { appointment } = outcome;
  return succeeded(
    { cancelled: spokenAppointment(appointment, source, context.locale) },
    { effect: 'appointment-cancelled', appointment },
  );
}
