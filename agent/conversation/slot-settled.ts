import type { CallState } from '../call/call-state.ts';
import { slotStart } from '../capture/speak.ts';
import type { Field, PlaybookSource } from '../playbook/schema.ts';

/**
 * Whether a day and a time that were asked for are known to be free: one of the slots that were offered. True where
 * no slot is to be found, because nothing of the kind was asked for or nothing can be looked up.
 */
export function slotIsSettled(
  { fields, offers }: Pick<CallState, 'fields' | 'offers'>,
  asked: readonly string[],
  { fields: types, tools }: Pick<PlaybookSource, 'fields' | 'tools'>,
): boolean {
  const known = (type: Field['type']): string | undefined => {
    const id = asked.find((field) => types[field]?.type === type);
    return id === undefined ? undefined : fields[id]?.value;
  };
  const [day, time] = [known('date'), known('time')];
  if (day === undefined || time === undefined || !tools.includes('find_free_slots')) return true;
  return offers.map(slotStart).some((start) => start.day === day && start.time === time);
}
