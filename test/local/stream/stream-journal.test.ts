import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCursor } from '../../../local/stream/cursor.ts';
import { sequenceOf } from '../../../local/stream/stream-record.ts';
import { aDirectory, aJournal, insert, keysOf } from '../../builders/a-change.ts';

const item = (id: string, value: string) => ({ ...keysOf(id), value: { S: value } });

describe('the journal of a stream', () => {
  it('records an insert, a change and a removal as AWS does', () => {
    const journal = aJournal(path.join(aDirectory(), 'calls.ndjson'));
    journal.settle(journal.announce(keysOf('a'), undefined), item('a', '1'));
    journal.settle(journal.announce(keysOf('a'), item('a', '1')), item('a', '2'));
    journal.settle(journal.announce(keysOf('a'), item('a', '2')), undefined);
    expect(journal.after(0, 10).map(({ eventName, dynamodb }) => [eventName, dynamodb])).toMatchObject([
      ['INSERT', { Keys: keysOf('a'), NewImage: item('a', '1'), SequenceNumber: '000000000000000000001' }],
      ['MODIFY', { OldImage: item('a', '1'), NewImage: item('a', '2') }],
      ['REMOVE', { OldImage: item('a', '2'), SequenceNumber: '000000000000000000003' }],
    ]);
  });

  it('makes no record of a write that changed nothing', () => {
    const journal = aJournal(path.join(aDirectory(), 'calls.ndjson'));
    journal.settle(journal.announce(keysOf('a'), item('a', '1')), item('a', '1'));
    expect(journal.after(0, 10)).toEqual([]);
    expect(journal.unsettled()).toEqual([]);
  });

  it('knows after a restart which writes were announced and never settled', () => {
    const file = path.join(aDirectory(), 'calls.ndjson');
    const before = aJournal(file);
    insert(before, 'settled');
    before.announce(keysOf('lost'), item('lost', 'old'));
    const restarted = aJournal(file);
    expect(restarted.unsettled()).toMatchObject([{ keys: keysOf('lost'), before: item('lost', 'old') }]);
    for (const intent of restarted.unsettled()) restarted.settle(intent, item('lost', 'new'));
    expect(restarted.after(0, 10).map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY']);
    expect(aJournal(file).unsettled()).toEqual([]);
  });

  it('drops what every reader is done with at a restart, and counts on from there', () => {
    const file = path.join(aDirectory(), 'calls.ndjson');
    const before = aJournal(file);
    for (const id of ['a', 'b', 'c']) insert(before, id);
    const restarted = aJournal(file, 3);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
    insert(restarted, 'd');
    expect(restarted.after(3, 10).map(sequenceOf)).toEqual([4]);
  });

  it('takes off a last line that was cut short by a kill', () => {
    const file = path.join(aDirectory(), 'calls.ndjson');
    insert(aJournal(file), 'a');
    appendFileSync(file, '{"kind":"intent","inte');
    const restarted = aJournal(file);
    insert(restarted, 'b');
    expect(aJournal(file).after(0, 10).map(sequenceOf)).toEqual([1, 2]);
  });

  it('names the file and the line when another line makes no sense', () => {
    const file = path.join(aDirectory(), 'calls.ndjson');
    insert(aJournal(file), 'a');
    appendFileSync(file, 'garbage\n');
    expect(() => aJournal(file)).toThrow(/calls\.ndjson, line 3/);
  });

  it('tells a reader every record once and in order, wherever it stops and begins again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        (writes, limits) => {
          const directory = aDirectory();
          const journal = aJournal(path.join(directory, 'calls.ndjson'));
          for (let n = 0; n < writes; n += 1) insert(journal, String(n));
          const read: number[] = [];
          for (let n = 0; read.length < writes; n += 1) {
            // Opened anew each time, as after a restart.
            const cursor = openCursor(path.join(directory, 'reader.cursor'));
            const records = journal.after(cursor.at, limits[n % limits.length] ?? 1);
            read.push(...records.map(sequenceOf));
            cursor.moveTo(read.at(-1) ?? 0);
            journal.forget(cursor.at);
          }
          expect(read).toEqual(Array.from({ length: writes }, (_, n) => n + 1));
        },
      ),
      { numRuns: 25 },
    );
  });
});
