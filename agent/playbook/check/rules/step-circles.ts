import { type Finding, pathText, quotedList } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { type StepGraph, type StepNode, stepGraphs } from '../step-graph.ts';

/** Steps that lead round to themselves end only if something on the way is asked for once more. */
const circlesEnd: Rule = (draft) => stepGraphs(draft).flatMap((graph) => circles(graph));

function circles(graph: StepGraph): Finding[] {
  const findings: Finding[] = [];
  const told = new Set<string>();
  for (const { id } of graph.nodes.values()) {
    const round = wayRound(graph, id);
    if (round === undefined || round.some((node) => told.has(node.id))) continue;
    for (const node of round) told.add(node.id);
    const problem = whatIsWrong(round);
    if (problem !== undefined) findings.push(problem);
  }
  return findings;
}

/** A way from a step back to itself, its steps in order; one without a forgetting step if there is one. */
function wayRound(graph: StepGraph, from: string): StepNode[] | undefined {
  return (
    search(graph, from, from, new Set(), (node) => node.step.forget === undefined) ??
    search(graph, from, from, new Set(), () => true)
  );
}

function search(
  { nodes }: StepGraph,
  at: string,
  to: string,
  seen: Set<string>,
  allowed: (node: StepNode) => boolean,
): StepNode[] | undefined {
  const node = nodes.get(at);
  if (node === undefined || seen.has(at) || !allowed(node)) return undefined;
  seen.add(at);
  for (const { to: next } of node.ways) {
    if (next === undefined) continue;
    if (next === to) return [node];
    const rest = search({ nodes, path: [], start: [] }, next, to, seen, allowed);
    if (rest !== undefined) return [node, ...rest];
  }
  return undefined;
}

function whatIsWrong(round: readonly StepNode[]): Finding | undefined {
  const [first] = round;
  if (first === undefined) return undefined;
  const forgotten = new Set(round.flatMap(({ step }) => step.forget ?? []));
  const collected = round.flatMap(({ step }) => step.collect ?? []).filter((field) => field !== undefined);
  const forgetting = round.find(({ step }) => step.forget !== undefined);
  if (forgetting === undefined)
    return {
      path: first.path,
      at: 'key',
      message: `the steps ${quotedList(round.map(({ id }) => id))} go round in a circle that cannot end; lead out of it, or put a step with forget into it, so that something is asked for once more`,
    };
  if (collected.some((field) => forgotten.has(field))) return undefined;
  return {
    path: [...forgetting.path, 'forget'],
    at: 'key',
    message: `the circle through ${pathText(forgetting.path)} asks for nothing that it forgets and cannot end; ${collected.length === 0 ? 'ask for a field on the way round' : `forget ${quotedList(collected)}`}`,
  };
}

export const circleRules: readonly Rule[] = [circlesEnd];
