import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parleyProgram } from '../../../local/commands/program.ts';

describe('parley calls', () => {
  // The options of `calls show` were taken for those of `calls`, which have the same names: `--json` printed no
  // JSON and `--data` looked elsewhere. Through the whole program, since it is the program that divides them.
  it.each([
    [['calls', '--data']],
    [['calls', 'show', 'some-call', '--json', '--data']],
    [['events', 'some-call', '--data']],
    [['messages', '--data']],
  ])('looks into the directory that is named after %j', async (words) => {
    const empty = await mkdtemp(path.join(os.tmpdir(), 'no-record-'));

    const run = parleyProgram().parseAsync([...words, empty], { from: 'user' });

    await expect(run).rejects.toThrow(`There is no record in ${empty} yet`);
  });
});
