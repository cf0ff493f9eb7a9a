import * as z from 'zod';
import type { LatencyProfile } from '../latency/latency-profile.ts';
import { pause } from '../latency/pause.ts';
import { type KeyedLock, keyedLock } from '../stream/keyed-lock.ts';
import type { Intent, StreamJournal } from '../stream/stream-journal.ts';
import { Item } from '../stream/stream-record.ts';
import { readBody, type WireHandler } from '../wire/server.ts';
import type { DynamoAnswer, DynamoEngine } from './dynamodb-engine.ts';

/** A table that has a stream. */
export interface StreamedTable {
  /** Names of the key attributes. */
  keyNames: readonly string[];
  journal: StreamJournal;
}

export interface DynamoDbOptions {
  engine: DynamoEngine;
  /** By table name. */
  streamed: ReadonlyMap<string, StreamedTable>;
  latency: LatencyProfile;
}

/** One item that a request writes. */
interface Write {
  table: StreamedTable;
  tableName: string;
  keys: Item;
}

const WriteRequest = z.object({ TableName: z.string(), Item: Item.optional(), Key: Item.optional() });
const BatchWriteRequest = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.object({
        PutRequest: z.object({ Item }).optional(),
        DeleteRequest: z.object({ Key: Item }).optional(),
      }),
    ),
  ),
});

/**
 * Amazon DynamoDB: every request goes to the engine as it came. Around a write to a table with a stream the
 * item is read before and after, under a lock on that item, and the difference is journalled.
 */
export function dynamodbService({ engine, streamed, latency }: DynamoDbOptions): WireHandler {
  const lock = keyedLock();
  return async (request, response) => {
    const body = await readBody(request);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const writes = writesOf(operation, body, streamed);
    const send = () => engine.send(operation, body, request.headers);
    const answer = writes.length === 0 ? await send() : await sendJournalled(writes, { engine, lock, send });
    await pause(latency.sample('dynamodb'));
    response.statusCode = answer.status;
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
    response.end(answer.body);
  };
}

/** Settles the writes that were begun and not finished when the cloud last stopped, by what the items now are. */
export async function settleUnfinishedWrites(
  engine: DynamoEngine,
  streamed: ReadonlyMap<string, StreamedTable>,
): Promise<void> {
  for (const [tableName, { journal }] of streamed)
    for (const intent of journal.unsettled())
      journal.settle(intent, await engine.item(tableName, intent.keys));
}

interface Sending {
  engine: DynamoEngine;
  lock: KeyedLock;
  send(): Promise<DynamoAnswer>;
}

function sendJournalled(writes: Write[], { engine, lock, send }: Sending): Promise<DynamoAnswer> {
  const names = writes.map(({ tableName, keys }) => `${tableName} ${JSON.stringify(keys)}`);
  return lock.run(names, async () => {
    const intents: { write: Write; intent: Intent }[] = [];
    for (const write of writes) {
      const before = await engine.item(write.tableName, write.keys);
      intents.push({ write, intent: write.table.journal.announce(write.keys, before) });
    }
    const answer = await send();
    for (const { write, intent } of intents) {
      const unchanged = answer.status !== 200;
      const after = unchanged ? intent.before : await engine.item(write.tableName, write.keys);
      write.table.journal.settle(intent, after);
    }
    return answer;
  });
}

/** The streamed items that a request would write. A request that makes no sense writes none: the engine refuses it. */
function writesOf(operation: string, body: Buffer, streamed: ReadonlyMap<string, StreamedTable>): Write[] {
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem': {
      const write = parse(WriteRequest, body);
      return write === undefined ? [] : writeTo(write.TableName, write.Item ?? write.Key, streamed);
    }
    case 'BatchWriteItem': {
      const tables = Object.entries(parse(BatchWriteRequest, body)?.RequestItems ?? {});
      return tables.flatMap(([table, requests]) =>
        requests.flatMap(({ PutRequest, DeleteRequest }) =>
          writeTo(table, PutRequest?.Item ?? DeleteRequest?.Key, streamed),
        ),
      );
    }
    default:
      return [];
  }
}

function writeTo(
  name: string,
  item: Item | undefined,
  streamed: ReadonlyMap<string, StreamedTable>,
): Write[] {
  const tableName = name.split('/').at(-1) ?? name;
  const table = streamed.get(tableName);
  if (table === undefined || item === undefined) return [];
  const keys = Object.fromEntries(table.keyNames.map((key) => [key, item[key]]));
  return Object.values(keys).includes(undefined) ? [] : [{ table, tableName, keys }];
}

function parse<S extends z.ZodType>(schema: S, body: Buffer): z.output<S> | undefined {
  try {
    return schema.safeParse(JSON.parse(body.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
