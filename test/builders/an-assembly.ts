import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { synthesize } from '../../local/synthesize.ts';

let directory: Promise<string> | undefined;

/** The stack as a laptop synthesizes it: a folder that all tests of a process share, and none changes. */
export function theAssembly(): Promise<string> {
  directory ??= synthesizedOnce();
  return directory;
}

async function synthesizedOnce(): Promise<string> {
  const made = mkdtempSync(path.join(os.tmpdir(), 'parley-test-'));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  await synthesize(made);
  return made;
}
