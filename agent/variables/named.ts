import { conditionsOf } from '../playbook/condition.ts';
import { stepsOf } from '../playbook/goals.ts';
import type { Graph, Node } from '../playbook/graph.ts';
import { prepared } from '../playbook/prepared.ts';
import type { Condition, Goal, PlaybookSource } from '../playbook/schema.ts';

/** The variables that a playbook names: those it declares, and those its conditions and inputs look at. */
export function namedVariables(source: PlaybookSource): ReadonlySet<string> {
  return namedIn(source, '');
}

/** Once a playbook: it is asked for in every turn. */
const namedIn = prepared((source: PlaybookSource): ReadonlySet<string> => {
  const declared = Object.keys(source.variables ?? {});
  const used = Object.entries(source.goals).flatMap(([id, goal]) => {
    const graph = stepsOf(source, id);
    return graph === undefined ? inConditions(conditionsOfGoal(goal)) : inGraph(graph);
  });
  return new Set([...declared, ...used]);
});

function conditionsOfGoal(goal: Goal): Condition[] {
  if (!('collect' in goal)) return [];
  const person = (goal.person ?? []).flatMap(({ when }) => conditionsOf(when));
  return [...Object.values(goal.only ?? {}), ...person];
}

function inGraph({ start, nodes }: Graph): string[] {
  const all = [...nodes.values()];
  const ways = [start, ...all.flatMap(({ ways: on, deed }) => [on, failedOf(deed)])].flat();
  const conditions = [
    ...ways.flatMap(({ when }) => when),
    ...all.flatMap(({ deed }) => (deed.kind === 'collect' ? Object.values(deed.only ?? {}) : [])),
  ];
  return [...inConditions(conditions), ...all.flatMap(({ deed }) => inInput(deed))];
}

function failedOf(deed: Node['deed']): Graph['start'] {
  return deed.kind === 'tool' ? (deed.failed ?? []) : [];
}

function inInput(deed: Node['deed']): string[] {
  if (deed.kind !== 'tool') return [];
  return Object.values(deed.input ?? {}).flatMap((source) =>
    typeof source === 'object' && 'variable' in source ? [source.variable] : [],
  );
}

function inConditions(conditions: readonly Condition[]): string[] {
  return conditions.flatMap((condition) => ('variable' in condition ? [condition.variable] : []));
}
