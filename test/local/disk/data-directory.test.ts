import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { takeDataDirectory } from '../../../local/disk/data-directory.ts';
import { aDirectory } from '../../builders/a-change.ts';

/** Linux and macOS number processes below this. */
const NO_PROCESS = 2 ** 30;

it('a data directory is for one cloud at a time', () => {
  const directory = aDirectory();
  const first = takeDataDirectory(directory);
  expect(() => takeDataDirectory(directory)).toThrow(`process ${process.pid}`);
  first.release();
  takeDataDirectory(directory).release();
});

it('a lock that a killed process left behind does not keep anybody out', () => {
  const directory = aDirectory();
  writeFileSync(path.join(directory, 'lock'), String(NO_PROCESS));
  takeDataDirectory(directory).release();
});

it('a file is no data directory, and is named', () => {
  const file = path.join(aDirectory(), 'notes.txt');
  writeFileSync(file, '');
  expect(() => takeDataDirectory(file)).toThrow(`${file} cannot be a data directory`);
});

it('memory is a directory that is gone at the end', () => {
  const memory = takeDataDirectory('memory');
  expect(existsSync(memory.path)).toBe(true);
  memory.release();
  expect(existsSync(memory.path)).toBe(false);
});
