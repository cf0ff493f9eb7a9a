import path from 'node:path';
import { build } from 'esbuild';
import type { MadeBundle } from './kept-bundle.ts';
import { REPOSITORY_ROOT } from './repository.ts';
import { sdkShaking } from './sdk-shaking.ts';

/**
 * Bundles one program, as a process of its own: CDK bundles synchronously, and esbuild runs plugins only when it
 * may take its time. Arguments: entry, name of the bundle, `split` or `whole`, external packages. Prints a
 * `MadeBundle` as JSON.
 */
const [entry = '', outputFile = '', split = 'whole', ...external] = process.argv.slice(2);

/** Major version of Node that every deployed program runs on: Lambda's `nodejs24.x`, the image `node:24`. */
const NODE_TARGET = 'node24';

/**
 * CommonJS packages inside an ES module bundle still call `require` for Node's own modules; ES modules have
 * none, so the bundle makes one.
 */
const REQUIRE_FOR_COMMONJS =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const { metafile, outputFiles } = await build({
  absWorkingDir: REPOSITORY_ROOT,
  entryPoints: [{ in: entry, out: path.basename(outputFile, '.mjs') }],
  outdir: '.',
  write: false,
  outExtension: { '.js': '.mjs' },
  splitting: split === 'split',
  chunkNames: 'part-[hash]',
  bundle: true,
  metafile: true,
  minify: true,
  treeShaking: true,
  platform: 'node',
  target: NODE_TARGET,
  format: 'esm',
  // ES module builds of a package can be tree-shaken, CommonJS ones cannot.
  mainFields: ['module', 'main'],
  banner: { js: REQUIRE_FOR_COMMONJS },
  external,
  plugins: [sdkShaking],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'error',
}).catch(() => process.exit(1));

const sources = Object.values(metafile.outputs).flatMap(({ inputs }) =>
  Object.entries(inputs).flatMap(([source, { bytesInOutput }]) => (bytesInOutput > 0 ? [source] : [])),
);
const bytesOf = (outputs: Iterable<string>): number =>
  [...outputs].reduce((sum, output) => sum + (metafile.outputs[output]?.bytes ?? 0), 0);
const first = Object.keys(metafile.outputs).find((output) => metafile.outputs[output]?.entryPoint === entry);
const made: MadeBundle = {
  files: Object.fromEntries(outputFiles.map((file) => [path.basename(file.path), file.text])),
  inputs: Object.keys(metafile.inputs),
  sources: sources.sort(),
  sizeBytes: bytesOf(Object.keys(metafile.outputs)),
  startBytes: bytesOf(first === undefined ? [] : importedBy(first)),
};
process.stdout.write(JSON.stringify(made));

/** An output and all that it imports before it runs. */
function importedBy(output: string, found = new Set<string>()): Set<string> {
  if (found.has(output)) return found;
  found.add(output);
  for (const { kind, path: imported } of metafile.outputs[output]?.imports ?? [])
    if (kind === 'import-statement' && imported in metafile.outputs) importedBy(imported, found);
  return found;
}
