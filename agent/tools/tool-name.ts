import * as z from 'zod';

/** Every tool that a playbook can name. */
export const ToolName = z.enum([
  'find_free_slots',
  'hold_slot',
  'book_appointment',
  'find_appointments',
  'reschedule_appointment',
  'cancel_appointment',
  'find_lead',
  'create_lead',
  'update_lead',
  'open_ticket',
  'send_text',
  'decline_texts',
  'note_fields',
  'transfer_to_person',
  'end_call',
]);
export type ToolName = z.infer<typeof ToolName>;
