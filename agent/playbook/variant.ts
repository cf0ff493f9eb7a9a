import { createHash } from 'node:crypto';
import type { CompiledPlaybook } from './compiled-playbook.ts';
import type { PlaybookSource } from './schema.ts';

/** Bytes of a hash that a share is made of: more than any split can be told apart by. */
const HASH_BYTES = 6;

/**
 * The variant that a caller gets; undefined when the playbook has none. The same caller gets the same one as long
 * as the variants stay, and when one is added or its weight changes only the callers move whose share it is
 * (weighted rendezvous hashing, Thaler and Ravishankar 1998: the highest score wins).
 *
 * @param caller whoever is to get the same variant again: the number, or the call's id where it is withheld.
 */
export function variantFor({ id, variants }: Pick<PlaybookSource, 'id' | 'variants'>, caller: string) {
  let best: { variant: string; score: number } | undefined;
  for (const [variant, { weight }] of Object.entries(variants ?? {})) {
    const score = -weight / Math.log(shareOf(JSON.stringify([id, variant, caller])));
    if (best === undefined || score > best.score) best = { variant, score };
  }
  return best?.variant;
}

/** A number between 0 and 1, neither of them included, the same for the same text. */
function shareOf(text: string): number {
  const hash = createHash('sha256').update(text).digest().readUIntBE(0, HASH_BYTES);
  return (hash + 0.5) / 2 ** (8 * HASH_BYTES);
}

/** Groups are merged key by key; texts, numbers and lists are replaced. */
export function merged(base: unknown, changes: unknown): unknown {
  if (!isGroup(base) || !isGroup(changes)) return changes;
  return {
    ...base,
    ...Object.fromEntries(
      Object.entries(changes).map(([key, change]) => [
        key,
        change === undefined ? base[key] : merged(base[key], change),
      ]),
    ),
  };
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const made = new WeakMap<CompiledPlaybook, Map<string, CompiledPlaybook>>();

/**
 * A playbook as a variant of it runs. The same object every time, because what capture and retrieval prepare is kept
 * by object. A variant that this version does not have (a deployment may have taken it away) is the playbook as
 * written.
 */
export function inVariant(playbook: CompiledPlaybook, variant: string | undefined): CompiledPlaybook {
  const changes = variant === undefined ? undefined : playbook.variants?.[variant];
  if (variant === undefined || changes === undefined) return playbook;
  const ofPlaybook = made.get(playbook) ?? new Map<string, CompiledPlaybook>();
  made.set(playbook, ofPlaybook);
  const known = ofPlaybook.get(variant);
  if (known !== undefined) return known;
  const { source, instructions } = changes;
  const whole: CompiledPlaybook = {
    ...playbook,
    variant,
    source: { ...playbook.source, ...source },
    instructions,
  };
  ofPlaybook.set(variant, whole);
  return whole;
}
