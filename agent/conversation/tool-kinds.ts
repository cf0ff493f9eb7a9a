import type { PlaybookSource } from '../playbook/schema.ts';

/** Tools that change the world. Thinking ahead stops before the first of them. */
const CHANGING: ReadonlySet<string> = new Set([
  'hold_slot',
  'book_appointment',
  'reschedule_appointment',
  'cancel_appointment',
  'create_lead',
  'update_lead',
  'open_ticket',
  'send_text',
  'decline_texts',
]);

/** Tools whose result holds nothing to speak of: a model that has spoken need not be asked again. */
const SILENT: ReadonlySet<string> = new Set(['note_fields', 'transfer_to_person', 'end_call']);

/** Whether the tool changes something outside the call. A connector does, unless it only gets (RFC 9110, 9.2.1). */
export function changesTheWorld(tool: string, { connectors }: Pick<PlaybookSource, 'connectors'>): boolean {
  const connector =
    connectors !== undefined && Object.hasOwn(connectors, tool) ? connectors[tool] : undefined;
  return connector === undefined ? CHANGING.has(tool) : connector.method !== 'GET';
}

/** Whether the tool's result gives the model nothing to say. */
export function isSilent(tool: string): boolean {
  return SILENT.has(tool);
}
