import type { CallState } from '../call/call-state.ts';
import type { Understanding } from '../capture/understanding.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { fill } from '../playbook/fill.ts';

export interface OpenerInput {
  playbook: CompiledPlaybook;
  /** As it was when the caller spoke: `expect` is what had been asked. */
  state: CallState;
  understood: Understanding;
}

/**
 * The short acknowledgement that is spoken while the model still writes, or undefined when there is nothing
 * to acknowledge. It only says what plain code is sure of, so that the model's answer cannot contradict it.
 */
export function chooseOpener({ playbook, state, understood }: OpenerInput): string | undefined {
  const ack = acknowledgement({ playbook, state, understood });
  if (ack !== undefined) return ack;
  const recognised = [understood.goal, understood.question].some((found) => found !== undefined);
  if (!recognised && understood.answer !== 'yes') return undefined;
  return rotate(playbook.source.phrases.openers[state.locale] ?? [], state);
}

/** The field's own acknowledgement, when it was asked for and has been answered. */
function acknowledgement({ playbook, state, understood }: OpenerInput): string | undefined {
  if (!('field' in state.expect)) return undefined;
  const { field } = state.expect;
  const captured = understood.fields[field];
  const ack = playbook.source.fields[field]?.ack?.[state.locale];
  return captured === undefined || ack === undefined ? undefined : fill(ack, { value: captured.spoken });
}

/** One opener after the other by turn number, never the one that was used last. */
function rotate(openers: readonly string[], state: CallState): string | undefined {
  const usedBefore = state.history
    .toReversed()
    .map((entry) =>
      entry.who === 'agent' ? openers.find((opener) => entry.text.startsWith(opener)) : undefined,
    )
    .find((opener) => opener !== undefined);
  const fresh = openers.filter((opener) => opener !== usedBefore);
  return fresh[state.turn % fresh.length];
}
