import http from 'node:http';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { CloudProblem } from '../cloud-problem.ts';
import { Item } from '../stream/stream-record.ts';

export interface DynamoAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
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

const Address = z.object({ port: z.number() });
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
  const { port } = Address.parse(await firstMessage(worker));
  const agent = new http.Agent({ keepAlive: true });
  const send: DynamoEngine['send'] = (operation, body, headers) =>
    post({ port, agent, headers: { ...signedHeaders(operation), ...contentHeaders(headers) } }, body);
  return {
    send,
    item: async (tableName, keys) => {
      const body = JSON.stringify({ TableName: tableName, Key: keys, ConsistentRead: true });
      const answer = await send('GetItem', body);
      if (answer.status !== 200)
        throw new CloudProblem(
          `The local DynamoDB could not read ${tableName}: ${answer.body.toString('utf8')}`,
        );
      return GetItemAnswer.parse(JSON.parse(answer.body.toString('utf8'))).Item;
    },
    close: async () => {
      agent.destroy();
      await stop(worker);
    },
  };
}

function firstMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
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

interface Post {
  port: number;
  agent: http.Agent;
  headers: Record<string, string>;
}

function post({ port, agent, headers }: Post, body: Buffer | string): Promise<DynamoAnswer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, agent, method: 'POST', headers, path: '/' };
    const request = http.request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 500,
          headers: answerHeaders(response.headers),
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

function answerHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const wanted = ['content-type', 'x-amz-crc32', 'x-amzn-requestid'];
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      wanted.includes(name) && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
