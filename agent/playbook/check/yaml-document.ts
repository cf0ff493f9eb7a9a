import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { type Aligned, alignIndents, type Slip } from './align-indents.ts';
import type { Finding } from './finding.ts';

/** A place in a text, both from 1. */
export interface Place {
  line: number;
  column: number;
}

export interface FormProblem extends Place {
  message: string;
}

/** A YAML text, read. */
export interface YamlDocument {
  /** What it says, as plain values. */
  value: unknown;
  /** What is wrong with its form, in the order of the text. */
  problems: FormProblem[];
  /**
   * The first line from which on it is anybody's guess what belongs where (a wrong indent, a quote that is
   * not closed). Infinity when the form is right, or wrong only in ways that leave no doubt.
   */
  doubtfulFrom: number;
  /** Where a finding stands: the nearest thing written when the path itself is not. */
  place(finding: Pick<Finding, 'path' | 'at'>): Place;
}

/** How many spaces a tab is taken for, so that the rest of a file with tabs can be checked too. */
const TAB_AS_SPACES = '  ';
/** How many values aliases may stand for; more is a file made to fill the memory (the default of `yaml`). */
const MAX_ALIASES = 100;
const NOT_CLOSED = 'a { or [ before this is not closed; close it';
/** These leave no doubt about what belongs where. */
const HARMLESS = new Set(['DUPLICATE_KEY', 'BAD_SCALAR_START', 'TAB_AS_INDENT']);

/** Reads YAML 1.2. Never throws: what cannot be read is a problem. */
export function readYaml(text: string): YamlDocument {
  const tabs = [...text.matchAll(/^ *\t[ \t]*(?=\S)/gm)];
  const { document, lines, aligned } = parsed(text.replaceAll(/^[ \t]+/gm, spaces));
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: Math.max(1, col - (aligned.moved.get(line) ?? 0)) };
  };
  const explained = new Map(document.errors.map((error) => [error, explain(error, document, placeAt)]));
  if (document.errors.some(({ code }) => code === 'DUPLICATE_KEY')) keepFirstKeys(document);
  const plain = plainValue(document);
  const problems = [
    ...tabs.map((tab) => ({ ...tabPlace(text, tab), message: 'a tab cannot indent; use spaces' })),
    ...aligned.slips.map((slip) => ({ line: slip.line, column: 1, message: explainSlip(slip) })),
    ...firstOfEachBlock(document.errors, placeAt).map((error) => ({
      ...placeAt(error.pos[0]),
      message: explained.get(error) ?? error.message,
    })),
    ...danglingAliases(document).map(({ name, offset }) => ({
      ...placeAt(offset),
      message: `nothing is named "&${name}" above; put text that begins with * in quotes`,
    })),
  ];
  if ('why' in plain && problems.length === 0)
    problems.push({ line: 1, column: 1, message: `this cannot be read: ${plain.why}` });
  const doubtful = document.errors.filter((error) => !HARMLESS.has(error.code));
  return {
    value: 'why' in plain ? undefined : plain.value,
    problems: firstOfEachLine(problems),
    doubtfulFrom:
      'why' in plain ? 1 : Math.min(Infinity, ...doubtful.map((error) => placeAt(error.pos[0]).line)),
    place: ({ path, at }) => placeAt(offsetOf(document, path, at)),
  };
}

/** The text read; where indents are out of line, as it is once they are put in line. */
function parsed(text: string): { document: Document; lines: LineCounter; aligned: Aligned } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const asWritten: Aligned = { text, slips: [], moved: new Map() };
  if (document.errors.every(({ code }) => code !== 'BAD_INDENT'))
    return { document, lines, aligned: asWritten };
  const aligned = alignIndents(text);
  if (aligned.slips.length === 0) return { document, lines, aligned };
  const anew = new LineCounter();
  const options = { lineCounter: anew, prettyErrors: false, logLevel: 'error' } as const;
  return { document: parseDocument(aligned.text, options), lines: anew, aligned };
}

function spaces(indent: string): string {
  return indent.replaceAll('\t', TAB_AS_SPACES);
}

function tabPlace(text: string, tab: RegExpExecArray): Place {
  const line = text.slice(0, tab.index).split('\n').length;
  return { line, column: tab[0].indexOf('\t') + 1 };
}

