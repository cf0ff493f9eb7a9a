import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { bundleFunction } from '../../../lib/function.ts';
import { aLexEvent } from '../../builders/a-lex-call.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';
import {
  CALENDAR_TABLE,
  CALLS_TABLE,
  CUSTOMERS_TABLE,
  PLAYBOOKS_TABLE,
  startTables,
  type Tables,
} from '../../builders/tables.ts';

let tables: Tables;
let directory: string;
let handler: (event: unknown) => Promise<unknown>;
const log: string[] = [];

const playbook = { ...dentalPlaybook(), source: { ...dentalPlaybook().source, models: [] } };
const NUMBER = '+12065550137';

/** The bundle as it is deployed, on real tables; its models are left out, so the script answers. */
beforeAll(async () => {
  tables = await startTables();
  directory = mkdtempSync(path.join(tmpdir(), 'parley-lex-hook-'));
  bundleFunction(directory, 'lambdas/lex-hook/handler.ts', { 'playbooks.json': JSON.stringify([playbook]) });
  const environment = {
    CALLS_TABLE,
    CALENDAR_TABLE,
    PLAYBOOKS_TABLE,
    CUSTOMERS_TABLE,
    DEPLOYED_PLAYBOOKS: `${playbook.id}=${playbook.version}`,
    TURN_FUNCTION: 'turn',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: tables.url,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => log.push(String(chunk)) > 0);
  const loaded = await import(pathToFileURL(path.join(directory, 'index.mjs')).href);
  ({ handler } = z
    .object({ handler: z.custom<typeof handler>((it) => typeof it === 'function') })
    .parse(loaded));
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
  await tables.close();
});

const flowEvent = (contactId: string) => ({
  Name: 'ContactFlowEvent',
  Details: {
    Parameters: {
      playbook: playbook.id,
      step: 'enter',
      markup: 'ssml',
      recognition: 'Advanced',
      locale: 'en-US',
    },
    ContactData: { ContactId: contactId, CustomerEndpoint: { Address: NUMBER, Type: 'TELEPHONE_NUMBER' } },
  },
});

test('one function greets for the flow and answers for Lex, and the turns are in the table', async () => {
  const contactId = crypto.randomUUID();
  const greeting = z.record(z.string(), z.string()).parse(await handler(flowEvent(contactId)));
  expect(greeting.prompt).toContain('Robin');
  const attributes = { playbook: playbook.id, contactId, turn: greeting.turn ?? '' };
  const response = await handler(aLexEvent('what are your opening hours', attributes));
  expect(response).toMatchObject({ sessionState: { dialogAction: { type: 'ElicitIntent' } } });
  const items = (await tables.items(CALLS_TABLE)).filter((item) => item.callId === contactId);
  expect(items.map(({ sk }) => sk).toSorted()).toEqual(['turn#000001', 'turn#000002']);
});

test('no log line holds what the caller said or is', async () => {
  const attributes = { playbook: playbook.id, contactId: crypto.randomUUID(), from: NUMBER };
  await handler(aLexEvent('my name is zebulon quux', attributes));
  await expect(handler(aLexEvent('zebulon quux', { from: NUMBER }))).rejects.toThrow(/the function logged/);
  expect(log.join('')).toContain('An event was not answered');
  expect(log.join('').toLowerCase()).not.toMatch(/zebulon|quux|5550137/);
});
