import type { Deed, Graph, Node, Way } from '../flow/graph.ts';
import { conditionText, whenText } from './condition.ts';
import type { Localized } from './schema.ts';

/** The steps of a goal in plain words, a line a step: what a model is told, and what a person can check. */
export function stepLines({ start, nodes }: Graph, locale: string): string[] {
  return [
    `Begins ${waysText(start)}.`,
    ...[...nodes.values()].map(({ id, deed, ways }) => `- ${id}: ${nodeText(deed, ways, locale)}`),
  ];
}

function nodeText(deed: Deed, ways: readonly Way[], locale: string): string {
  const on = ways.length === 0 ? '' : ` Then ${waysText(ways)}.`;
  switch (deed.kind) {
    case 'collect':
      return `ask for ${deed.collect.map((field) => fieldText(field, deed.only)).join(', ')}.${on}`;
    case 'tool': {
      const failed = deed.failed === undefined ? '' : ` If it fails, ${waysText(deed.failed)}.`;
      return `${deed.tool} runs.${on}${failed}`;
    }
    case 'say':
      return `is said: "${textOf(deed.text, locale)}"${on}`;
    case 'confirm':
      return `is read back: "${textOf(deed.text, locale)}"${on.replace('Then', 'After a yes')}`;
    case 'forget':
      return `${said(deed.text, locale)}${deed.fields.join(', ')} is asked for again.${on}`;
    case 'person':
      return `${said(deed.text, locale)}a person takes over: ${deed.why}`;
    case 'done':
      return `is said: "${textOf(deed.text, locale)}" The goal is reached.`;
    case 'pass':
      return on.trim();
  }
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

function said(text: Localized | undefined, locale: string): string {
  return text === undefined ? '' : `is said: "${textOf(text, locale)}" `;
}

/** What the loader made sure is there in every language of the playbook. */
function textOf(text: Localized, locale: string): string {
  const found = text[locale];
  if (found === undefined) throw new Error(`A step has a text without a translation to ${locale}.`);
  return found;
}
