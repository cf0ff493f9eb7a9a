import path from 'node:path';

/** The repository's root, so that synth works from any directory. */
export const REPOSITORY_ROOT = path.resolve(import.meta.dirname, '..');

/** What is kept from one run to the next to save time, and may be deleted whenever. */
export const CACHE_FOLDER = path.join(REPOSITORY_ROOT, 'node_modules/.cache/parley');

/** Where Node keeps what it makes of a program's TypeScript, which would be 0.1 s of work for each process. */
export const COMPILE_CACHE = path.join(CACHE_FOLDER, 'compiled');
