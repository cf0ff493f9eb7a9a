import type { FieldType } from '../playbook/schema.ts';
import type { ToolName } from './tool-name.ts';

/**
 * The fields a tool's input is made of, by their ids in the playbook, each with the types it may have. `day`
 * and `time` together make `start`.
 */
export const TOOL_FIELDS: Record<ToolName, Readonly<Record<string, readonly FieldType[]>>> = {
  find_free_slots: { day: ['date'] },
  book_appointment: {
    day: ['date'],
    time: ['time'],
    reason: ['choice', 'text'],
    name: ['person-name'],
    phone: ['phone'],
  },
  find_appointments: { phone: ['phone'] },
  reschedule_appointment: { day: ['date'], time: ['time'] },
  cancel_appointment: {},
  note_fields: {},
  transfer_to_person: {},
  end_call: {},
};

/** Tools that change nothing: they may run as soon as their input is known, and ahead of time. */
export const LOOKUPS: ReadonlySet<ToolName> = new Set<ToolName>(['find_free_slots', 'find_appointments']);

/** Tools that work on an appointment that another tool must have found before. */
export const NEEDS_APPOINTMENT: ReadonlySet<ToolName> = new Set<ToolName>([
  'reschedule_appointment',
  'cancel_appointment',
]);
