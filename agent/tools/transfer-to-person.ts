import type { ToolInput } from './inputs.ts';
import { succeeded, type ToolOutcome } from './outcome.ts';

/** Asks for the call to be handed to a person. The turn does it once the agent has said so. */
export function transferToPerson(input: ToolInput<'transfer_to_person'>): ToolOutcome {
  return succeeded({ transferring: true }, { effect: 'transfer-requested', reason: input.reason });
}
