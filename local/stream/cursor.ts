import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** How far a reader of a stream has come: the sequence number of the last record that it is done with. */
export interface Cursor {
  readonly at: number;
  moveTo(sequence: number): void;
}

/** Digits of the largest sequence number (2^53): every position is written over the whole of the one before. */
const DIGITS = 16;

/**
 * A cursor kept in a file. It always has the same length and is written over in one go, so that a process that
 * is killed leaves the old position or the new one; a new file for each would be ten times slower.
 */
export function openCursor(file: string): Cursor {
  mkdirSync(path.dirname(file), { recursive: true });
  let at = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  writeFileSync(file, written(at));
  return {
    get at() {
      return at;
    },
    moveTo: (sequence) => {
      at = sequence;
      writeFileSync(file, written(sequence), { flag: 'r+' });
    },
  };
}

function written(sequence: number): string {
  return String(sequence).padStart(DIGITS, '0');
}
