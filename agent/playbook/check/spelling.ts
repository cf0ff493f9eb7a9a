import type { z } from 'zod';
import type { Finding, Path } from './finding.ts';
import { pathText } from './finding.ts';
import { didYouMean, nearest } from './nearest.ts';
import { isGroup, type Shape, shapeOf } from './schema-shape.ts';

/** A longer list of keys hides the message instead of helping. */
const MAX_KEYS_LISTED = 10;

/** A document whose keys are all known. */
export interface Spelled {
  value: unknown;
  findings: Finding[];
  /** The path as it stands in the file, misspelled keys and all. */
  asWritten(path: Path): Path;
}

/**
 * Finds keys that the schema does not know. A key that is likely a missing one misspelled is taken for it,
 * so that what stands under it is checked in the same run; others are left out of the value. `document` is
 * what messages call the whole.
 */
export function checkSpelling(schema: z.ZodType, value: unknown, document = 'playbook'): Spelled {
  const findings: Finding[] = [];
  const written = new Map<string, string>();
  const asWritten = (path: Path): Path =>
    path.map((step, index) => written.get(JSON.stringify(path.slice(0, index + 1))) ?? step);

  const spell = (part: z.ZodType, content: unknown, path: Path): unknown => {
    const shape = shapeOf(part, content);
    if (shape.kind === 'list' && Array.isArray(content))
      return content.map((item, index) => spell(shape.element, item, [...path, index]));
    if (shape.kind === 'record' && isGroup(content))
      return mapGroup(content, (key, member) => [key, spell(shape.value, member, [...path, key])]);
    if (shape.kind === 'object' && isGroup(content)) return spellKeys(shape, content, path);
    return content;
  };

  const spellKeys = (
    shape: Extract<Shape, { kind: 'object' }>,
    content: Record<string, unknown>,
    path: Path,
  ): unknown => {
    const missing = new Set([...shape.keys.keys()].filter((key) => !Object.hasOwn(content, key)));
    return mapGroup(content, (key, member) => {
      const known = shape.keys.get(key);
      if (known !== undefined) return [key, spell(known.schema, member, [...path, key])];
      const meant = nearest(key, missing);
      findings.push({
        path: [...asWritten(path), key],
        at: 'key',
        message: unknownKey(key, meant, shape, path.length === 0 ? `a ${document}` : pathText(path)),
      });
      const target = meant === undefined ? undefined : shape.keys.get(meant);
      if (meant === undefined || target === undefined) return undefined;
      missing.delete(meant);
      written.set(JSON.stringify([...path, meant]), key);
      return [meant, spell(target.schema, member, [...path, meant])];
    });
  };

  return { value: spell(schema, value, []), findings, asWritten };
}

function unknownKey(
  key: string,
  meant: string | undefined,
  shape: Extract<Shape, { kind: 'object' }>,
  where: string,
): string {
  const known = [...shape.keys.keys()];
  if (meant !== undefined) return `unknown key "${key}"; did you mean "${meant}"?`;
  const possible =
    known.length <= MAX_KEYS_LISTED
      ? `; ${where} can have ${known.join(', ')}`
      : `; ${where} has no such key`;
  return `unknown key "${key}"${didYouMean(key, known, possible)}`;
}

function mapGroup(
  group: Record<string, unknown>,
  change: (key: string, value: unknown) => [string, unknown] | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(group).flatMap(([key, value]) => {
      const changed = change(key, value);
      return changed === undefined ? [] : [changed];
    }),
  );
}
