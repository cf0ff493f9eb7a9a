import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { CloudProblem } from '../cloud-problem.ts';

/** A file of JSON lines that only grows. */
export interface JournalFile<T> {
  /** What was in it when it was opened, oldest first. */
  past: T[];
  /** Written when this returns, as far as the operating system is concerned: a killed process loses nothing. */
  append(entry: T): void;
  close(): void;
}

/**
 * Opens a journal, or begins one. A last line that was cut short, by a process killed while it wrote, is
 * taken off; any other line that makes no sense is an error.
 */
export function openJournal<S extends z.ZodType>(file: string, schema: S): JournalFile<z.output<S>> {
  mkdirSync(path.dirname(file), { recursive: true });
  const before = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const complete = before.subarray(0, before.lastIndexOf(0x0a) + 1);
  const past = complete
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => readLine(file, index + 1, line, schema));
  const descriptor = openSync(file, 'a');
  if (complete.length < before.length) ftruncateSync(descriptor, complete.length);
  return {
    past,
    append: (entry) => {
      writeSync(descriptor, `${JSON.stringify(entry)}\n`);
    },
    close: () => closeSync(descriptor),
  };
}

/** Rewrites a journal that nobody has open with only the entries that are still needed. */
export function shortenJournal<T>(file: string, entries: T[]): void {
  writeFileSync(`${file}.new`, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  renameSync(`${file}.new`, file);
}

function readLine<S extends z.ZodType>(file: string, number: number, line: string, schema: S): z.output<S> {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw new CloudProblem(`${file}, line ${number}, makes no sense. Start with --fresh to begin anew.`, {
      cause,
    });
  }
}
