import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { REPOSITORY_ROOT } from './repository.ts';

/** Major version of Node that every deployed program runs on: Lambda's `nodejs24.x`, the image `node:24`. */
const NODE_TARGET = 'node24';

/**
 * CommonJS packages inside an ES module bundle still call `require` for Node's own modules; ES modules have
 * none, so the bundle makes one.
 */
const REQUIRE_FOR_COMMONJS =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

export interface BundleOptions {
  /** Source file, relative to the repository's root, such as `lambdas/turn/handler.ts`. */
  entry: string;
  /** Name of the bundle in the output directory, such as `index.mjs`. */
  outputFile: string;
  /** Further files to put beside the bundle, by name. */
  files: Record<string, string | Uint8Array>;
  /** Packages that stay outside, because where the program runs nobody asks for them. */
  external?: readonly string[];
}

export interface Bundle {
  /** Size of the bundle itself, in bytes. */
  sizeBytes: number;
  /** Names of the npm packages that are inside, sorted. */
  packages: string[];
  /** Source files of which something is inside, relative to the repository's root, sorted. */
  sources: string[];
}

/**
 * Bundles a program into one minified ES module in `directory`. The same sources give the same bytes, so
 * that an asset's hash changes only when the program does.
 *
 * @throws esbuild's BuildFailure, which names file and line, when a source does not compile.
 */
export function bundle(directory: string, options: BundleOptions): Bundle {
  const result = buildSync({
    absWorkingDir: REPOSITORY_ROOT,
    entryPoints: [options.entry],
    outfile: path.resolve(directory, options.outputFile),
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    treeShaking: true,
    platform: 'node',
    target: NODE_TARGET,
    format: 'esm',
    // ES module builds of a package can be tree-shaken, CommonJS ones cannot.
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE_FOR_COMMONJS },
    external: [...(options.external ?? [])],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error(`esbuild wrote nothing for ${options.entry}.`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, options.outputFile), output.contents);
  for (const [name, content] of Object.entries(options.files)) {
    writeFileSync(path.join(directory, name), content);
  }
  const sources = Object.values(result.metafile.outputs).flatMap((made) =>
    Object.entries(made.inputs).flatMap(([source, { bytesInOutput }]) => (bytesInOutput > 0 ? [source] : [])),
  );
  return { sizeBytes: output.contents.byteLength, packages: packagesOf(sources), sources: sources.sort() };
}

function packagesOf(sources: string[]): string[] {
  const names = sources.flatMap((source) => {
    const match = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source);
    return match?.[1] === undefined ? [] : [match[1]];
  });
  return [...new Set(names)].sort();
}
