import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** How far a reader of a stream has come: the sequence number of the last record that it is done with. */
export interface Cursor {
  readonly at: number;
  moveTo(sequence: number): void;
}

/** A cursor kept in a file, which is replaced whole so that it is never half written. */
export function openCursor(file: string): Cursor {
  mkdirSync(path.dirname(file), { recursive: true });
  let at = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  return {
    get at() {
      return at;
    },
    moveTo: (sequence) => {
      at = sequence;
      writeFileSync(`${file}.new`, String(sequence));
      renameSync(`${file}.new`, file);
    },
  };
}
