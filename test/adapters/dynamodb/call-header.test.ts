import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headerOf, storeHeader } from '../../../adapters/dynamodb/call-header.ts';
import { dynamoCallStore } from '../../../adapters/dynamodb/call-store.ts';
import { CALLS_INDEXES } from '../../../adapters/dynamodb/tables.ts';
import type { CallState } from '../../../agent/call/call-state.ts';
import { CALLS_TABLE, startTables, type Tables } from '../../builders/tables.ts';
import { aCallState, aTurnRecord } from '../../builders/turn-record.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.close());

const store = (state: CallState) => storeHeader(tables.client, CALLS_TABLE, headerOf(state));
async function stored(callId: string) {
  const { Item } = await tables.client.send(
    new GetCommand({
      TableName: CALLS_TABLE,
      Key: { pk: `call#${callId}`, sk: 'call' },
      ConsistentRead: true,
    }),
  );
  return Item;
}

test('whatever the order in which turns arrive, and however often, the newest one makes the header', async () => {
  const order = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(order, fc.boolean(), async (turns, atOnce) => {
      const callId = crypto.randomUUID();
      const states = turns.map((turn) => aCallState({ callId, turn, summary: '' }));
      if (atOnce) await Promise.all(states.map(store));
      else for (const state of states) await store(state);
      expect(await stored(callId)).toMatchObject({ turns: Math.max(...turns) });
    }),
    { numRuns: 20 },
  );
});

test.each<[string, Partial<CallState>]>([
  ['open', { reached: ['book'] }],
  ['book', { reached: ['cancel', 'book'], endReason: 'caller-hung-up' }],
  ['caller-silent', { endReason: 'caller-silent' }],
])('the outcome is %s: the last goal reached, else how the call ended', (outcome, state) => {
  expect(headerOf(aCallState(state)).outcome).toBe(outcome);
});

test('the indexes hold one entry per call, and none of its turns', async () => {
  const callId = crypto.randomUUID();
  const from = '+12065550177';
  await dynamoCallStore(tables.client, CALLS_TABLE).commit(aTurnRecord({ callId, state: { from } }));
  await store(aCallState({ callId, from, endReason: 'line-lost' }));
  const keys = {
    byDay: '2026-12-01#dental-appointments',
    byCaller: from,
    byOutcome: 'line-lost',
  };
  for (const index of Object.values(CALLS_INDEXES)) {
    const { Items } = await tables.client.send(
      new QueryCommand({
        TableName: CALLS_TABLE,
        IndexName: index.name,
        KeyConditionExpression: '#key = :key',
        ExpressionAttributeNames: { '#key': index.partitionKey },
        ExpressionAttributeValues: { ':key': keys[index.name] },
      }),
    );
    expect(Items?.filter((item) => item.callId === callId).map((item) => item.sk)).toEqual(['call']);
  }
});

test('a caller who withheld the number is in no list of callers', async () => {
  const callId = crypto.randomUUID();
  const { from: _from, ...unknown } = aCallState({ callId });
  await store(unknown);
  expect(await stored(callId)).not.toHaveProperty('from');
});
