import { LineCounter, parseDocument } from 'yaml';

/** A line that stood out of its group, and was put in line. */
export interface Slip {
  /** From 1. */
  line: number;
  /** Spaces before it as written, and before the others of its group. */
  indent: number;
  others: number;
}

export interface Aligned {
  text: string;
  slips: Slip[];
  /** By how many spaces a line (from 1) was moved to the right. */
  moved: ReadonlyMap<number, number>;
}

/** A file with more slips than this is not written in YAML. */
const MOST_SLIPS = 50;

/**
 * Puts lines in line that are indented by a space or two otherwise than their group, as far as that leaves fewer such
 * lines: one slip then is one problem, and the rest of the file can be checked. Pure.
 */
export function alignIndents(text: string): Aligned {
  let lines = text.split('\n');
  const slips: Slip[] = [];
  const moved = new Map<number, number>();
  for (let found = outOfLine(lines); found[0] !== undefined && slips.length < MOST_SLIPS; ) {
    const before = found.length;
    const best = waysToAlign(lines, found[0])
      .map((way) => ({ way, left: outOfLine(way.lines) }))
      .toSorted((a, b) => a.left.length - b.left.length)[0];
    if (best === undefined || best.left.length >= before) break;
    lines = best.way.lines;
    found = best.left;
    slips.push(best.way.slip);
    for (const line of best.way.shifted)
      moved.set(line, (moved.get(line) ?? 0) + best.way.slip.others - best.way.slip.indent);
  }
  return { text: lines.join('\n'), slips, moved };
}

/** The lines (from 1) that the reader finds out of line with their group. */
function outOfLine(lines: readonly string[]): number[] {
  const counter = new LineCounter();
  const { errors } = parseDocument(lines.join('\n'), { lineCounter: counter, prettyErrors: false });
  return errors
    .filter(({ code, message }) => code === 'BAD_INDENT' && !message.startsWith('Flow'))
    .map(({ pos }) => counter.linePos(pos[0]).line);
}

interface Way {
  lines: string[];
  shifted: number[];
  slip: Slip;
}

/** The line moved to those before it, or those before it moved to the line. */
function waysToAlign(lines: readonly string[], line: number): Way[] {
  const own = indentOf(lines[line - 1]) ?? 0;
  const above = block(lines, line - 1, -1, own);
  const group = Math.min(...above.map((index) => indentOf(lines[index - 1]) ?? Infinity));
  if (!Number.isFinite(group)) return [];
  const first = above.findLast((index) => indentOf(lines[index - 1]) === group) ?? line;
  const itself = [line, ...block(lines, line + 1, 1, own)];
  return [
    { ...shift(lines, itself, group - own), slip: { line, indent: own, others: group } },
    { ...shift(lines, above, own - group), slip: { line: first, indent: group, others: own } },
  ];
}

/** The lines from there on, up or down, that are indented deeper; empty ones between them count as part of it. */
function block(lines: readonly string[], from: number, step: 1 | -1, deeperThan: number): number[] {
  const found: number[] = [];
  for (let line = from; line >= 1 && line <= lines.length; line += step) {
    const indent = indentOf(lines[line - 1]);
    if (indent !== undefined && indent <= deeperThan) break;
    if (indent !== undefined) found.push(line);
  }
  return found;
}

function shift(lines: readonly string[], numbers: readonly number[], by: number): Omit<Way, 'slip'> {
  const shifted = new Set(numbers);
  return {
    lines: lines.map((line, index) => {
      if (!shifted.has(index + 1)) return line;
      return by >= 0 ? ' '.repeat(by) + line : line.slice(-by);
    }),
    shifted: [...numbers],
  };
}

/** Spaces before the line's words; undefined for a line without any. */
function indentOf(line: string | undefined): number | undefined {
  const words = line?.search(/\S/) ?? -1;
  return words < 0 ? undefined : words;
}