/** The plain value, or why there is none: aliases of nothing, or so many that the value would fill the memory. */
function plainValue(document: Document): { value: unknown } | { why: string } {
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (cause) {
    return { why: cause instanceof Error ? cause.message : String(cause) };
  }
}

function danglingAliases(document: Document): { name: string; offset: number }[] {
  const dangling: { name: string; offset: number }[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined)
        dangling.push({ name: alias.source, offset: alias.range?.[0] ?? 0 });
    },
  });
  return dangling;
}

/** One slip often makes the reader stumble several times in a line: the first tells most. */
function firstOfEachLine(problems: FormProblem[]): FormProblem[] {
  const seen = new Set<number>();
  return problems
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
    .filter(({ line }) => !seen.has(line) && seen.add(line));
}

/** One indent out of line puts its neighbours out of line too: of lines in a row the first is told. */
function firstOfEachBlock(errors: readonly YAMLError[], placeAt: (offset: number) => Place): YAMLError[] {
  const lineOf = (error: YAMLError) => placeAt(error.pos[0]).line;
  const outOfLine = new Set(errors.filter((error) => error.code === 'BAD_INDENT').map(lineOf));
  return errors.filter((error) => error.code !== 'BAD_INDENT' || !outOfLine.has(lineOf(error) - 1));
}

function explainSlip({ indent, others }: Slip): string {
  const spaces = indent === 1 ? '1 space' : `${indent} spaces`;
  return `this line is indented by ${spaces}, the others of its group by ${others}; indent keys that belong together by the same number of spaces`;
}

function explain(error: YAMLError, document: Document, placeAt: (offset: number) => Place): string {
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return explainDuplicate(error.pos[0], document, placeAt);
    case 'BAD_INDENT':
      if (error.message.startsWith('Flow'))
        return 'a { or [ before this is not closed; close it on its own line';
      return 'this line is not indented like the others of its group; indent keys that belong together by the same number of spaces';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'this cannot be read as "key: value"; check the indentation here and in the next line, and put a text that has a colon in it into quotes';
    case 'BAD_SCALAR_START':
      return 'a text cannot begin with this character; put it into quotes';
    case 'UNEXPECTED_TOKEN':
      return 'this does not belong here; put a text that begins with {, [ or a quote into quotes as a whole';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here; a file holds one playbook, so take out the line ---';
    case 'MISSING_CHAR':
      return explainMissing(error.message);
    default:
      return `${error.message} (YAML)`;
  }
}

function explainMissing(message: string): string {
  if (message.startsWith('Flow')) return NOT_CLOSED;
  const quote = /Missing closing (.)quote/.exec(message)?.[1];
  if (quote !== undefined)
    return `a text that begins with ${quote} is not closed before this; add the closing ${quote}`;
  return 'this cannot be read as "key: value"; is a colon missing, or a dash not in line with the others?';
}

/** Of a key that is written twice the first is checked, which is the one that places are looked up in. */
function keepFirstKeys(document: Document): void {
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      map.items = map.items.filter(({ key }) => {
        const name = isScalar(key) ? key.value : key;
        return !seen.has(name) && seen.add(name);
      });
    },
  });
}

function explainDuplicate(offset: number, document: Document, placeAt: (offset: number) => Place): string {
  let message = 'this key is written twice in the same group; keep one';
  visit(document, {
    Map: (_, map) => {
      const keys = map.items.map((pair) => pair.key).filter(isScalar);
      const second = keys.find((key) => key.range?.[0] === offset);
      if (second === undefined) return undefined;
      const first = keys.find((key) => key.value === second.value);
      const line = placeAt(first?.range?.[0] ?? offset).line;
      message = `key "${String(second.value)}" is written twice in the same group (first in line ${line}); keep one`;
      return visit.BREAK;
    },
  });
  return message;
}

/** Where the thing at that path begins, or the nearest thing around it that is written. */
function offsetOf(document: Document, path: Finding['path'], at: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) return offset;
      node = pair.value;
      const keyOffset = startOf(pair.key) ?? offset;
      offset = last && at === 'value' ? (startOf(node) ?? keyOffset) : keyOffset;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const range = node.range;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
