import path from 'node:path';

/** The repository's root, so that synth works from any directory. */
export const REPOSITORY_ROOT = path.resolve(import.meta.dirname, '..');
