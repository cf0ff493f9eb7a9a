import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CloudProblem } from '../cloud-problem.ts';

/** Where the laptop's cloud keeps what must outlive it. One cloud at a time. */
export interface DataDirectory {
  readonly path: string;
  /** False when everything is thrown away at the end. */
  readonly lasting: boolean;
  /** Lets another cloud have it; removes it when it does not last. */
  release(): void;
}

/**
 * Takes a data directory, or a new one that does not last.
 *
 * @throws CloudProblem when another cloud that still runs has it, or when it cannot be a directory.
 */
export function takeDataDirectory(given: string | 'memory'): DataDirectory {
  if (given === 'memory') {
    const temporary = mkdtempSync(path.join(os.tmpdir(), 'parley-'));
    return {
      path: temporary,
      lasting: false,
      release: () => rmSync(temporary, { recursive: true, force: true }),
    };
  }
  const directory = path.resolve(given);
  makeDirectory(directory);
  const lock = path.join(directory, 'lock');
  lockFor(lock, directory);
  return { path: directory, lasting: true, release: () => rmSync(lock, { force: true }) };
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CloudProblem(`${directory} cannot be a data directory: ${why}. Give another with --data.`);
  }
}

function lockFor(lock: string, directory: string): void {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (isRunning(holder))
      throw new CloudProblem(
        `${directory} is in use by another Parley (process ${holder}). Stop it, or give another directory with --data.`,
      );
    // Its process was killed before it could let go.
    writeFileSync(lock, String(process.pid));
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
