import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { callsCommand } from '../../../local/commands/calls.ts';

describe('parley calls', () => {
  it.each([[['--data']], [['show', 'some-call', '--json', '--data']]])(
    'looks into the directory that is named after %j',
    async (words) => {
      const empty = await mkdtemp(path.join(os.tmpdir(), 'no-record-'));

      const run = callsCommand().parseAsync([...words, empty], { from: 'user' });

      await expect(run).rejects.toThrow(`There is no record in ${empty} yet`);
    },
  );
});
