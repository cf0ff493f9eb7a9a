import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { turnToItem } from '../../../adapters/dynamodb/call-store.ts';
import { CALLS_TABLE, startTables, type Tables } from '../../builders/tables.ts';
import { aTurnRecord } from '../../builders/turn-record.ts';

type Handler = typeof import('../../../lambdas/call-header/handler.ts').handler;

let tables: Tables;
let handler: Handler;
const logged: string[] = [];

beforeAll(async () => {
  tables = await startTables();
  vi.stubEnv('CALLS_TABLE', CALLS_TABLE);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', tables.url);
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => logged.push(String(chunk)) > 0);
  ({ handler } = await import('../../../lambdas/call-header/handler.ts'));
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await tables.close();
});

/** A batch of the stream; each item's sequence number is its place, from 1. */
function batchOf(items: Record<string, unknown>[]): DynamoDBStreamEvent {
  return {
    Records: items.map((item, index) => ({
      eventID: `event-${index + 1}`,
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      dynamodb: {
        SequenceNumber: String(index + 1),
        NewImage: JSON.parse(JSON.stringify(marshall(item))),
      },
    })),
  };
}
const context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'call-header',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:call-header',
  memoryLimitInMB: '512',
  awsRequestId: 'request',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
const headers = async () => (await tables.items(CALLS_TABLE)).filter(({ kind }) => kind === 'call');

test('each call of a batch has one header, as of its newest turn', async () => {
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
  const turns = [
    aTurnRecord({ callId: one, turn: 1 }),
    aTurnRecord({ callId: other, turn: 1 }),
    aTurnRecord({ callId: one, turn: 2, state: { endReason: 'caller-hung-up', status: 'ended' } }),
  ];
  expect(await handler(batchOf(turns.map(turnToItem)), context)).toEqual({ batchItemFailures: [] });
  const stored = await headers();
  expect(stored).toContainEqual(
    expect.objectContaining({ callId: one, turns: 2, status: 'ended', outcome: 'caller-hung-up' }),
  );
  expect(stored).toContainEqual(expect.objectContaining({ callId: other, turns: 1, outcome: 'open' }));
});

test('a record that is no turn is delivered again and logged without its words; the others are stored', async () => {
  const callId = crypto.randomUUID();
  const broken = { ...turnToItem(aTurnRecord({ said: 'my secret' })), state: 'my secret' };
  const batch = batchOf([broken, turnToItem(aTurnRecord({ callId }))]);
  expect(await handler(batch, context)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  expect(await headers()).toContainEqual(expect.objectContaining({ callId }));
  expect(logged.join('')).toContain('A call header was not stored');
  expect(logged.join('')).not.toContain('secret');
});
