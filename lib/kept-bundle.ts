import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { CACHE_FOLDER, REPOSITORY_ROOT } from './repository.ts';

/** What came of bundling a program. */
export const MadeBundle = z.object({
  /** The bundle and its parts, by name. */
  files: z.record(z.string(), z.string()),
  /** Every file that was read, relative to the repository's root. */
  inputs: z.array(z.string()),
  /** Those of which something is inside, sorted. */
  sources: z.array(z.string()),
  sizeBytes: z.number(),
  startBytes: z.number(),
});
export type MadeBundle = z.infer<typeof MadeBundle>;

const Kept = z.object({ fingerprint: z.string(), made: MadeBundle });

/** What a bundle depends on beside its sources: how it is made, and which packages are installed. */
const BESIDE_SOURCES = [
  'lib/bundle-program.ts',
  'lib/sdk-shaking.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  'node_modules/.package-lock.json',
];
const FOLDER = path.join(CACHE_FOLDER, 'bundles');

/**
 * The bundle of a program as it was made the last time, or else as `make` makes it: to bundle all of Parley's
 * programs takes longer than all else of a synthesis. One that was kept is used only while every file that went into
 * it has the same content.
 *
 * @param asked what was asked for: program and options.
 */
export function keptBundle(asked: readonly string[], make: () => MadeBundle): MadeBundle {
  const file = path.join(FOLDER, `${digest(JSON.stringify(asked))}.json`);
  const before = existsSync(file) ? Kept.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data : undefined;
  if (before !== undefined && before.fingerprint === fingerprint(before.made)) return before.made;
  const made = make();
  mkdirSync(FOLDER, { recursive: true });
  // Several processes may make the same one: each writes its own file, and the last is kept.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ fingerprint: fingerprint(made), made } satisfies z.infer<typeof Kept>));
  renameSync(own, file);
  return made;
}

function fingerprint({ inputs }: MadeBundle): string {
  return digest([...BESIDE_SOURCES, ...inputs].map(contentOf).join('\n'));
}

function contentOf(file: string): string {
  const whole = path.resolve(REPOSITORY_ROOT, file);
  return existsSync(whole) ? digest(readFileSync(whole)) : 'none';
}

function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
