import type { Appointment } from '../call/call-state.ts';
import { fill, placeholdersOf } from '../playbook/fill.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { sayValue } from './say-value.ts';
import { slotStart, speakDate, speakReason, speakTime } from './speak.ts';
import { wordsFor } from './words/languages.ts';

/** An appointment as it is said: "a cleaning on Tuesday, December first at three thirty". */
export function speakAppointment(appointment: Appointment, source: PlaybookSource, locale: string): string {
  const { day, time } = slotStart(appointment.slot);
  return fill(wordsFor(locale).say.appointment, {
    reason: speakWhat(appointment, source, locale),
    day: speakDate(day, locale),
    time: speakTime(time, locale),
  });
}

/** What an appointment is: as the playbook says it, or by its reason alone where that needs what was not kept. */
export function speakWhat(appointment: Appointment, source: PlaybookSource, locale: string): string {
  const reason = speakReason(appointment.reason, source, locale);
  const written = source.calendar.spoken?.[locale];
  if (written === undefined) return reason;
  const values = { ...speakDetails(appointment, source, locale), reason };
  return placeholdersOf(written).every((name) => name in values) ? fill(written, values) : reason;
}

/** What was kept with an appointment, as it is said. */
export function speakDetails(
  { details = {} }: Appointment,
  { fields }: PlaybookSource,
  locale: string,
): Record<string, string> {
  const spoken = Object.entries(details).flatMap(([id, value]) => {
    const field = fields[id];
    const said = field === undefined ? undefined : sayValue(field, value, locale);
    return said === undefined ? [] : [[id, said]];
  });
  return Object.fromEntries(spoken);
}
