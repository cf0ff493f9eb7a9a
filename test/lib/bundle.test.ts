import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bundleFunction } from '../../lib/function.ts';
import { writeBuildContext } from '../../lib/media-service/image.ts';
import { REPOSITORY_ROOT } from '../../lib/repository.ts';

/** A cold start reads and compiles all of a bundle. The goal is a megabyte; this is what it may not pass. */
const LIMIT_BYTES = 1_350_000;

const folder = mkdtempSync(path.join(tmpdir(), 'parley-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAMS = [
  {
    name: 'turn',
    file: 'index.mjs',
    write: (to: string) => bundleFunction(to, 'lambdas/turn/handler.ts', {}),
  },
  {
    name: 'publish-events',
    file: 'index.mjs',
    write: (to: string) => bundleFunction(to, 'lambdas/publish-events/handler.ts', {}),
  },
  {
    name: 'call-header',
    file: 'index.mjs',
    write: (to: string) => bundleFunction(to, 'lambdas/call-header/handler.ts', {}),
  },
  { name: 'media', file: 'main.mjs', write: writeBuildContext },
].map((program) => {
  const directory = path.join(folder, program.name);
  return { ...program, directory, ...program.write(directory) };
});

const Manifest = z.object({ license: z.string().default('none stated') });
const Lockfile = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });
const { packages: installed } = Lockfile.parse(readJson('package-lock.json'));

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(REPOSITORY_ROOT, file), 'utf8'));
}

/** True when npm installs the package for those who build Parley and not for those who run it. */
function onlyForDevelopment(name: string): boolean {
  return installed[`node_modules/${name}`]?.dev === true;
}

describe.each(PROGRAMS)('the bundle of $name', ({ name, directory, file, packages, sizeBytes, write }) => {
  it(`is ${Math.round(sizeBytes / 1000)} kB and does not grow past ${LIMIT_BYTES / 1000} kB`, () => {
    expect(sizeBytes).toBeLessThan(LIMIT_BYTES);
  });

  it('holds runtime dependencies only: nothing of CDK and nothing of the laptop’s cloud', () => {
    expect(packages.length).toBeGreaterThan(0);
    expect(packages.filter(onlyForDevelopment)).toEqual([]);
  });

  it('holds no package under the GPL or without a licence', () => {
    const licences = packages.map(
      (each) => `${each}: ${Manifest.parse(readJson(`node_modules/${each}/package.json`)).license}`,
    );
    expect(licences.filter((licence) => /GPL|none stated|UNLICENSED/.test(licence))).toEqual([]);
  });

  it('is the same however often it is made', () => {
    const again = path.join(folder, `${name}-again`);
    write(again);
    expect(readdirSync(again)).toEqual(readdirSync(directory));
    expect(readFileSync(path.join(again, file)).equals(readFileSync(path.join(directory, file)))).toBe(true);
  });

  it('tells nothing of the machine that made it', () => {
    expect(readFileSync(path.join(directory, file), 'utf8')).not.toContain(REPOSITORY_ROOT);
  });
});
