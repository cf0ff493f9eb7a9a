import type { CallState } from '../call/call-state.ts';
import { asksToConfirm } from '../call/fold-confirmation.ts';
import { standOf } from '../flow/stand.ts';
import { stepsOf } from '../playbook/goals.ts';
import type { Expect } from '../turn/expect.ts';
import { type Progress, spokenText } from './progress.ts';
import { stateNow } from './state-now.ts';
import { stepText } from './step-text.ts';
import type { WritingTurn } from './writing-turn.ts';

/**
 * The state that a writer is told. In a goal with steps it has this turn's tools and steps in it, because the next
 * words depend on them; else the results of the writer's own tools stand beside it.
 */
export function stateAfterSteps(turn: WritingTurn, progress: Progress): CallState {
  const { goal } = turn.state;
  const stepped = goal !== null && stepsOf(turn.playbook.source, goal) !== undefined;
  return stepped ? stateNow(turn, progress) : turn.state;
}

/**
 * The reading back, where a writer asks for the caller's yes without having said it: what a yes confirms is what
 * the caller heard, so the playbook's own words must have been among it.
 */
export function missingReadBack(turn: WritingTurn, progress: Progress, expect: Expect): string | undefined {
  const { source } = turn.playbook;
  const state = stateNow(turn, progress);
  if (!asksToConfirm(expect, state.goal)) return undefined;
  const stand = standOf(state, source, turn.startedMs);
  if (stand?.standing.at !== 'confirm') return undefined;
  const text = stepText(stand.standing.node.deed.text, state, source);
  return spokenText(progress.answer).includes(text) ? undefined : text;
}
