import type { PlaybookSource } from '../playbook/schema.ts';

/** What an appointment is for, as it is stored, and how long it takes. */
export interface AppointmentReason {
  /** The id of a playbook's choice, or the caller's own words where no choice fits. */
  reason: string;
  minutes: number;
}

/**
 * Finds the playbook's choice that a reason names, by its id or by its label in any language. A reason that
 * is no choice is kept as it is and takes one slot.
 */
export function appointmentReason(
  source: Pick<PlaybookSource, 'fields' | 'calendar'>,
  reason: string,
): AppointmentReason {
  const wanted = reason.trim().toLowerCase();
  for (const field of Object.values(source.fields)) {
    if (field.type !== 'choice') continue;
    for (const [id, choice] of Object.entries(field.choices)) {
      const labels = Object.values(choice.label).map((label) => label.toLowerCase());
      if (id === wanted || labels.includes(wanted))
        return { reason: id, minutes: choice.minutes ?? source.calendar.slotMinutes };
    }
  }
  return { reason: reason.trim(), minutes: source.calendar.slotMinutes };
}
