import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import path from 'node:path';

/** What functions and containers write, a file for each. */
export interface LogFiles {
  /** Appends a line; one that comes after the end, of a program that was just killed, is dropped. */
  write(name: string, line: string): void;
  close(): void;
}

export function logFiles(directory: string): LogFiles {
  mkdirSync(directory, { recursive: true });
  const files = new Map<string, WriteStream>();
  let closed = false;
  return {
    write: (name, line) => {
      if (closed) return;
      const file = files.get(name) ?? createWriteStream(path.join(directory, `${name}.log`), { flags: 'a' });
      files.set(name, file);
      file.write(`${line}\n`);
    },
    close: () => {
      closed = true;
      for (const file of files.values()) file.end();
    },
  };
}
