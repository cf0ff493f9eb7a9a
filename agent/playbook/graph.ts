import { conditionsOf } from './condition.ts';
import type {
  Condition,
  Flow,
  InputSource,
  Localized,
  Next,
  PlaybookSource,
  Step,
  SteppedGoal,
} from './schema.ts';

/** A way on from a step. All its conditions must be facts. */
export interface Way {
  when: readonly Condition[];
  to: string;
}

/** What is done at a step. */
export type Deed =
  | { kind: 'collect'; collect: string[]; only: Readonly<Record<string, Condition>> | undefined }
  | {
      kind: 'tool';
      tool: string;
      /** Undefined where the tool takes what it needs from the goal's fields by their types. */
      input: Readonly<Record<string, InputSource>> | undefined;
      /** Undefined where a person is offered. */
      failed: readonly Way[] | undefined;
    }
  | { kind: 'say'; text: Localized }
  | { kind: 'confirm'; text: Localized }
  | { kind: 'forget'; fields: readonly string[]; text: Localized | undefined }
  | { kind: 'person'; why: string; text: Localized | undefined }
  /** The goal ends here, reached or not. */
  | { kind: 'done'; text: Localized; reached: boolean }
  /** Nothing is done: the ways part here, or a flow begins. */
  | { kind: 'pass' };

export interface Node {
  /** The step's name; that of a step of a flow stands after the step that uses the flow: `need/name`. */
  id: string;
  deed: Deed;
  ways: readonly Way[];
}

/** The steps of a goal, those of its flows put in their places. */
export interface Graph {
  start: readonly Way[];
  nodes: ReadonlyMap<string, Node>;
}

/** A flow that leads into itself never comes back. `playbook check` finds it before a call does. */
export class FlowUsesItself extends Error {
  override readonly name = 'FlowUsesItself';
  constructor(way: readonly string[]) {
    super(`The flow ${way.join(' uses ')}. Take one of these steps out; run: parley playbook check.`);
  }
}

/** The graph of a goal that has steps. Throws `FlowUsesItself`. */
export function graphOf(
  { start, steps }: Pick<SteppedGoal, 'start' | 'steps'>,
  flows: PlaybookSource['flows'],
): Graph {
  const nodes = new Map<string, Node>();
  const ways = expand({ start, steps }, { prefix: '', back: [], using: [] }, flows ?? {}, nodes);
  return { start: ways, nodes: inOrderOfTheWay(ways, nodes) };
}

/**
 * The steps as a talk comes to them: the first way to its end, then the others; what is never reached comes last.
 * The order of the names in the file says nothing (`compile` sorts them).
 */
function inOrderOfTheWay(start: readonly Way[], nodes: ReadonlyMap<string, Node>): Map<string, Node> {
  const ordered = new Map<string, Node>();
  const visit = (ways: readonly Way[]): void => {
    for (const { to } of ways) {
      const node = nodes.get(to);
      if (node === undefined || ordered.has(to)) continue;
      ordered.set(to, node);
      visit(node.ways);
      if (node.deed.kind === 'tool') visit(node.deed.failed ?? []);
    }
  };
  visit(start);
  return new Map([...ordered, ...nodes]);
}

interface Place {
  /** What stands before the names of the steps: nothing in a goal, `need/` in the flow of the step `need`. */
  prefix: string;
  /** Where a step without a next goes: back to the goal that uses the flow. */
  back: readonly Way[];
  /** The flows that are being put in place. */
  using: readonly string[];
}

/** Adds the steps to `nodes`, and answers with the ways in. */
function expand(
  { start, steps }: Flow,
  place: Place,
  flows: Readonly<Record<string, Flow>>,
  nodes: Map<string, Node>,
): readonly Way[] {
  for (const [name, step] of Object.entries(steps)) {
    const id = place.prefix + name;
    const ways = 'next' in step && step.next !== undefined ? waysOf(step.next, place.prefix) : place.back;
    if ('flow' in step) nodes.set(id, enter(id, step.flow, { ...place, back: ways }, flows, nodes));
    else nodes.set(id, { id, deed: deedOf(step, place.prefix), ways });
  }
  return waysOf(start, place.prefix);
}

function enter(
  id: string,
  name: string,
  { back, using }: Place,
  flows: Readonly<Record<string, Flow>>,
  nodes: Map<string, Node>,
): Node {
  const way = [...using, name];
  if (using.includes(name)) throw new FlowUsesItself(way);
  const flow = flows[name];
  const ways = flow === undefined ? back : expand(flow, { prefix: `${id}/`, back, using: way }, flows, nodes);
  return { id, deed: { kind: 'pass' }, ways };
}

function waysOf(next: Next, prefix: string): Way[] {
  if (typeof next === 'string') return [{ when: [], to: prefix + next }];
  return next.map(({ when, go }) => ({ when: conditionsOf(when), to: prefix + go }));
}

function deedOf(step: Exclude<Step, { flow: string }>, prefix: string): Deed {
  if ('collect' in step) return { kind: 'collect', collect: step.collect, only: step.only };
  if ('tool' in step) {
    const failed = step.failed === undefined ? undefined : waysOf(step.failed, prefix);
    return { kind: 'tool', tool: step.tool, input: step.input, failed };
  }
  if ('confirm' in step) return { kind: 'confirm', text: step.confirm };
  if ('forget' in step) return { kind: 'forget', fields: step.forget, text: step.say };
  if ('handover' in step) return { kind: 'person', why: step.handover, text: step.say };
  if ('done' in step) return { kind: 'done', text: step.done, reached: step.reached ?? true };
  if ('say' in step) return { kind: 'say', text: step.say };
  return { kind: 'pass' };
}
