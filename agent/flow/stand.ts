import type { CallState } from '../call/call-state.ts';
import { collectedFields, stepsOf } from '../playbook/goals.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { knownVariables } from '../variables/known.ts';
import { type Walk, walk } from './walk.ts';

/** A goal with steps, and where the talk stands in it. */
export interface Stand extends Walk {
  goal: string;
}

/** Where a call stands in the goal it pursues; undefined when it pursues none, or one without steps. */
export function standOf(state: CallState, source: PlaybookSource, nowMs: number): Stand | undefined {
  const { goal } = state;
  const graph = goal === null ? undefined : stepsOf(source, goal);
  if (goal === null || graph === undefined) return undefined;
  const walked = walk(graph, {
    goal,
    types: source.fields,
    collected: collectedFields(source, goal),
    fields: state.fields,
    variables: knownVariables(state, source, nowMs),
    appointment: state.appointment,
    keeps: source.calendar.keeps ?? [],
    marks: state.steps ?? {},
    turn: state.turn,
    reasks: source.limits.reasks,
  });
  return { goal, ...walked };
}
