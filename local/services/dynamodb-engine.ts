import type http from 'node:http';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { CloudProblem } from '../cloud-problem.ts';
import { Item } from '../stream/stream-record.ts';
import { type EngineRequest, EngineSaid } from './dynamodb-messages.ts';

export interface DynamoAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A DynamoDB without streams, latency or faults: dynalite on LevelDB, in a thread of its own. */
export interface DynamoEngine {
  /** Sends a request as it came, in DynamoDB's JSON protocol. */
  send(operation: string, body: Buffer | string, headers?: http.IncomingHttpHeaders): Promise<DynamoAnswer>;
  /** The item as it is now (strongly consistent), in DynamoDB's JSON. */
  item(tableName: string, keys: Item): Promise<Item | undefined>;
  close(): Promise<void>;
}

/** How long dynalite may take to write what it holds and stop. */
const STOP_WITHIN_MS = 5_000;
/** dynalite wants to see a signature but does not check it. */
const UNCHECKED_SIGNATURE =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

const GetItemAnswer = z.object({ Item: Item.optional() });

/**
 * Starts an engine that keeps its data in a directory, or in memory when none is given.
 *
 * @throws CloudProblem when what lies in the directory cannot be read.
 */
export async function startDynamoEngine(directory: string | undefined): Promise<DynamoEngine> {
  const engine = await startEngine(directory);
  try {
    // dynalite opens its files when it is asked first.
    await engine.send('ListTables', '{}');
  } catch (cause) {
    throw new CloudProblem(
      `The data in ${directory} cannot be read. Start with --fresh, or move that directory away.`,
      { cause },
    );
  }
  return engine;
}

async function startEngine(directory: string | undefined): Promise<DynamoEngine> {
  const worker = new Worker(new URL('./dynamodb-worker.ts', import.meta.url), {
    workerData: directory === undefined ? {} : { directory },
  });
  const ask = await askingOf(worker);
  const send: DynamoEngine['send'] = (operation, body, headers) =>
    ask({ ...signedHeaders(operation), ...contentHeaders(headers) }, body.toString());
  return {
    send,
    item: async (tableName, keys) => {
      const body = JSON.stringify({ TableName: tableName, Key: keys, ConsistentRead: true });
      const answer = await send('GetItem', body);
      if (answer.status !== 200)
        throw new CloudProblem(`The local DynamoDB could not read ${tableName}: ${answer.body}`);
      return GetItemAnswer.parse(JSON.parse(answer.body)).Item;
    },
    close: () => stop(worker),
  };
}

type Ask = (headers: Record<string, string>, body: string) => Promise<DynamoAnswer>;

/** Waits until the thread takes requests. What is asked of a thread that broke or stopped is rejected. */
async function askingOf(worker: Worker): Promise<Ask> {
  const asked = new Map<number, PromiseWithResolvers<DynamoAnswer>>();
  const ready = Promise.withResolvers<void>();
  let gone: Error | undefined;
  let lastId = 0;
  const fail = (cause: Error): void => {
    gone ??= cause;
    ready.reject(gone);
    for (const { reject } of asked.values()) reject(gone);
    asked.clear();
  };
  worker.on('message', (message: unknown) => {
    const said = EngineSaid.parse(message);
    if (said.kind === 'ready') return ready.resolve();
    asked.get(said.id)?.resolve({ status: said.status, headers: said.headers, body: said.body });
    asked.delete(said.id);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new CloudProblem('The local DynamoDB has stopped.')));
  await ready.promise;
  return (headers, body) => {
    if (gone !== undefined) return Promise.reject(gone);
    lastId += 1;
    const answer = Promise.withResolvers<DynamoAnswer>();
    asked.set(lastId, answer);
    const request: EngineRequest = { id: lastId, headers, body };
    worker.postMessage(request);
    return answer.promise;
  };
}

function stop(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => void worker.terminate(), STOP_WITHIN_MS);
    worker.once('exit', () => {
      clearTimeout(giveUp);
      resolve();
    });
    worker.postMessage('stop');
  });
}

function signedHeaders(operation: string): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'x-amz-date': '20260101T000000Z',
    authorization: UNCHECKED_SIGNATURE,
  };
}

/** What of the caller's own headers changes the answer. */
function contentHeaders(headers: http.IncomingHttpHeaders | undefined): Record<string, string> {
  const wanted = ['content-type', 'x-amz-target'] as const;
  return Object.fromEntries(
    wanted.flatMap((name) => {
      const value = headers?.[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
