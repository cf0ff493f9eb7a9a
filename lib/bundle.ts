import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keptBundle, MadeBundle } from './kept-bundle.ts';
import { COMPILE_CACHE, REPOSITORY_ROOT } from './repository.ts';

export interface ProgramOptions {
  /** Source file, relative to the repository's root, such as `lambdas/turn/handler.ts`. */
  entry: string;
  /** Name of the bundle in the output directory, such as `index.mjs`. */
  outputFile: string;
  /** Packages that stay outside, because where the program runs nobody asks for them. */
  external?: readonly string[];
  /**
   * Whether what the program imports only when it needs it lies in files of its own, beside the output file and
   * named `part-<hash>.mjs`: a start then neither reads nor compiles it.
   */
  split?: boolean;
}

export interface BundleOptions extends ProgramOptions {
  /** Further files to put beside the bundle, by name. */
  files: Record<string, string | Uint8Array>;
}

export interface Bundle {
  /** Size of the bundle with all its parts, in bytes. */
  sizeBytes: number;
  /** Size of what is read and compiled before the program runs, in bytes. */
  startBytes: number;
  /** Names of the npm packages that are inside, sorted. */
  packages: string[];
  /** Source files of which something is inside, relative to the repository's root, sorted. */
  sources: string[];
}

/** A program that cannot be bundled. Its message is esbuild's, which names file and line. */
export class BundleFailed extends Error {
  override readonly name = 'BundleFailed';
}

const BUNDLER = path.join(REPOSITORY_ROOT, 'lib/bundle-program.ts');

/**
 * Bundles a program into a minified ES module in `directory`. The same sources give the same bytes, so
 * that an asset's hash changes only when the program does.
 *
 * @throws BundleFailed when a source does not compile.
 */
export function bundle(directory: string, options: BundleOptions): Bundle {
  const made = keptBundle(argumentsOf(options), () => makeBundle(options));
  mkdirSync(directory, { recursive: true });
  for (const [name, content] of Object.entries({ ...options.files, ...made.files }))
    writeFileSync(path.join(directory, name), content);
  const { sizeBytes, startBytes, sources } = made;
  return { sizeBytes, startBytes, packages: packagesOf(sources), sources };
}

/** Bundles a program, whatever is kept of it. @throws BundleFailed when a source does not compile. */
export function makeBundle(options: ProgramOptions): MadeBundle {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUNDLER, ...argumentsOf(options)], {
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (status !== 0) throw new BundleFailed(`${options.entry} could not be bundled.\n${stderr.trim()}`);
  return MadeBundle.parse(JSON.parse(stdout));
}

function argumentsOf({ entry, outputFile, split = false, external = [] }: ProgramOptions): string[] {
  return [entry, outputFile, split ? 'split' : 'whole', ...external];
}

function packagesOf(sources: string[]): string[] {
  const names = sources.flatMap((source) => {
    const match = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source);
    return match?.[1] === undefined ? [] : [match[1]];
  });
  return [...new Set(names)].sort();
}
