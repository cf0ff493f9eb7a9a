import { allHold, type Facts, fieldsToCollect, OK } from '../playbook/condition.ts';
import { placeholdersOf } from '../playbook/fill.ts';
import type { Graph, Node, Way } from '../playbook/graph.ts';
import type { Localized } from '../playbook/schema.ts';
import { type Marks, markKey, type StepMark } from './mark.ts';
import { signatureOf } from './signature.ts';
import { calendarInput, type InputSources, mappedInput } from './step-input.ts';

/** A node whose deed is of that kind. */
export type NodeOf<K extends Node['deed']['kind']> = Node & { deed: Extract<Node['deed'], { kind: K }> };

/** Where the talk stands in a goal with steps. */
export type Standing =
  /** Something is to be asked for. */
  | { at: 'collect'; node: Node; missing: readonly string[] }
  /** The tool works on an appointment, and none was found yet. */
  | { at: 'appointment'; node: NodeOf<'tool'> }
  | { at: 'say'; node: NodeOf<'say'>; of: string }
  | { at: 'confirm'; node: NodeOf<'confirm'>; of: string }
  | { at: 'tool'; node: NodeOf<'tool'>; input: Readonly<Record<string, unknown>>; of: string }
  /** The tool failed in this turn, and the playbook names no way on. */
  | { at: 'failed'; node: NodeOf<'tool'>; outcome: string }
  | { at: 'forget'; node: NodeOf<'forget'>; fields: readonly string[]; of: string }
  /** What was to be asked for again has been asked for as often as the playbook allows. */
  | { at: 'spent'; node: NodeOf<'forget'> }
  | { at: 'person'; node: NodeOf<'person'> }
  | { at: 'done'; node: NodeOf<'done'> }
  /** No way on is open. `playbook check` finds the playbooks in which that can be. */
  | { at: 'stuck'; node: Node | undefined };

export interface Walk {
  /** The fields that the steps on the way ask for, the step where the talk stands included, in their order. */
  asked: readonly string[];
  standing: Standing;
}

/** All that decides where a talk stands. */
export interface WalkFacts extends InputSources {
  goal: string;
  marks: Marks;
  /** The turn that is being taken. */
  turn: number;
  /** How often the same thing is asked again before a person is offered. */
  reasks: number;
}

/**
 * Where the talk stands: the first step from the start on that the facts do not show as done. It is computed
 * anew each time and stored nowhere, so a corrected field leads to where it would have led at first, and
 * whatever came in between is no more than an interruption. Always ends: no step is passed twice.
 */
export function walk(graph: Graph, given: WalkFacts): Walk {
  const outcomes = new Map<string, string>();
  const variables = withoutThoseOfSteps(given);
  const known: WalkFacts = { ...given, variables };
  const facts: Facts = { fields: known.fields, variables, outcomes };
  const asked = new Set<string>();
  const passed = new Set<string>();
  let ways: readonly Way[] = graph.start;
  let last: Node | undefined;
  for (;;) {
    const node = wayOn(ways, graph, facts);
    if (node === undefined || passed.has(node.id))
      return { asked: [...asked], standing: { at: 'stuck', node: last } };
    passed.add(node.id);
    last = node;
    if (node.deed.kind === 'collect') for (const field of fieldsToCollect(node.deed, facts)) asked.add(field);
    const stop = stopAt(node, facts, [...asked], known);
    if ('standing' in stop) return { asked: [...asked], standing: stop.standing };
    if (stop.mark !== undefined) for (const name of namesOf(node)) outcomes.set(name, stop.mark.outcome);
    Object.assign(variables, stop.mark?.sets);
    ways = stop.ways;
  }
}

/**
 * The variables without those that steps of the goal set: these are facts only of the ways that lead through their
 * steps, or a field given wrong at first would leave its traces on a way that it has nothing to do with.
 */
function withoutThoseOfSteps({ variables, marks, goal }: WalkFacts): Record<string, string> {
  const own = Object.entries(marks).filter(([key]) => key.startsWith(markKey(goal, '')));
  const set = new Set(own.flatMap(([, { sets }]) => Object.keys(sets ?? {})));
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !set.has(name)));
}

/** By what conditions may call the step: its whole name, its own within a flow, and its tool. */
function namesOf({ id, deed }: Node): string[] {
  return [id, ...id.split('/').slice(-1), ...(deed.kind === 'tool' ? [deed.tool] : [])];
}

