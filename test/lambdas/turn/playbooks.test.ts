import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deployedPlaybooks, readPlaybooks } from '../../../lambdas/turn/playbooks.ts';
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

test('a playbook is found by id, and by version only if it is that version', async () => {
  const playbook = aPlaybook();
  const { get } = deployedPlaybooks([playbook]);
  expect(await get(playbook.id)).toBe(playbook);
  expect(await get(playbook.id, playbook.version)).toBe(playbook);
  expect(await get(playbook.id, 'of-last-week')).toBeUndefined();
  expect(await get('nobody')).toBeUndefined();
});
