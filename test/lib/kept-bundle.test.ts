import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { keptBundle } from '../../lib/kept-bundle.ts';
import { aDirectory } from '../builders/a-change.ts';

it('a bundle is made once, and again when a file that went into it changes', () => {
  const source = path.join(aDirectory(), 'program.ts');
  let made = 0;
  const bundled = (): string | undefined =>
    keptBundle(['a test'], () => {
      made += 1;
      return { files: { made: String(made) }, inputs: [source], sources: [], sizeBytes: 0, startBytes: 0 };
    }).files.made;

  writeFileSync(source, 'one');
  expect([bundled(), bundled()]).toEqual(['1', '1']);
  writeFileSync(source, 'two');
  expect(bundled()).toBe('2');
});
