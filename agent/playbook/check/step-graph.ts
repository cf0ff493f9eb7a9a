import type { Draft } from './draft.ts';
import type { DraftCondition, DraftFlow, DraftNext, DraftStep, DraftWhen } from './draft-steps.ts';
import type { Path } from './finding.ts';
import { nearest } from './nearest.ts';

/** A way on as it is written. */
export interface WrittenWay {
  /** The step that is most likely meant; undefined when there is none of that name. */
  to: string | undefined;
  conditions: DraftCondition[];
}

export interface StepNode {
  /** The step's name, with those of the steps that use its flow before it. */
  id: string;
  /** Where the step stands in the file. */
  path: Path;
  step: DraftStep;
  ways: WrittenWay[];
}

/** The steps of a goal with those of its flows in their places, as far as they are written. */
export interface StepGraph {
  /** `goals.quote`. */
  path: Path;
  start: WrittenWay[];
  nodes: Map<string, StepNode>;
}

/** The graph of every goal that has steps, and of every flow that no goal uses. */
export function stepGraphs({ goals, flows }: Draft): StepGraph[] {
  const graphs = Object.entries(goals).flatMap(([id, goal]) =>
    goal.steps === undefined ? [] : [graphOf(['goals', id], goal, flows)],
  );
  const used = new Set(graphs.flatMap(({ nodes }) => [...nodes.values()].map(({ step }) => step.flow)));
  const alone = Object.entries(flows).filter(([id]) => !used.has(id));
  return [...graphs, ...alone.map(([id, flow]) => graphOf(['flows', id], flow, flows))];
}

/** The places in the file where steps are written: goals and flows, each once. */
export function stepPlaces({ goals, flows }: Draft): { path: Path; written: DraftFlow }[] {
  const all = [
    ...Object.entries(goals).map(([id, written]) => ({ path: ['goals', id], written })),
    ...Object.entries(flows).map(([id, written]) => ({ path: ['flows', id], written })),
  ];
  return all.filter(({ written }) => written.steps !== undefined);
}

/** The conditions of a `when` as a list. */
export function conditionList(when: DraftWhen): DraftCondition[] {
  if (when === undefined) return [];
  return Array.isArray(when) ? when : [when];
}

function graphOf(path: Path, written: DraftFlow, flows: Draft['flows']): StepGraph {
  const nodes: StepGraph['nodes'] = new Map();
  const start = expand(written, { path, prefix: '', back: [], using: [] }, flows, nodes);
  return { path, start, nodes };
}

interface Place {
  path: Path;
  prefix: string;
  back: WrittenWay[];
  using: readonly string[];
}

function expand(
  { start, steps = {} }: DraftFlow,
  place: Place,
  flows: Draft['flows'],
  nodes: StepGraph['nodes'],
): WrittenWay[] {
  const { path, prefix, back, using } = place;
  const names = Object.keys(steps);
  for (const [name, step] of Object.entries(steps)) {
    const id = prefix + name;
    const isEnd = step.handover !== undefined || step.done !== undefined;
    const ways = step.next === undefined ? (isEnd ? [] : back) : waysOf(step.next, names, prefix);
    const flow = step.flow === undefined ? undefined : flows[step.flow];
    const inner =
      step.flow === undefined || flow === undefined || using.includes(step.flow)
        ? undefined
        : expand(
            flow,
            { path: ['flows', step.flow], prefix: `${id}/`, back: ways, using: [...using, step.flow] },
            flows,
            nodes,
          );
    const failed = waysOf(step.failed, names, prefix);
    nodes.set(id, { id, path: [...path, 'steps', name], step, ways: inner ?? [...ways, ...failed] });
  }
  return waysOf(start, names, prefix);
}

function waysOf(next: DraftNext, names: readonly string[], prefix: string): WrittenWay[] {
  if (next === undefined) return [];
  const written = typeof next === 'string' ? [{ when: undefined, go: next }] : next;
  return written.map(({ when, go }) => {
    const meant = go === undefined || names.includes(go) ? go : nearest(go, names);
    return { to: meant === undefined ? undefined : prefix + meant, conditions: conditionList(when) };
  });
}
