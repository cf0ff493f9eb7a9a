import type { Understanding } from '../capture/understanding.ts';
import { standOf } from '../flow/stand.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { CONFIRMS, type Expect } from '../turn/expect.ts';
import type { CallState } from './call-state.ts';
import { foldStep } from './fold-steps.ts';

/** Whether a yes to this question confirms what was read back for the goal. Models name the goal itself. */
export function asksToConfirm(expect: Expect, goal: string | null): boolean {
  return (
    expect.kind === 'yes-no' &&
    expect.confirms !== undefined &&
    (expect.confirms === CONFIRMS.goal || expect.confirms === goal)
  );
}

/**
 * Folds in a yes to what was read back, before anything else of the caller's words: what they add to it changes
 * fields, and what is confirmed is what they heard.
 */
export function foldConfirmation(
  state: CallState,
  { answer }: Understanding,
  playbook: CompiledPlaybook,
  nowMs: number,
): CallState {
  if (answer !== 'yes' || !asksToConfirm(state.expect, state.goal)) return state;
  const stand = standOf(state, playbook.source, nowMs);
  if (stand?.standing.at !== 'confirm') return state;
  const { node, of } = stand.standing;
  return foldStep(state, { goal: stand.goal, step: node.id, outcome: 'confirmed', of, tools: 0 }, playbook);
}
