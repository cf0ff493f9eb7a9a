import * as z from 'zod';
import type { InvocationOutcome } from '../lambda/invocation.ts';
import type { EventMatcher } from '../services/event-pattern.ts';
import type { Cursor } from './cursor.ts';
import type { StreamJournal } from './stream-journal.ts';
import { type StreamRecord, sequenceOf } from './stream-record.ts';

/** How a table's stream is handed to a function: an event source mapping of the template. */
export interface MappingOptions {
  name: string;
  functionArn: string;
  streamArn: string;
  batchSize: number;
  bisectOnError: boolean;
  reportsItemFailures: boolean;
  /** How often a failed batch is tried again; -1 for as long as it takes. */
  retryAttempts: number;
  /** Seconds after which a record is given up; -1 for never. */
  maxRecordAgeSeconds: number;
  /** A record matches when one filter does; all match when there is none. */
  filters: readonly EventMatcher[];
}

export interface DeliveryPorts {
  journal: StreamJournal;
  cursor: Cursor;
  invoke(payload: string): Promise<InvocationOutcome>;
  /** Takes what was given up. */
  giveUp(message: unknown): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits; rejects when the delivery is being stopped. */
  wait(ms: number): Promise<void>;
  /** Aborted when no further batch must be begun. */
  signal: AbortSignal;
}

/** Lambda retries with growing pauses that are not documented; these are ours, from first to longest. */
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 30_000;

const PartialFailure = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().nullish() })).nullish(),
});

/**
 * Hands the records after the cursor to the function, batch after batch in the order of the stream, and
 * moves the cursor when a batch has been processed or given up. Returns when there are no more.
 *
 * One batch is in work at a time, whatever the mapping's parallelization: a stricter order than AWS keeps.
 */
export async function deliverAll(options: MappingOptions, ports: DeliveryPorts): Promise<void> {
  for (;;) {
    const batch = ports.journal.after(ports.cursor.at, options.batchSize);
    const last = batch.at(-1);
    if (last === undefined || ports.signal.aborted) return;
    const matching = batch.filter((record) => matches(options.filters, record));
    if (matching.length > 0) await deliver(matching, options, ports);
    ports.cursor.moveTo(sequenceOf(last));
  }
}

/** Tries a batch until nothing of it is left: processed, or given up. */
async function deliver(batch: StreamRecord[], options: MappingOptions, ports: DeliveryPorts): Promise<void> {
  let left = batch;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const outcome = await ports.invoke(JSON.stringify({ Records: left }));
    const failed = firstFailure(left, outcome, options);
    if (failed === undefined) return;
    // What was processed before the failure is done; it is a new batch, with its own attempts, from there.
    if (failed > 0) attempt = 1;
    left = left.slice(failed);
    const reason = whyGivenUp(left, attempt, options, ports.now());
    if (reason !== undefined) return ports.giveUp(deadLetter(left, attempt, reason, options, ports.now()));
    await ports.wait(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1)));
    if (options.bisectOnError && left.length > 1) {
      const middle = Math.ceil(left.length / 2);
      await deliver(left.slice(0, middle), options, ports);
      return deliver(left.slice(middle), options, ports);
    }
  }
}

/** Index of the first record that was not processed; undefined when all were. */
function firstFailure(
  batch: StreamRecord[],
  outcome: InvocationOutcome,
  options: MappingOptions,
): number | undefined {
  if (outcome.kind !== 'answered') return 0;
  if (!options.reportsItemFailures) return undefined;
  const failures =
    PartialFailure.safeParse(JSON.parse(outcome.payload || 'null')).data?.batchItemFailures ?? [];
  if (failures.length === 0) return undefined;
  // An identifier that is empty or not of this batch fails the whole batch (Lambda developer guide).
  const indexes = failures.map(({ itemIdentifier }) =>
    batch.findIndex((record) => record.dynamodb.SequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(...indexes));
}

type GivenUp = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

function whyGivenUp(
  [first]: StreamRecord[],
  attempt: number,
  options: MappingOptions,
  nowMs: number,
): GivenUp | undefined {
  if (options.retryAttempts >= 0 && attempt > options.retryAttempts) return 'RetryAttemptsExhausted';
  const ageSeconds = nowMs / 1_000 - (first?.dynamodb.ApproximateCreationDateTime ?? 0);
  if (options.maxRecordAgeSeconds >= 0 && ageSeconds > options.maxRecordAgeSeconds)
    return 'RecordAgeExceeded';
  return undefined;
}

/** The message that Lambda puts into the destination for failures: where in the stream, not the records. */
function deadLetter(
  batch: StreamRecord[],
  attempts: number,
  condition: GivenUp,
  options: MappingOptions,
  nowMs: number,
): unknown {
  const arrival = (record: StreamRecord | undefined): string =>
    new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1_000).toISOString();
  return {
    requestContext: {
      requestId: crypto.randomUUID(),
      functionArn: options.functionArn,
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'shardId-000000000000',
      startSequenceNumber: batch.at(0)?.dynamodb.SequenceNumber,
      endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(batch.at(0)),
      approximateArrivalOfLastRecord: arrival(batch.at(-1)),
      batchSize: batch.length,
      streamArn: options.streamArn,
    },
  };
}

function matches(filters: readonly EventMatcher[], record: StreamRecord): boolean {
  return filters.length === 0 || filters.some((filter) => filter(record));
}
