import { createHash } from 'node:crypto';
import { toolNames, toolSpec } from '../tools/catalogue.ts';
import { type CompiledPlaybook, CompiledVariant } from './compiled-playbook.ts';
import { instructionsFor } from './instructions.ts';
import type { Passage } from './passage.ts';
import type { Variant } from './schema/variant.ts';
import { PlaybookSource } from './schema.ts';
import { merged } from './variant.ts';

/** Length of a version in hex digits: 64 bits, far more than the versions one company will ever publish. */
const VERSION_DIGITS = 16;

/**
 * Makes a checked playbook ready for both readers. The same playbook always compiles to the same result:
 * the order of keys in the file does not matter, except that of `languages`; the order of lists does.
 * `passages` are those of its knowledge files; a playbook need not have any. Throws when the playbook has no language (the loader refuses such a playbook).
 */
export function compile(source: PlaybookSource, passages: readonly Passage[] = []): CompiledPlaybook {
  const [first, ...others] = Object.keys(source.languages);
  if (first === undefined) throw new Error(`Playbook "${source.id}" has no language; give it at least one.`);
  const locales: [string, ...string[]] = [first, ...others];
  const ordered = inCanonicalOrder(source);
  const instructions = Object.fromEntries(
    locales.map((locale) => [locale, instructionsFor(ordered, locale)]),
  );
  const variants = compileVariants(ordered, locales);
  const tools = toolNames(ordered).flatMap((name) => toolSpec(ordered, name) ?? []);
  const content = {
    source: ordered,
    locales,
    instructions,
    ...(variants === undefined ? {} : { variants }),
    tools,
    passages: [...passages],
  };
  return { id: ordered.id, version: versionOf(content), ...content };
}

/** Undefined when the playbook has no variants. */
function compileVariants(source: PlaybookSource, locales: readonly string[]): CompiledPlaybook['variants'] {
  if (source.variants === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(source.variants).map(([id, variant]) => [id, compileVariant(source, variant, locales)]),
  );
}

/** The parts are merged and checked here, so that nobody who takes a call needs to. */
function compileVariant(
  source: PlaybookSource,
  { weight: _weight, ...changes }: Variant,
  locales: readonly string[],
): CompiledVariant {
  const whole = PlaybookSource.parse(merged(source, changes));
  const parts = Object.entries(whole).filter(([part]) => Object.hasOwn(changes, part));
  return {
    source: CompiledVariant.shape.source.parse(Object.fromEntries(parts)),
    instructions: Object.fromEntries(locales.map((locale) => [locale, instructionsFor(whole, locale)])),
  };
}

function versionOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, VERSION_DIGITS);
}

/** The playbook with the keys of every record in alphabetical order, the languages in their own. */
function inCanonicalOrder(source: PlaybookSource): PlaybookSource {
  return { ...PlaybookSource.parse(sorted(source)), languages: source.languages };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
