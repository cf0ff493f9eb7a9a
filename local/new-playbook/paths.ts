import path from 'node:path';
import { REPOSITORY_ROOT } from '../../lib/repository.ts';

/** Where a file in this folder finds the JSON Schema of a kind of file, as an editor wants it: with forward slashes. */
export function schemaFrom(folder: string, kind: 'playbook' | 'scenario'): string {
  const schema = path.join(REPOSITORY_ROOT, 'docs', `${kind}.schema.json`);
  return path.relative(path.resolve(folder), schema).replaceAll(path.sep, '/');
}

/** How a folder is named in a command: from the repository, where `npm run` works, when it lies in it. */
export function fromRepository(folder: string): string {
  const inside = path.relative(REPOSITORY_ROOT, path.resolve(folder));
  return inside.startsWith('..') ? path.resolve(folder) : inside;
}