function wayOn(ways: readonly Way[], { nodes }: Graph, facts: Facts): Node | undefined {
  const open = ways.find(({ when }) => allHold(when.length === 0 ? undefined : [...when], facts));
  return open === undefined ? undefined : nodes.get(open.to);
}

/** Either the talk stands at the node, or the node is done and these are the ways on. */
type Stop = { standing: Standing } | { ways: readonly Way[]; mark?: StepMark };

function stopAt(node: Node, facts: Facts, asked: readonly string[], known: WalkFacts): Stop {
  const { deed } = node;
  switch (deed.kind) {
    case 'pass':
      return { ways: node.ways };
    case 'collect': {
      const missing = fieldsToCollect(deed, facts).filter((field) => known.fields[field] === undefined);
      return missing.length === 0 ? { ways: node.ways } : { standing: { at: 'collect', node, missing } };
    }
    case 'say': {
      const of = signatureOf(valuesIn(deed.text, known));
      return validMark(node, of, known) === undefined
        ? { standing: { at: 'say', node: { ...node, deed }, of } }
        : { ways: node.ways };
    }
    case 'confirm': {
      const of = confirmed(deed.text, asked, known);
      return validMark(node, of, known) === undefined
        ? { standing: { at: 'confirm', node: { ...node, deed }, of } }
        : { ways: node.ways };
    }
    case 'tool':
      return stopAtTool({ ...node, deed }, known);
    case 'forget':
      return stopAtForget({ ...node, deed }, known);
    case 'person':
      return { standing: { at: 'person', node: { ...node, deed } } };
    case 'done':
      return { standing: { at: 'done', node: { ...node, deed } } };
  }
}

function stopAtTool(node: NodeOf<'tool'>, known: WalkFacts): Stop {
  const { tool, input: mapping, failed } = node.deed;
  const input = mapping === undefined ? calendarInput(tool, known) : mappedInput(mapping, known);
  if (!input.ready) {
    if (input.missing.length > 0) return { standing: { at: 'collect', node, missing: input.missing } };
    return { standing: input.needsAppointment ? { at: 'appointment', node } : { at: 'stuck', node } };
  }
  const of = signatureOf(input.given);
  const mark = validMark(node, of, known);
  if (mark === undefined) return { standing: { at: 'tool', node, input: input.input, of } };
  if (mark.outcome === OK) return { ways: node.ways, mark };
  if (failed !== undefined) return { ways: failed, mark };
  // A failure without a way on is tried again in the next turn, when the caller has heard of it.
  return mark.turn === known.turn
    ? { standing: { at: 'failed', node, outcome: mark.outcome } }
    : { standing: { at: 'tool', node, input: input.input, of } };
}

/** With nothing to forget the step is done: that is how a talk passes it after the question has been answered. */
function stopAtForget(node: NodeOf<'forget'>, known: WalkFacts): Stop {
  const fields = node.deed.fields.filter((field) => known.fields[field] !== undefined);
  if (fields.length === 0) return { ways: node.ways };
  const times = known.marks[markKey(known.goal, node.id)]?.times ?? 0;
  if (times >= known.reasks) return { standing: { at: 'spent', node } };
  return { standing: { at: 'forget', node, fields, of: signatureOf(times) } };
}

/** The mark of a step that was done with the values that are known now. */
function validMark(node: Node, of: string, { marks, goal }: WalkFacts): StepMark | undefined {
  const mark = marks[markKey(goal, node.id)];
  return mark?.of === of ? mark : undefined;
}

/** What a yes to a reading back confirms: the fields that its text names, or all that were asked for till then. */
function confirmed(text: Localized, asked: readonly string[], known: WalkFacts): string {
  const named = valuesIn(text, known);
  return signatureOf(named.length > 0 ? named : asked.map((field) => [field, known.fields[field]?.value]));
}

/** The values that a text names, whatever the language. */
function valuesIn(text: Localized, { fields, variables, types }: WalkFacts): unknown[] {
  const names = new Set(Object.values(text).flatMap(placeholdersOf));
  return [...names]
    .filter((name) => Object.hasOwn(types, name) || Object.hasOwn(variables, name))
    .toSorted()
    .map((name) => [name, fields[name]?.value ?? variables[name]]);
}
