import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { REPOSITORY_ROOT } from '../../lib/repository.ts';
import { inFreshDirectory, PROGRAMS, type Program } from '../builders/programs.ts';

/** What a function may weigh with all that it reads only when it is needed. */
const FUNCTION_LIMIT_BYTES = 1_000_000;
/** A cold start reads and compiles this much before the first event: a greeting needs no more. */
const START_LIMIT_BYTES = 720_000;
/** The media service starts long before a call comes to it. */
const MEDIA_LIMIT_BYTES = 1_350_000;

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

/** A bundle as it is deployed. */
function written(program: Program) {
  return inFreshDirectory((directory) => {
    const { sizeBytes, startBytes, packages } = program.write(directory);
    const names = readdirSync(directory).filter((name) => name.endsWith('.mjs'));
    const files = names.map((name) => [name, readFileSync(path.join(directory, name), 'utf8')]);
    return { files: Object.fromEntries(files), sizeBytes, startBytes, packages };
  });
}

const bundles = PROGRAMS.map((program) => ({ program, name: program.name, ...written(program) }));

describe.each(bundles)('the bundle of $name', ({ program, files, packages, sizeBytes, startBytes }) => {
  const limit = program.name === 'media' ? MEDIA_LIMIT_BYTES : FUNCTION_LIMIT_BYTES;

  it(`is ${Math.round(sizeBytes / 1000)} kB and does not grow past ${limit / 1000} kB`, () => {
    expect(sizeBytes).toBeLessThan(limit);
  });

  it.skipIf(program.name === 'media')(`starts with ${Math.round(startBytes / 1000)} kB of it`, () => {
    expect(startBytes).toBeLessThan(START_LIMIT_BYTES);
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
    expect(program.make().files).toEqual(files);
  });

  it('tells nothing of the machine that made it', () => {
    expect(Object.values(files).join('\n')).not.toContain(REPOSITORY_ROOT);
  });
});
