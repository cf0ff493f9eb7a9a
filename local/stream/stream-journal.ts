import * as z from 'zod';
import { openJournal, shortenJournal } from '../disk/journal-file.ts';
import {
  Item,
  isChange,
  type StreamOfTable,
  StreamRecord,
  sequenceOf,
  streamRecord,
} from './stream-record.ts';

/**
 * - `intent`: a write to this item begins; this is what it was before
 * - `record`: that write changed the item, and this is the stream's record of it
 * - `nothing`: that write changed nothing
 */
const Entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('intent'), intent: z.number(), keys: Item, before: Item.optional() }),
  z.object({ kind: z.literal('record'), intent: z.number(), record: StreamRecord }),
  z.object({ kind: z.literal('nothing'), intent: z.number() }),
]);
type Entry = z.infer<typeof Entry>;

/** A write whose outcome is not known yet. */
export interface Intent {
  id: number;
  keys: Item;
  before: Item | undefined;
}

/**
 * The stream of one table, kept in a file so that stopping at any moment loses no record. A write is announced
 * before it is sent to the table and settled after it; an announcement that was never settled is settled at
 * the next start, by looking at the item (`unsettled`).
 */
export interface StreamJournal {
  announce(keys: Item, before: Item | undefined): Intent;
  /** Adds the record of what the write did, if it did anything. */
  settle(intent: Intent, after: Item | undefined): void;
  /** Announced before the last stop and never settled. */
  unsettled(): Intent[];
  /** Up to `limit` records that come after a sequence number, oldest first. */
  after(sequence: number, limit: number): StreamRecord[];
  /** Calls the listener whenever a record is added. */
  onRecord(listener: () => void): void;
  /** Drops from memory what every reader is done with: records up to and with this sequence number. */
  forget(sequence: number): void;
  close(): void;
}

export interface StreamJournalOptions {
  file: string;
  stream: StreamOfTable;
  /** The sequence number up to which every reader of the stream was done when it was last open. */
  readUpTo: number;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Opens the journal of a table's stream. */
export function openStreamJournal({ file, stream, readUpTo, now }: StreamJournalOptions): StreamJournal {
  const journal = openShortened(file, readUpTo);
  const listeners = new Set<() => void>();
  let records = journal.past.flatMap((entry) => (entry.kind === 'record' ? [entry.record] : []));
  const open = new Map(unsettledIn(journal.past).map((intent) => [intent.id, intent]));
  let lastIntent = journal.past.reduce((last, entry) => Math.max(last, entry.intent), 0);
  let lastSequence = records.reduce((last, record) => Math.max(last, sequenceOf(record)), 0);
  const add = (intent: Intent, record: StreamRecord): void => {
    journal.append({ kind: 'record', intent: intent.id, record });
    records.push(record);
    for (const listener of listeners) listener();
  };
  return {
    announce: (keys, before) => {
      lastIntent += 1;
      const intent: Intent = { id: lastIntent, keys, before };
      journal.append({ kind: 'intent', intent: intent.id, keys, before });
      open.set(intent.id, intent);
      return intent;
    },
    settle: (intent, after) => {
      if (!open.delete(intent.id)) return;
      const change = { keys: intent.keys, before: intent.before, after };
      if (isChange(change)) {
        lastSequence += 1;
        add(intent, streamRecord(stream, change, lastSequence, now()));
      } else {
        journal.append({ kind: 'nothing', intent: intent.id });
      }
    },
    unsettled: () => [...open.values()],
    after: (sequence, limit) => {
      const start = records.findIndex((record) => sequenceOf(record) > sequence);
      return start === -1 ? [] : records.slice(start, start + limit);
    },
    onRecord: (listener) => {
      listeners.add(listener);
    },
    forget: (sequence) => {
      records = records.filter((record) => sequenceOf(record) > sequence);
    },
    close: () => journal.close(),
  };
}

/** What is read and settled is not needed any more, but the last record still says where to count on from. */
function openShortened(file: string, readUpTo: number): ReturnType<typeof openJournal<typeof Entry>> {
  const whole = openJournal(file, Entry);
  whole.close();
  const open = new Set(unsettledIn(whole.past).map((intent) => intent.id));
  const last = whole.past.findLast((entry) => entry.kind === 'record');
  const isNeeded = (entry: Entry): boolean =>
    entry === last ||
    open.has(entry.intent) ||
    (entry.kind === 'record' && sequenceOf(entry.record) > readUpTo);
  shortenJournal(file, whole.past.filter(isNeeded));
  return openJournal(file, Entry);
}

function unsettledIn(entries: Entry[]): Intent[] {
  const open = new Map<number, Intent>();
  for (const entry of entries) {
    if (entry.kind === 'intent')
      open.set(entry.intent, { id: entry.intent, keys: entry.keys, before: entry.before });
    else open.delete(entry.intent);
  }
  return [...open.values()];
}
