import path from 'node:path';
import type { FunctionPool } from '../lambda/function-pool.ts';
import type { InvocationOutcome } from '../lambda/invocation.ts';
import type { StreamedTable } from '../services/dynamodb.ts';
import type { Queue } from '../services/sqs.ts';
import { type Cursor, openCursor } from '../stream/cursor.ts';
import { type StreamReader, startStreamReader } from '../stream/reader.ts';
import { openStreamJournal } from '../stream/stream-journal.ts';
import type { TableSpec } from './resources/dynamodb-table.ts';
import type { MappingSpec } from './resources/event-source-mapping.ts';

/** The table streams of a template, and who reads them. */
export interface Streams {
  /** By table name. */
  tables: ReadonlyMap<string, StreamedTable>;
  /** Begins to hand records to the functions. */
  start(ports: StreamPorts): void;
  /** Resolves when every record so far has been processed or given up. */
  idle(): Promise<void>;
  /** Begins no further batch; resolves when the ones in work are over. What was not processed comes again. */
  stop(): Promise<void>;
  /** Closes the files, after the last write to a table. */
  close(): void;
}

export interface StreamPorts {
  functions: ReadonlyMap<string, FunctionPool>;
  queueByArn(arn: string): Queue | undefined;
  onWarning(message: string): void;
}

interface Subscription {
  mapping: MappingSpec;
  cursor: Cursor;
  table: TableSpec;
}

/** Opens the streams as the last run left them. */
export function openStreams(
  tables: readonly TableSpec[],
  mappings: readonly MappingSpec[],
  options: { directory: string; region: string },
): Streams {
  const subscriptions = tables.flatMap((table): Subscription[] =>
    mappings
      .filter(({ enabled, options: { streamArn } }) => enabled && streamArn === table.stream?.arn)
      .map((mapping) => ({
        mapping,
        table,
        cursor: openCursor(path.join(options.directory, `${table.name}.${mapping.options.name}.cursor`)),
      })),
  );
  const readUpTo = (table: string): number =>
    Math.min(...subscriptions.filter((each) => each.table.name === table).map(({ cursor }) => cursor.at));
  const streamed = new Map(
    tables.flatMap(({ name, keyNames, stream }): [string, StreamedTable][] => {
      if (stream === undefined) return [];
      const journal = openStreamJournal({
        file: path.join(options.directory, `${name}.ndjson`),
        stream: { streamArn: stream.arn, view: stream.view, region: options.region },
        readUpTo: readUpTo(name),
        now: Date.now,
      });
      return [[name, { keyNames, journal }]];
    }),
  );
  const readers: StreamReader[] = [];
  return {
    tables: streamed,
    start: (ports) => {
      for (const subscription of subscriptions) {
        const table = streamed.get(subscription.table.name);
        if (table !== undefined) readers.push(startReader(subscription, table, ports, readUpTo));
      }
    },
    idle: async () => {
      await Promise.all(readers.map((reader) => reader.idle()));
    },
    stop: async () => {
      await Promise.all(readers.map((reader) => reader.stop()));
    },
    close: () => {
      for (const { journal } of streamed.values()) journal.close();
    },
  };
}

function startReader(
  { mapping, cursor, table }: Subscription,
  { journal }: StreamedTable,
  ports: StreamPorts,
  readUpTo: (table: string) => number,
): StreamReader {
  const pool = ports.functions.get(mapping.functionName);
  const queue = mapping.onFailureArn === undefined ? undefined : ports.queueByArn(mapping.onFailureArn);
  const { name } = mapping.options;
  return startStreamReader({
    mapping: { ...mapping.options, functionArn: pool?.spec.arn ?? mapping.functionName },
    ports: {
      journal,
      cursor: {
        get at() {
          return cursor.at;
        },
        moveTo: (sequence) => {
          cursor.moveTo(sequence);
          journal.forget(readUpTo(table.name));
        },
      },
      invoke: (payload) => invoke(pool, payload, mapping.functionName),
      giveUp: (message) => {
        ports.onWarning(`${name}: a batch was given up and put into ${queue?.name ?? 'no queue'}.`);
        queue?.send(JSON.stringify(message));
      },
      now: Date.now,
    },
    onProblem: ports.onWarning,
  });
}

async function invoke(
  pool: FunctionPool | undefined,
  payload: string,
  name: string,
): Promise<InvocationOutcome> {
  if (pool === undefined) return failed('ResourceNotFoundException', `Function not found: ${name}`);
  const outcome = await pool
    .invoke({ requestId: crypto.randomUUID(), payload })
    .catch((cause: unknown) => failed('Runtime.InitError', String(cause)));
  return outcome === 'throttled' ? failed('TooManyRequestsException', 'Rate Exceeded.') : outcome;
}

function failed(errorType: string, errorMessage: string): InvocationOutcome {
  return { kind: 'failed', error: { errorType, errorMessage } };
}
