import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { InvocationOutcome } from '../../../local/lambda/invocation.ts';
import { eventPattern } from '../../../local/services/event-pattern.ts';
import { openCursor } from '../../../local/stream/cursor.ts';
import { type DeliveryPorts, deliverAll, type MappingOptions } from '../../../local/stream/delivery.ts';
import { aDirectory, aJournal, CHANGED_AT_MS, insert } from '../../builders/a-change.ts';

const Batch = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ SequenceNumber: z.coerce.number() }) })),
});
const ANSWERED: InvocationOutcome = { kind: 'answered', payload: 'null' };
const FAILED: InvocationOutcome = {
  kind: 'failed',
  error: { errorType: 'Runtime.ExitError', errorMessage: 'signal: SIGKILL' },
};
const partly = (first: number): InvocationOutcome => ({
  kind: 'answered',
  payload: JSON.stringify({ batchItemFailures: [{ itemIdentifier: String(first).padStart(21, '0') }] }),
});

interface Delivered {
  /** Sequence numbers of each invocation's batch. */
  batches: number[][];
  deadLetters: unknown[];
  waits: number[];
  cursorAt: number;
}

interface Situation {
  records: number;
  mapping?: Partial<MappingOptions>;
  /** Milliseconds after the records were written. */
  laterMs?: number;
  respond(batch: number[], invocation: number): InvocationOutcome;
}

/** Delivers a stream of so many records to a function that responds like this. */
async function delivering({ records, mapping, laterMs = 0, respond }: Situation): Promise<Delivered> {
  const directory = aDirectory();
  const journal = aJournal(path.join(directory, 'calls.ndjson'));
  for (let n = 1; n <= records; n += 1) insert(journal, `item-${n}`);
  const delivered: Delivered = { batches: [], deadLetters: [], waits: [], cursorAt: 0 };
  const ports: DeliveryPorts = {
    journal,
    cursor: openCursor(path.join(directory, 'reader.cursor')),
    invoke: async (payload) => {
      const batch = Batch.parse(JSON.parse(payload)).Records.map(({ dynamodb }) => dynamodb.SequenceNumber);
      delivered.batches.push(batch);
      return respond(batch, delivered.batches.length);
    },
    giveUp: (message) => delivered.deadLetters.push(message),
    now: () => CHANGED_AT_MS + laterMs,
    wait: async (ms) => {
      delivered.waits.push(ms);
    },
    signal: new AbortController().signal,
  };
  await deliverAll({ ...MAPPING, ...mapping }, ports);
  return { ...delivered, cursorAt: ports.cursor.at };
}

const MAPPING: MappingOptions = {
  name: 'Reader',
  functionArn: 'arn:function',
  streamArn: 'arn:stream',
  batchSize: 3,
  bisectOnError: false,
  reportsItemFailures: true,
  retryAttempts: -1,
  maxRecordAgeSeconds: -1,
  filters: [],
};

describe('the delivery of a stream', () => {
  it('hands over batches of the mapping’s size, in order', async () => {
    const { batches, cursorAt } = await delivering({ records: 7, respond: () => ANSWERED });
    expect(batches).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect(cursorAt).toBe(7);
  });

  it('leaves out what no filter matches, and moves past it', async () => {
    const filters = [eventPattern({ dynamodb: { Keys: { pk: { S: [{ suffix: '-2' }] } } } })];
    const { batches, cursorAt } = await delivering({
      records: 5,
      mapping: { filters },
      respond: () => ANSWERED,
    });
    expect(batches).toEqual([[2]]);
    expect(cursorAt).toBe(5);
  });

  it('hands a batch over again when the function’s process was killed', async () => {
    const { batches, waits } = await delivering({
      records: 2,
      respond: (_, invocation) => (invocation < 3 ? FAILED : ANSWERED),
    });
    expect(batches).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(waits).toEqual([100, 200]);
  });

  it('begins again at the first record that the function reports as failed', async () => {
    const { batches } = await delivering({
      records: 3,
      respond: (_, invocation) => (invocation === 1 ? partly(2) : ANSWERED),
    });
    expect(batches).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
  });

  it('fails the whole batch when the reported record is none of it', async () => {
    const { batches } = await delivering({
      records: 2,
      respond: (_, invocation) => (invocation === 1 ? partly(99) : ANSWERED),
    });
    expect(batches).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('halves a failing batch until only the record that cannot be processed is given up', async () => {
    const { batches, deadLetters, cursorAt } = await delivering({
      records: 3,
      mapping: { bisectOnError: true, retryAttempts: 2 },
      respond: (batch) => (batch.includes(2) ? FAILED : ANSWERED),
    });
    expect(batches).toEqual([[1, 2, 3], [1, 2], [1], [2], [2], [2], [3]]);
    expect(deadLetters).toMatchObject([
      {
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
        DDBStreamBatchInfo: {
          batchSize: 1,
          startSequenceNumber: '000000000000000000002',
          endSequenceNumber: '000000000000000000002',
        },
      },
    ]);
    expect(cursorAt).toBe(3);
  });

  it('gives up records that are older than the mapping allows', async () => {
    const { batches, deadLetters } = await delivering({
      records: 1,
      mapping: { maxRecordAgeSeconds: 60 },
      laterMs: 61_000,
      respond: () => FAILED,
    });
    expect(batches).toHaveLength(1);
    expect(deadLetters).toMatchObject([{ requestContext: { condition: 'RecordAgeExceeded' } }]);
  });

  it('loses no record, whatever fails how often', async () => {
    const failures = fc.array(fc.constantFrom('crash', 'partial', 'fine'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        failures,
        fc.boolean(),
        async (records, script, bisect) => {
          const done = new Set<number>();
          const { cursorAt } = await delivering({
            records,
            mapping: { bisectOnError: bisect },
            respond: (batch, invocation) => {
              const kind = script[invocation - 1] ?? 'fine';
              const first = batch[Math.floor(batch.length / 2)] ?? 0;
              for (const record of batch)
                if (kind === 'fine' || (kind === 'partial' && record < first)) done.add(record);
              return kind === 'crash' ? FAILED : kind === 'partial' ? partly(first) : ANSWERED;
            },
          });
          expect([...done].sort((a, b) => a - b)).toEqual(Array.from({ length: records }, (_, n) => n + 1));
          expect(cursorAt).toBe(records);
        },
      ),
      { numRuns: 60 },
    );
  });
});
