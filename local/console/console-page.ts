import path from 'node:path';
import { build } from 'vite';
import { readStaticFiles, type StaticFiles } from './static-files.ts';

const CONSOLE = path.resolve(import.meta.dirname, '../../console');

/** Builds the console page, which takes about half a second, and reads what was built. */
export async function buildConsolePage(): Promise<StaticFiles> {
  await build({ root: CONSOLE, configFile: path.join(CONSOLE, 'vite.config.ts'), logLevel: 'error' });
  return readStaticFiles(path.join(CONSOLE, 'dist'));
}
