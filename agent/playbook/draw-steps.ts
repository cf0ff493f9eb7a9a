import { whenText } from './condition.ts';
import type { Deed, Graph, Way } from './graph.ts';
import { arrow, quoted } from './mermaid.ts';
import { nodeTitle } from './step-words.ts';

/** How a step is drawn: what is asked in a box, a tool in a slanted one, an end in a round one. */
const SHAPES: Record<Deed['kind'], readonly [string, string]> = {
  collect: ['[', ']'],
  tool: ['[/', '/]'],
  say: ['>', ']'],
  confirm: ['{', '}'],
  forget: ['[', ']'],
  person: ['([', '])'],
  done: ['([', '])'],
  pass: ['((', '))'],
};

/** The steps of a goal as lines of a Mermaid flowchart, from the node `prefix` that stands for the goal. */
export function drawSteps({ start, nodes }: Graph, prefix: string): string[] {
  const ids = new Map([...nodes.keys()].map((id, index) => [id, `${prefix}_s${index}`]));
  const drawn = [...nodes.values()].map((node) => {
    const [open, close] = SHAPES[node.deed.kind];
    return `  ${ids.get(node.id)}${open}${quoted(nodeTitle(node))}${close}`;
  });
  const ways = [...nodes.values()].flatMap(({ id, deed, ways: on }) => [
    ...waysFrom(ids.get(id), on, ids),
    ...(deed.kind === 'tool' ? waysFrom(ids.get(id), deed.failed ?? [], ids, 'failed') : []),
  ]);
  return [...drawn, ...waysFrom(prefix, start, ids), ...ways];
}

function waysFrom(
  from: string | undefined,
  ways: readonly Way[],
  ids: ReadonlyMap<string, string>,
  first = '',
): string[] {
  return ways.flatMap(({ when, to }, index) => {
    const target = ids.get(to);
    const condition = when.length > 0 ? whenText([...when]) : index === 0 ? '' : 'else';
    const label = [first, condition].filter((part) => part !== '').join(', ');
    return from === undefined || target === undefined ? [] : [`  ${from} ${arrow(label)} ${target}`];
  });
}
