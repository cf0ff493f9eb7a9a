import * as z from 'zod';
import type { CallState } from '../call/call-state.ts';
import { type Stand, standOf } from '../flow/stand.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { slotIsSettled } from './slot-settled.ts';
import { stepText } from './step-text.ts';

/** Where the talk stands in a goal with steps, for whoever writes the next words. */
export const StepSituation = z.strictObject({
  /** The step's name. */
  name: z.string(),
  /** What is to be done now. Everything else that steps do has been done already. */
  do: z.enum(['ask', 'read-back', 'find-appointment', 'offer-person']),
  /** The fields of the way so far, in order: the first one that is not known is asked for. */
  fields: z.array(z.string()),
  /** What is to be read back, or said before a person is offered, word for word. */
  say: z.string().optional(),
});
export type StepSituation = z.infer<typeof StepSituation>;

/** Where the call stands in the steps of its goal; undefined for a goal without steps. */
export function stepSituation(
  state: CallState,
  source: PlaybookSource,
  nowMs: number,
): StepSituation | undefined {
  const stand = standOf(state, source, nowMs);
  if (stand === undefined) return undefined;
  const name = stand.standing.node?.id ?? stand.goal;
  return { name, fields: fieldsOf(stand), ...deedOf(stand, state, source) };
}

function deedOf(
  { standing, asked }: Stand,
  state: CallState,
  source: PlaybookSource,
): Pick<StepSituation, 'do' | 'say'> {
  switch (standing.at) {
    case 'collect':
      return { do: 'ask' };
    case 'appointment':
      return { do: 'find-appointment' };
    case 'confirm':
      return slotIsSettled(state, asked, source)
        ? { do: 'read-back', say: stepText(standing.node.deed.text, state, source) }
        : { do: 'ask' };
    case 'spent': {
      const { text } = standing.node.deed;
      return { do: 'offer-person', ...(text === undefined ? {} : { say: stepText(text, state, source) }) };
    }
    default:
      return { do: 'offer-person' };
  }
}

/** What a tool misses may be asked for nowhere on the way; it is asked for then. */
function fieldsOf({ asked, standing }: Stand): string[] {
  const missing = standing.at === 'collect' ? standing.missing : [];
  return [...new Set([...asked, ...missing])];
}
