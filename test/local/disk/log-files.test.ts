import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { logFiles } from '../../../local/disk/log-files.ts';
import { aDirectory } from '../../builders/a-change.ts';

it('keeps the lines of each program in a file of its own', async () => {
  const directory = aDirectory();
  const logs = logFiles(directory);
  logs.write('turn', 'one');
  logs.write('turn', 'two');
  logs.close();
  await expect.poll(() => readFileSync(path.join(directory, 'turn.log'), 'utf8')).toBe('one\ntwo\n');
});

it('drops a line that comes when the files are closed and their directory is gone', () => {
  const directory = aDirectory();
  const logs = logFiles(directory);
  logs.close();
  rmSync(directory, { recursive: true });
  expect(() => logs.write('turn', 'too late')).not.toThrow();
});
