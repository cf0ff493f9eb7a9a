import { afterAll, beforeAll, expect, test } from 'vitest';
import { headerOf, storeHeader } from '../../../adapters/dynamodb/call-header.ts';
import { openCalls } from '../../../adapters/dynamodb/open-calls.ts';
import type { CallState } from '../../../agent/call/call-state.ts';
import { CALLS_TABLE, startTables, type Tables } from '../../builders/tables.ts';
import { aCallState } from '../../builders/turn-record.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.close());

const store = async (changes: Partial<CallState>): Promise<string> => {
  const state = aCallState({ callId: crypto.randomUUID(), ...changes });
  await storeHeader(tables.client, CALLS_TABLE, headerOf(state));
  return state.callId;
};

test('the calls that are open and began before a moment are found, the oldest first', async () => {
  const second = await store({ startedAt: '2026-12-01T11:00:00.000Z' });
  const first = await store({ startedAt: '2026-11-30T23:00:00.000Z' });
  await store({ startedAt: '2026-12-01T12:00:00.000Z' });
  await store({ startedAt: '2026-12-01T10:00:00.000Z', status: 'ended', endReason: 'caller-hung-up' });
  const found = await Array.fromAsync(openCalls(tables.client, CALLS_TABLE, '2026-12-01T12:00:00.000Z'));
  expect(found).toEqual([first, second]);
});
