import { PlaybookSource } from '../schema.ts';
import { merged } from '../variant.ts';
import { readDraft } from './draft.ts';
import { type Finding, type Path, pathText } from './finding.ts';
import type { LocalizedText } from './localized-text.ts';
import { didYouMean } from './nearest.ts';
import { RULES } from './rules.ts';
import { isGroup } from './schema-shape.ts';
import { checkShape } from './shape.ts';
import { checkSpelling } from './spelling.ts';

/** Parts of a playbook of which a variant changes some entries by their name. */
const NAMED_PARTS = ['languages', 'fields', 'goals', 'objections'] as const;
/** One variant is no split. */
const FEWEST = 2;

/** The texts that stand outside of variants. Those of a variant are checked as part of the playbook that it makes. */
export function textsOfBase(texts: readonly LocalizedText[]): LocalizedText[] {
  return texts.filter(({ path }) => path[0] !== 'variants');
}

/**
 * Checks each variant as the playbook that it makes, by all rules. What is wrong without it too is not told again,
 * nor what is wrong with the form of the variant itself, which the schema tells.
 * `value` is a playbook whose keys are all known.
 */
export function checkVariants(value: unknown): Finding[] {
  if (!isGroup(value) || !isGroup(value.variants)) return [];
  const { variants, ...base } = value;
  const known = new Set(findingsIn(base).map(keyOf));
  const written = Object.entries(variants);
  return [
    ...tooFew(written.length),
    ...written.flatMap(([id, variant]) =>
      isGroup(variant) ? [...unknownNames(id, variant, base), ...newFindings(id, variant, base, known)] : [],
    ),
  ];
}

function tooFew(count: number): Finding[] {
  if (count >= FEWEST) return [];
  const message =
    'variants are compared with each other: add at least two, one of which may have nothing but its weight';
  return [{ path: ['variants'], at: 'key', message }];
}

/** A variant changes words of what the playbook has, and adds nothing to it. */
function unknownNames(
  id: string,
  variant: Record<string, unknown>,
  base: Record<string, unknown>,
): Finding[] {
  return NAMED_PARTS.flatMap((part) => {
    const names = Object.keys(groupIn(base, part));
    return Object.keys(groupIn(variant, part))
      .filter((name) => !names.includes(name))
      .map(
        (name): Finding => ({
          path: ['variants', id, part, name],
          at: 'key',
          message: `${part} of the playbook has no "${name}" that a variant could change${didYouMean(name, names)}`,
        }),
      );
  });
}

function newFindings(
  id: string,
  { weight: _weight, ...variant }: Record<string, unknown>,
  base: Record<string, unknown>,
  known: ReadonlySet<string>,
): Finding[] {
  const changes = Object.fromEntries(
    Object.entries(variant).map(([part, change]) => [part, onlyKnown(part, change, base)]),
  );
  return findingsIn(merged(base, changes))
    .filter((finding) => !known.has(keyOf(finding)))
    .map((finding) => ({
      ...finding,
      path: ['variants', id, ...finding.path],
      message: `in variant ${id}: ${finding.message}`,
    }));
}

function onlyKnown(part: string, change: unknown, base: Record<string, unknown>): unknown {
  if (!NAMED_PARTS.some((named) => named === part) || !isGroup(change)) return change;
  const names = Object.keys(groupIn(base, part));
  return Object.fromEntries(Object.entries(change).filter(([name]) => names.includes(name)));
}

function findingsIn(value: unknown): Finding[] {
  const { findings } = checkSpelling(PlaybookSource, value);
  const { texts } = checkShape(PlaybookSource, value);
  const draft = readDraft(value);
  return [...findings, ...RULES.flatMap((rule) => rule(draft, texts))];
}

function keyOf({ path, message }: Finding): string {
  return JSON.stringify([pathText(path satisfies Path), message]);
}

function groupIn(value: Record<string, unknown>, part: string): Record<string, unknown> {
  const found = value[part];
  return isGroup(found) ? found : {};
}
