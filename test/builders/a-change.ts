import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openStreamJournal, type StreamJournal } from '../../local/stream/stream-journal.ts';
import type { Item } from '../../local/stream/stream-record.ts';

/** A directory that is gone when the test is over. */
export function aDirectory(): string {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'parley-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** When every change of a test happens, unless it says otherwise. */
export const CHANGED_AT_MS = Date.UTC(2026, 10, 23, 9);

/** The journal of a table's stream in a file, with new and old images. */
export function aJournal(file: string, readUpTo = 0): StreamJournal {
  const journal = openStreamJournal({
    file,
    stream: { streamArn: 'arn:stream', view: 'NEW_AND_OLD_IMAGES', region: 'us-east-1' },
    readUpTo,
    now: () => CHANGED_AT_MS,
  });
  onTestFinished(() => journal.close());
  return journal;
}

/** The keys of an item. */
export function keysOf(id: string): Item {
  return { pk: { S: id } };
}

/** A write that makes an item. */
export function insert(journal: StreamJournal, id: string): void {
  journal.settle(journal.announce(keysOf(id), undefined), { ...keysOf(id), made: { BOOL: true } });
}
