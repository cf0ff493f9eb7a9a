import type { FieldType } from '../playbook/schema.ts';
import type { ToolName } from './tool-name.ts';

/**
 * What a tool's input is made of: for each part, the types of field that can hold it. A field of type date
 * and one of type time together make `start`.
 */
export const TOOL_NEEDS: Record<ToolName, readonly (readonly FieldType[])[]> = {
  find_free_slots: [['date']],
  hold_slot: [['date'], ['time']],
  book_appointment: [['date'], ['time'], ['choice', 'text'], ['person-name'], ['phone']],
  find_appointments: [['phone']],
  reschedule_appointment: [['date'], ['time']],
  cancel_appointment: [],
  find_lead: [],
  create_lead: [],
  update_lead: [],
  open_ticket: [],
  send_text: [],
  decline_texts: [],
  note_fields: [],
  transfer_to_person: [],
  end_call: [],
};

/** Tools that change nothing: they may run as soon as their input is known, and ahead of time. */
export const LOOKUPS: ReadonlySet<string> = new Set<ToolName>(['find_free_slots', 'find_appointments']);

/** Tools that work on an appointment that another tool must have found before. */
export const NEEDS_APPOINTMENT: ReadonlySet<string> = new Set<ToolName>([
  'reschedule_appointment',
  'cancel_appointment',
]);
