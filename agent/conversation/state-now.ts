import type { CallState } from '../call/call-state.ts';
import { foldWork } from '../call/fold-steps.ts';
import type { Progress } from './progress.ts';
import type { WritingTurn } from './writing-turn.ts';

/** The call's state with all that this turn's tools and steps have brought so far. */
export function stateNow(
  { state, playbook }: Pick<WritingTurn, 'state' | 'playbook'>,
  { tools, steps }: Progress,
): CallState {
  return foldWork(
    state,
    tools.map(({ result }) => result),
    steps ?? [],
    playbook,
  );
}
