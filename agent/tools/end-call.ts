import { succeeded, type ToolOutcome } from './outcome.ts';

/** Asks for the call to be ended. The turn does it once the agent has said goodbye. */
export function endCall(): ToolOutcome {
  return succeeded({ ending: true }, { effect: 'call-ending' });
}
