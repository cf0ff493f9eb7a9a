import type { Appointment, FieldState } from '../call/call-state.ts';
import { slotStart, speakDate, speakReason, speakTime } from '../capture/speak.ts';
import { speakDetails } from '../capture/speak-appointment.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import type { VariableValues } from '../variables/accept.ts';
import { spokenVariables } from '../variables/spoken.ts';

/** What a text of a goal can be filled from. */
export interface TextSources {
  source: PlaybookSource;
  locale: string;
  /** The fields that the goal may ask for. */
  collected: readonly string[];
  fields: Readonly<Record<string, FieldState>>;
  variables: VariableValues;
  appointment: Appointment | null;
}

/** What stands for `{name}`, `{day}` and the others: variables, over them an appointment's parts, over them fields. */
export function spokenValues(sources: TextSources): Record<string, string> {
  const { source, locale, collected, fields, variables, appointment } = sources;
  const known = Object.entries(fields).filter(([id]) => collected.includes(id));
  return {
    company: source.company,
    agent: source.agent.name,
    ...spokenVariables(source, variables, locale),
    ...(appointment === null ? {} : appointmentValues(appointment, source, locale)),
    ...Object.fromEntries(known.map(([id, field]) => [id, field.spoken])),
  };
}

/** What stands for the parts of an appointment as it is in the calendar. */
function appointmentValues(
  appointment: Appointment,
  source: PlaybookSource,
  locale: string,
): Record<string, string> {
  const { day, time } = slotStart(appointment.slot);
  return {
    ...speakDetails(appointment, source, locale),
    day: speakDate(day, locale),
    time: speakTime(time, locale),
    name: appointment.name,
    reason: speakReason(appointment.reason, source, locale),
  };
}
