import { conditionText, whenText } from './condition.ts';
import type { Deed, Graph, Node, Way } from './graph.ts';

/**
 * A goal with steps as a model is told of it: what is asked for and what runs, in the order of the way. Where the
 * talk stands, and what is said there word for word, is in the situation when it matters: the whole graph in every
 * prompt would cost a thousand tokens for decisions that are not the model's.
 */
export function stepsText({ nodes }: Graph): string {
  const all = [...nodes.values()];
  const asked = all.flatMap(({ deed }) =>
    deed.kind === 'collect' ? deed.collect.map((field) => fieldText(field, deed.only)) : [],
  );
  const run = all.flatMap(({ deed }) => (deed.kind === 'tool' ? [deed.tool] : []));
  const asks = asked.length === 0 ? '' : ` May ask for: ${listed(asked)}.`;
  const runs = run.length === 0 ? '' : ` May run: ${listed(run)}.`;
  return `Goes by steps.${asks}${runs}`;
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}

/** "to need if serviceable is yes, else to sorry". */
export function waysText(ways: readonly Way[]): string {
  return ways
    .map(({ when, to }) => `to ${to}${when.length === 0 ? '' : ` if ${whenText([...when])}`}`)
    .join(', else ');
}

/** What a step is in a word or two: for a drawing. */
export function nodeTitle({ id, deed }: Node): string {
  const title: Record<Deed['kind'], string> = {
    collect: deed.kind === 'collect' ? `ask: ${deed.collect.join(', ')}` : '',
    tool: deed.kind === 'tool' ? deed.tool : '',
    forget: deed.kind === 'forget' ? `ask again: ${deed.fields.join(', ')}` : '',
    say: 'say',
    confirm: 'read back',
    person: 'person',
    done: 'done',
    pass: '',
  };
  return title[deed.kind] === '' ? id : `${id}: ${title[deed.kind]}`;
}

function fieldText(field: string, only: Extract<Deed, { kind: 'collect' }>['only']): string {
  const condition = only?.[field];
  return condition === undefined ? field : `${field} (only if ${conditionText(condition)})`;
}
