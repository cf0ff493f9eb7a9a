import { type Graph, graphOf } from './graph.ts';
import { prepared } from './prepared.ts';
import type { Goal, Localized, PlainGoal, PlaybookSource } from './schema.ts';

/** The goal if it is reached by collecting and one tool. */
export function plainGoal(goal: Goal | undefined): PlainGoal | undefined {
  return goal !== undefined && 'collect' in goal ? goal : undefined;
}

/** The goal's steps; undefined for a goal without, or one that there is not. */
export const stepsOf: (source: PlaybookSource, goalId: string) => Graph | undefined = prepared(
  (source: PlaybookSource, goalId: string) => {
    const goal = Object.hasOwn(source.goals, goalId) ? source.goals[goalId] : undefined;
    return goal !== undefined && 'steps' in goal ? graphOf(goal, source.flows) : undefined;
  },
);

/** Every field that the goal may ask for, in the order in which the playbook names them. */
export const collectedFields: (source: PlaybookSource, goalId: string) => readonly string[] = prepared(
  (source: PlaybookSource, goalId: string) => {
    const graph = stepsOf(source, goalId);
    if (graph === undefined) return plainGoal(source.goals[goalId])?.collect ?? [];
    const collected = [...graph.nodes.values()].flatMap(({ deed }) =>
      deed.kind === 'collect' ? deed.collect : [],
    );
    return [...new Set(collected)];
  },
);

/** What the goal reads back to the caller on its ways. */
export function readBacks(source: PlaybookSource, goalId: string): Localized[] {
  const plain = plainGoal(source.goals[goalId]);
  if (plain !== undefined) return [plain.confirm];
  const nodes = stepsOf(source, goalId)?.nodes.values() ?? [];
  return [...nodes].flatMap(({ deed }) => (deed.kind === 'confirm' ? [deed.text] : []));
}

/** The tools that the goal's steps run. */
export function toolsOfSteps(source: PlaybookSource, goalId: string): readonly string[] {
  const nodes = stepsOf(source, goalId)?.nodes.values() ?? [];
  return [...nodes].flatMap(({ deed }) => (deed.kind === 'tool' ? [deed.tool] : []));
}
