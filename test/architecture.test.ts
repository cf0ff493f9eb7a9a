import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Which rooms each room may import. `console` shares only types and schemas with what it talks to. */
const ARROWS: Record<string, readonly string[]> = {
  agent: [],
  adapters: ['agent'],
  lambdas: ['adapters', 'agent'],
  media: ['adapters', 'agent'],
  lib: ['adapters', 'agent'],
  bin: ['lib'],
  local: ['adapters', 'agent', 'console', 'lambdas', 'lib', 'media'],
  console: ['agent', 'media'],
};

interface Import {
  from: string;
  to: string;
}

async function sourcesOf(room: string): Promise<string[]> {
  const entries = await readdir(path.join(ROOT, room), { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

async function importsOf(file: string): Promise<Import[]> {
  const text = await readFile(path.join(ROOT, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    ([, specifier]) => specifier ?? '',
  );
  return specifiers.map((specifier) => ({
    from: file,
    to: path.relative(ROOT, path.resolve(ROOT, path.dirname(file), specifier)),
  }));
}

const roomOf = (file: string): string => file.split(path.sep)[0] ?? '';

async function allImports(): Promise<Import[]> {
  const files = (await Promise.all(Object.keys(ARROWS).map(sourcesOf))).flat();
  return (await Promise.all(files.map(importsOf))).flat();
}

/** Follows imports from each file and gives the first way that comes back to where it began. */
function findCircle(imports: readonly Import[]): string[] | undefined {
  const next = Map.groupBy(imports, ({ from }) => from);
  const finished = new Set<string>();
  const walk = (file: string, trail: string[]): string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (finished.has(file)) return undefined;
    for (const { to } of next.get(file) ?? []) {
      const circle = walk(to, [...trail, file]);
      if (circle !== undefined) return circle;
    }
    finished.add(file);
    return undefined;
  };
  return [...next.keys()].map((file) => walk(file, [])).find((circle) => circle !== undefined);
}

describe('the rooms', () => {
  it('import each other in the directions of ARCHITECTURE.md only', async () => {
    const imports = await allImports();

    const wrong = imports.filter(
      ({ from, to }) => roomOf(from) !== roomOf(to) && ARROWS[roomOf(from)]?.includes(roomOf(to)) !== true,
    );

    expect(imports.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it('hold no circle of imports', async () => {
    expect(findCircle(await allImports())).toBeUndefined();
  });

  it('are seen through when a circle is there', () => {
    const circle = findCircle([
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'b' },
    ]);

    expect(circle).toEqual(['b', 'c', 'b']);
  });
});
