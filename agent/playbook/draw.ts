import { conditionText, whenText } from './condition.ts';
import { drawSteps } from './draw-steps.ts';
import { stepsOf } from './goals.ts';
import { arrow, quoted } from './mermaid.ts';
import type { Goal, PlainGoal, PlaybookSource } from './schema.ts';

/**
 * The goals of a playbook and their steps as a Mermaid flowchart: what is asked for in which order, under which
 * condition, what is looked up, read back and done.
 */
export function drawPlaybook(source: PlaybookSource, locale: string): string {
  const goals = Object.entries(source.goals).flatMap(([id, goal], index) =>
    drawGoal(id, goal, `g${index}`, source, locale),
  );
  const objections = Object.keys(source.objections ?? {}).map(
    (id, index) => `  caller -. ${quoted(`objects: ${id}`)} .-> o${index}([${quoted('talk tracks')}])`,
  );
  return ['flowchart TD', `  caller((${quoted('caller')}))`, ...goals, ...objections].join('\n');
}

function drawGoal(id: string, goal: Goal, prefix: string, source: PlaybookSource, locale: string): string[] {
  const head = `  caller --> ${prefix}[[${quoted(`${id}: ${goal.label[locale] ?? id}`)}]]`;
  const graph = stepsOf(source, id);
  if (graph !== undefined) return [head, ...drawSteps(graph, prefix)];
  return 'collect' in goal ? [head, ...drawPlain(goal, prefix, source)] : [head];
}

function drawPlain(goal: PlainGoal, prefix: string, source: PlaybookSource): string[] {
  const lines: string[] = [];
  let open = [{ from: prefix, label: '' }];
  const step = (node: string, shape: string, label = ''): void => {
    lines.push(
      ...open.map((edge) => `  ${edge.from} ${arrow(label === '' ? edge.label : label)} ${node}${shape}`),
    );
  };
  for (const [index, field] of goal.collect.entries()) {
    const node = `${prefix}_f${index}`;
    const condition = goal.only?.[field];
    const type = source.fields[field]?.type ?? '?';
    step(node, `[${quoted(`${field} (${type})`)}]`, condition === undefined ? '' : conditionText(condition));
    open =
      condition === undefined
        ? [{ from: node, label: '' }]
        : [{ from: node, label: '' }, ...open.map(({ from }) => ({ from, label: 'else' }))];
  }
  if (goal.lookup !== undefined) {
    step(`${prefix}_l`, `[/${quoted(goal.lookup)}/]`);
    open = [{ from: `${prefix}_l`, label: '' }];
  }
  step(`${prefix}_c`, `{${quoted('read back')}}`);
  lines.push(`  ${prefix}_c ${arrow('yes')} ${prefix}_t[/${quoted(goal.tool)}/]`);
  lines.push(`  ${prefix}_t --> ${prefix}_d([${quoted('done')}])`);
  for (const { when } of goal.person ?? [])
    lines.push(`  ${prefix} -. ${quoted(whenText(when))} .-> ${prefix}_p([${quoted('person')}])`);
  return lines;
}
