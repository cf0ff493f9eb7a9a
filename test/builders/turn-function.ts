import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { vi } from 'vitest';
import * as z from 'zod';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { AnswerEvent } from '../../agent/turn/answer.ts';
import { bundleFunction } from '../../lib/function.ts';
import { CALENDAR_TABLE, CALLS_TABLE, CUSTOMERS_TABLE, PLAYBOOKS_TABLE } from './tables.ts';

type StreamingHandler = (event: unknown, response: Writable, context: object) => Promise<void>;

export interface TurnFunction {
  /** Sends an event as Lambda does; answers what the function streamed. */
  invoke(event: unknown): Promise<{ answer: AnswerEvent[]; chunks: string[] }>;
  /** Everything that the function wrote to its log, line by line. */
  log: Record<string, unknown>[];
  close(): void;
}

export interface TurnFunctionOptions {
  playbooks: CompiledPlaybook[];
  dynamodb: string;
  bedrock: string;
}

const REQUEST_ID = '11111111-2222-3333-4444-555555555555';

/** The turn function's own bundle, as it is deployed, in this process with what Lambda's runtime gives it. */
export async function startTurnFunction(options: TurnFunctionOptions): Promise<TurnFunction> {
  const directory = mkdtempSync(path.join(tmpdir(), 'parley-turn-'));
  const files = { 'playbooks.json': JSON.stringify(options.playbooks) };
  bundleFunction(directory, 'lambdas/turn/handler.ts', files);
  const environment = {
    CALLS_TABLE,
    CALENDAR_TABLE,
    PLAYBOOKS_TABLE,
    CUSTOMERS_TABLE,
    DEPLOYED_PLAYBOOKS: options.playbooks.map(({ id, version }) => `${id}=${version}`).join(' '),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: options.dynamodb,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: options.bedrock,
  };
  // Lambda's environment is always there; vitest takes what is stubbed away before each test.
  const inEnvironment = (): void => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  };
  inEnvironment();
  vi.stubGlobal('awslambda', { streamifyResponse: (handler: StreamingHandler) => handler });
  const log = captureLog();
  const loaded = await import(pathToFileURL(path.join(directory, 'index.mjs')).href);
  const { handler } = z
    .object({ handler: z.custom<StreamingHandler>((it) => typeof it === 'function') })
    .parse(loaded);
  return {
    log,
    async invoke(event) {
      inEnvironment();
      const response = new PassThrough();
      const chunks: string[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk.toString('utf8')));
      await handler(event, response, { awsRequestId: REQUEST_ID });
      const lines = chunks.join('').split('\n').slice(0, -1);
      return { answer: lines.map((line) => AnswerEvent.parse(JSON.parse(line))), chunks };
    },
    close() {
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
      vi.unstubAllGlobals();
      rmSync(directory, { recursive: true });
    },
  };
}

/** Takes the JSON lines that go to the standard output and error from here on. */
function captureLog(): Record<string, unknown>[] {
  const log: Record<string, unknown>[] = [];
  const line = z.record(z.string(), z.unknown());
  const take = (chunk: unknown): boolean => {
    for (const text of String(chunk).split('\n')) {
      if (text.trim() !== '') log.push(text.startsWith('{') ? line.parse(JSON.parse(text)) : { text });
    }
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(take);
  vi.spyOn(process.stderr, 'write').mockImplementation(take);
  return log;
}
