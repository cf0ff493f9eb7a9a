import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { turnClient } from '../../../adapters/lambda/turn-client.ts';
import { compile } from '../../../agent/playbook/compile.ts';
import { PlaybookSource } from '../../../agent/playbook/schema.ts';
import { parseConfiguration } from '../../../lib/configuration/read.ts';
import { ParleyStack } from '../../../lib/parley-stack.ts';
import { STACK_NAME } from '../../../lib/synthesize.ts';
import { type Cloud, startCloud } from '../../../local/cloud/cloud.ts';
import { SENT_TEXTS_FILE } from '../../../local/cloud/services.ts';
import { zeroLatency } from '../../../local/latency/zero.ts';
import { clientOf } from '../../../local/scenario/stages/turns-stage.ts';
import { readSentTexts } from '../../../local/services/text-messages.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';
import { callerSaid, callStarted } from '../../builders/a-turn-request.ts';

const WITHIN_MS = 120_000;
const CALLER = '+12065550137';
const undo = new AsyncDisposableStack();
let cloud: Cloud;

const { source, passages } = dentalPlaybook();
const both = (text: string) => ({ 'en-US': text, 'es-US': text });
/** The dental practice with a goal whose one step sends a text. */
const playbook = compile(
  PlaybookSource.parse({
    ...source,
    tools: [...source.tools, 'send_text'],
    messages: {
      templates: { directions: both('{company} is behind the old mill.') },
      mostPerCall: 1,
      decline: { 'en-US': ['no texts'], 'es-US': ['sin mensajes'] },
    },
    goals: {
      ...source.goals,
      directions: {
        label: both('directions'),
        phrases: { 'en-US': ['text me the directions'], 'es-US': ['mándeme la dirección'] },
        start: 'send',
        steps: {
          send: { tool: 'send_text', input: { template: 'directions' }, next: 'end' },
          end: { done: both('I have sent you a text.') },
        },
      },
    },
  }),
  passages,
);

beforeAll(async () => {
  const assemblyDirectory = mkdtempSync(path.join(tmpdir(), 'parley-texts-'));
  undo.defer(() => rmSync(assemblyDirectory, { recursive: true, force: true }));
  const app = new App({
    outdir: assemblyDirectory,
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  const configuration = parseConfiguration('', 'the configuration', [playbook], {});
  new ParleyStack(app, STACK_NAME, { configuration, playbooks: [playbook] });
  app.synth();
  cloud = await startCloud({
    assemblyDirectory,
    dataDirectory: 'memory',
    latency: zeroLatency,
    seed: 1,
    realServices: new Set(),
  });
  undo.defer(() => cloud.close());
}, WITHIN_MS);
afterAll(() => undo.disposeAsync());

it(
  'a text that a call asks for goes from the turn over the stream and the bus to the caller, once',
  async () => {
    const client = clientOf(cloud);
    undo.defer(() => client.destroy());
    const take = turnClient(client, cloud.outputs.TurnFunctionOutput ?? '');
    const signal = new AbortController().signal;
    await Array.fromAsync(take(callStarted({ playbook: playbook.id, from: CALLER }), signal));
    const asking = callerSaid(2, 'please text me the directions');
    await Array.fromAsync(take(asking, signal));
    await Array.fromAsync(take(asking, signal));
    const file = path.join(cloud.dataDirectory, SENT_TEXTS_FILE);
    await vi.waitFor(() => expect(readSentTexts(file)).toHaveLength(1), { timeout: 20_000 });
    expect(readSentTexts(file)).toMatchObject([
      { to: CALLER, body: `${source.company} is behind the old mill.`, callId: asking.callId },
    ]);
  },
  WITHIN_MS,
);
