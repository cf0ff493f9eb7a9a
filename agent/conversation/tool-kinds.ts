/** Tools that change the world. Thinking ahead stops before the first of them. */
const CHANGING: ReadonlySet<string> = new Set([
  'book_appointment',
  'reschedule_appointment',
  'cancel_appointment',
]);

/** Tools whose result holds nothing to speak of: a model that has spoken need not be asked again. */
const SILENT: ReadonlySet<string> = new Set(['note_fields', 'transfer_to_person', 'end_call']);

/** Whether the tool changes something outside the call. */
export function changesTheWorld(tool: string): boolean {
  return CHANGING.has(tool);
}

/** Whether the tool's result gives the model nothing to say. */
export function isSilent(tool: string): boolean {
  return SILENT.has(tool);
}
