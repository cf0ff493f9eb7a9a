import type { CallState } from '../call/call-state.ts';
import { slotStart } from '../capture/speak.ts';
import type { Field, PlaybookSource } from '../playbook/schema.ts';
import { appointmentNeeds, suits } from '../tools/appointment-needs.ts';

/**
 * Whether a day and a time that were asked for are known to be free: one of the slots that were offered, and enough
 * for what is known by now. True where no slot is to be found, because nothing of the kind was asked for or nothing
 * can be looked up.
 */
export function slotIsSettled(call: CallState, asked: readonly string[], source: PlaybookSource): boolean {
  const { fields, offers } = call;
  const known = (...types: Field['type'][]): string | undefined => {
    const id = asked.find((field) => types.some((type) => source.fields[field]?.type === type));
    return id === undefined ? undefined : fields[id]?.value;
  };
  const [day, time] = [known('date'), known('time')];
  if (day === undefined || time === undefined || !source.tools.includes('find_free_slots')) return true;
  const needs = appointmentNeeds(source, call, known('choice'));
  return offers
    .filter((slot) => suits(slot, needs))
    .map(slotStart)
    .some((start) => start.day === day && start.time === time);
}
