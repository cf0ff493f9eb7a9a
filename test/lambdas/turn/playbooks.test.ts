import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPlaybooks } from '../../../lambdas/turn/playbooks.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'parley-playbooks-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function written(content: string): URL {
  const file = path.join(directory, 'playbooks.json');
  writeFileSync(file, content);
  return pathToFileURL(file);
}

test('playbooks come out of the bundle as they were compiled', () => {
  const playbook = aPlaybook();
  expect(readPlaybooks(written(JSON.stringify([playbook])))).toEqual([playbook]);
});

test('a file that does not hold compiled playbooks is an error that names what is wrong', () => {
  const { instructions: _gone, ...incomplete } = aPlaybook();
  expect(() => readPlaybooks(written(JSON.stringify([incomplete])))).toThrow(/instructions/);
});
