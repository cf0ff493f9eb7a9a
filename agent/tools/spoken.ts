import type { Appointment, Slot } from '../call/call-state.ts';
import { slotStart, speakDate, speakTime } from '../capture/speak.ts';
import { speakWhat } from '../capture/speak-appointment.ts';
import type { PlaybookSource } from '../playbook/schema.ts';

/** A slot as a model is told of it: exact for the next tool call, and in words ready to be said. */
export interface SpokenSlot extends Slot {
  spokenDay: string;
  spokenTime: string;
}

/** Says a slot in the caller's language, by the business's clock. */
export function spokenSlot(slot: Slot, locale: string): SpokenSlot {
  const { day, time } = slotStart(slot);
  return {
    ...slot,
    spokenDay: speakDate(day, locale),
    spokenTime: speakTime(time, locale),
  };
}

/** An appointment as a model is told of it. */
export interface SpokenAppointment extends SpokenSlot {
  appointmentId: string;
  name: string;
  phone: string;
  reason: string;
  spokenReason: string;
}

export function spokenAppointment(
  appointment: Appointment,
  source: PlaybookSource,
  locale: string,
): SpokenAppointment {
  const { id, name, phone, reason, slot } = appointment;
  return {
    appointmentId: id,
    name,
    phone,
    reason,
    spokenReason: speakWhat(appointment, source, locale),
    ...spokenSlot(slot, locale),
  };
}
