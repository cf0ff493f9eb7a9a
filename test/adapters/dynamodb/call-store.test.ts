import { afterAll, beforeAll, expect, test } from 'vitest';
import { headerOf, storeHeader } from '../../../adapters/dynamodb/call-header.ts';
import { dynamoCallStore } from '../../../adapters/dynamodb/call-store.ts';
import { documentClient } from '../../../adapters/dynamodb/client.ts';
import { serve } from '../../../local/wire/server.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';
import { CALLS_TABLE, startTables, type Tables } from '../../builders/tables.ts';
import { aTurnRecord } from '../../builders/turn-record.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.close());

const store = () => dynamoCallStore(tables.client, CALLS_TABLE);

test('a committed turn is read back as it was written', async () => {
  const record = aTurnRecord({ callId: crypto.randomUUID(), said: "it's O'Brien – Ünal 😀" });
  expect(await store().commit(record)).toBe('committed');
  expect(await store().turn(record.callId, 1)).toEqual(record);
});

test('the newest turn is found by number, not by text: turn 10 comes after turn 9', async () => {
  const callId = crypto.randomUUID();
  for (const turn of [1, 2, 9, 10]) await store().commit(aTurnRecord({ callId, turn }));
  expect((await store().newestTurn(callId))?.turn).toBe(10);
});

test('a call that nobody made has no turns', async () => {
  const callId = crypto.randomUUID();
  expect(await store().newestTurn(callId)).toBeUndefined();
  expect(await store().turn(callId, 1)).toBeUndefined();
});

test('of many deliveries of one turn exactly one is committed, and it stays as it was', async () => {
  const callId = crypto.randomUUID();
  const deliveries = Array.from({ length: 20 }, (_, index) =>
    aTurnRecord({ callId, said: `words ${index}` }),
  );
  const outcomes = await Promise.all(deliveries.map((record) => store().commit(record)));
  expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
  expect(await store().newestTurn(callId)).toEqual(deliveries[outcomes.indexOf('committed')]);
});

test('an item that is no turn is an error that names what is wrong, not a turn', async () => {
  const callId = crypto.randomUUID();
  const broken = { ...aTurnRecord({ callId }), model: undefined };
  // @ts-expect-error: written by something that is not of this version
  await store().commit(broken);
  await expect(store().newestTurn(callId)).rejects.toThrow(/model/);
});

test('a table that does not answer is asked again, and then is an error and not a wait without end', async () => {
  let asked = 0;
  const silent = await serve(() => {
    asked += 1;
  });
  const config = { requestHandler: { requestTimeout: 20, throwOnRequestTimeout: true } };
  const hurried = documentClient({ ...atEndpoint(silent.url), ...config });
  await expect(dynamoCallStore(hurried, CALLS_TABLE).newestTurn(crypto.randomUUID())).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  expect(asked).toBe(3);
  await silent.close();
});

test('the calls of one number are counted by their headers', async () => {
  const from = '+12065550133';
  const states = [crypto.randomUUID(), crypto.randomUUID()].map((callId) => aTurnRecord({ callId }).state);
  for (const state of states) await storeHeader(tables.client, CALLS_TABLE, headerOf({ ...state, from }));
  expect(await store().callsFrom(from)).toBe(2);
  expect(await store().callsFrom('+12065550134')).toBe(0);
});
