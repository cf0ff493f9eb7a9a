import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { scriptModel } from '../../../agent/script/script-model.ts';
import { bundleFunction } from '../../../lib/function.ts';
import { type Faults, faultsWith } from '../../../local/faults.ts';
import { type FunctionPool, functionPool } from '../../../local/lambda/function-pool.ts';
import { zeroLatency } from '../../../local/latency/zero.ts';
import { bedrockService } from '../../../local/services/bedrock/bedrock.ts';
import { lambdaService } from '../../../local/services/lambda.ts';
import { serve, type WireServer } from '../../../local/wire/server.ts';
import { aFlowEvent, aLexEvent } from '../../builders/a-lex-call.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';
import {
  CALENDAR_TABLE,
  CALLS_TABLE,
  CUSTOMERS_TABLE,
  PLAYBOOKS_TABLE,
  startTables,
  type Tables,
} from '../../builders/tables.ts';

const MODEL = 'a-model-that-may-take-its-time';
const base = dentalPlaybook();
const playbook = { ...base, source: { ...base.source, models: [{ id: MODEL, firstTokenMs: 25_000 }] } };

let tables: Tables;
let directory: string;
let faults: Faults;
const servers: WireServer[] = [];
const functions = new Map<string, FunctionPool>();
/** Turns that the hook handed on. */
const handedOn: Promise<unknown>[] = [];

/** The hook and the turn function as they are deployed, each in a process of its own, on services on the wire. */
beforeAll(async () => {
  tables = await startTables();
  directory = mkdtempSync(path.join(tmpdir(), 'parley-slow-model-'));
  faults = faultsWith(1);
  const bedrock = await serve(
    faults.wrap(
      'bedrock',
      bedrockService({
        playbooks: [playbook],
        playbook: async () => playbook,
        writer: scriptModel(),
        latency: zeroLatency,
      }),
    ),
  );
  const lambda = await serve(
    lambdaService({
      functions,
      latency: zeroLatency,
      invokeLater: (pool, payload) => {
        handedOn.push(pool.invoke({ requestId: crypto.randomUUID(), payload }));
      },
    }),
  );
  servers.push(bedrock, lambda);
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
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
  };
  for (const name of ['lex-hook', 'turn']) {
    const bundle = path.join(directory, name);
    bundleFunction(bundle, `lambdas/${name}/handler.ts`, { 'playbooks.json': JSON.stringify([playbook]) });
    const spec = {
      name,
      arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
      directory: bundle,
      handler: 'index.handler',
      environment,
      timeoutMs: 30_000,
      memoryMb: 1024,
    };
    functions.set(
      name,
      functionPool(spec, () => {}),
    );
  }
});
afterAll(async () => {
  await Promise.all([...functions.values()].map((pool) => pool.close()));
  await Promise.all(servers.map((server) => server.close()));
  rmSync(directory, { recursive: true });
  await tables.close();
});

const Answer = z.object({
  sessionState: z.object({
    sessionAttributes: z.record(z.string(), z.string()),
    dialogAction: z.object({ type: z.string() }),
  }),
  messages: z.array(z.object({ content: z.string() })),
});

async function hook(event: unknown): Promise<unknown> {
  const invoked = await functions.get('lex-hook')?.invoke({
    requestId: crypto.randomUUID(),
    payload: JSON.stringify(event),
  });
  if (typeof invoked !== 'object' || invoked.kind !== 'answered')
    throw new Error(`The hook failed: ${JSON.stringify(invoked)}`);
  return JSON.parse(invoked.payload);
}

test('a caller whose answer takes long is asked for a moment, and is told the answer when it is there', async () => {
  const contactId = crypto.randomUUID();
  const greeted = z
    .record(z.string(), z.string())
    .parse(await hook(aFlowEvent('+12065550137', { playbook: playbook.id }, contactId)));
  const stalled = faults.set({ service: 'bedrock', kind: 'stall', times: 1 });

  const session = { playbook: playbook.id, contactId, turn: greeted.turn ?? '' };
  const wait = Answer.parse(await hook(aLexEvent('what are your opening hours', session)));

  expect(stalled.struck()).toBe(1);
  expect(wait.messages.map(({ content }) => content).join()).toContain('One moment, please.');
  expect(wait.sessionState).toMatchObject({
    dialogAction: { type: 'ElicitIntent' },
    sessionAttributes: { waitingFor: '2', turn: '1' },
  });

  await Promise.all(handedOn);
  const silence = aLexEvent('', wait.sessionState.sessionAttributes, { transcriptions: [] });
  const told = Answer.parse(await hook(silence));

  expect(told.messages.map(({ content }) => content).join()).toMatch(/open/i);
  expect(told.sessionState.sessionAttributes).toMatchObject({ waitingFor: '', turn: '2' });
  const items = (await tables.items(CALLS_TABLE)).filter((item) => item.callId === contactId);
  expect(items.map(({ sk, model }) => [sk, model]).toSorted()).toEqual([
    ['turn#000001', 'none'],
    ['turn#000002', MODEL],
  ]);
});
