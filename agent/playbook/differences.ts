import * as z from 'zod';
import { pathText } from './check/finding.ts';
import { conditionsOf } from './condition.ts';
import { Branch } from './schema/step.ts';
import type { PlaybookSource } from './schema.ts';
import { waysText } from './step-words.ts';

/** A longer text is cut in the middle of a difference, in characters. */
const LONGEST_SHOWN = 160;

/** The ways on from a step: said as the conditions they are. */
const Branches = z.array(Branch).min(1);

type Path = readonly (string | number)[];

/** What changed from one playbook to another, one sentence a change, in the order of the newer one's keys. */
export function differences(before: PlaybookSource, after: PlaybookSource): string[] {
  return compare(before, after, []);
}

function compare(before: unknown, after: unknown, path: Path): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isGroup(before) && isGroup(after)) return compareGroups(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path);
  return [`${pathText(path)} was ${shown(before)} and is now ${shown(after)}`];
}

function compareGroups(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  path: Path,
): string[] {
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...Object.entries(after).flatMap(([key, value]) =>
      Object.hasOwn(before, key)
        ? compare(before[key], value, [...path, key])
        : [`${pathText([...path, key])} is new: ${shown(value)}`],
    ),
    ...removed.map((key) => `${pathText([...path, key])} is gone; it was ${shown(before[key])}`),
  ];
}

/** Lists of things with an id are compared by it, lists of words by what came and went, others as a whole. */
function compareLists(before: readonly unknown[], after: readonly unknown[], path: Path): string[] {
  const [earlier, later] = [byId(before), byId(after)];
  if (earlier !== undefined && later !== undefined) return compareGroups(earlier, later, path);
  const words = [...before, ...after].every((one) => typeof one === 'string');
  const added = words ? after.filter((one) => !before.includes(one)) : [];
  const removed = words ? before.filter((one) => !after.includes(one)) : [];
  if (added.length === 0 && removed.length === 0)
    return [`${pathText(path)} was ${shown(before)} and is now ${shown(after)}`];
  return [
    ...added.map((one) => `${pathText(path)} now has ${shown(one)}`),
    ...removed.map((one) => `${pathText(path)} no longer has ${shown(one)}`),
  ];
}

function byId(list: readonly unknown[]): Record<string, unknown> | undefined {
  const named = list.flatMap((one) =>
    isGroup(one) && typeof one.id === 'string' ? [[one.id, one] as const] : [],
  );
  return named.length === list.length && list.length > 0 ? Object.fromEntries(named) : undefined;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const branches = Branches.safeParse(value);
  if (branches.success)
    return waysText(branches.data.map(({ when, go }) => ({ when: conditionsOf(when), to: go })));
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}
