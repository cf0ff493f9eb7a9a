import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  LambdaClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FunctionPool } from '../../../local/lambda/function-pool.ts';
import { zeroLatency } from '../../../local/latency/zero.ts';
import { lambdaService } from '../../../local/services/lambda.ts';
import { serve } from '../../../local/wire/server.ts';
import { aDirectory } from '../../builders/a-change.ts';
import { aFunction } from '../../builders/a-function.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';

/** A process takes a quarter of a second to start, and much longer where many start at once. */
const STARTS_WITHIN_MS = 30_000;

/** AWS's own client, connected to a local Lambda with these functions. */
async function lambdaWith(...pools: FunctionPool[]): Promise<LambdaClient> {
  const functions = new Map(pools.map((pool) => [pool.spec.name, pool]));
  const server = await serve(lambdaService({ functions, latency: zeroLatency, invokeLater: () => {} }));
  const client = new LambdaClient({ ...atEndpoint(server.url), maxAttempts: 1 });
  onTestFinished(async () => {
    client.destroy();
    await server.close();
  });
  return client;
}

interface Answer {
  error: string | undefined;
  body: unknown;
}

async function invoke(client: LambdaClient, event: unknown = {}, name = 'demo'): Promise<Answer> {
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }),
  );
  return { error: FunctionError, body: JSON.parse(Payload?.transformToString() ?? '') };
}

async function* stream(client: LambdaClient, event: unknown = {}): AsyncGenerator<string> {
  const { EventStream } = await client.send(
    new InvokeWithResponseStreamCommand({ FunctionName: 'demo', Payload: JSON.stringify(event) }),
  );
  for await (const { PayloadChunk, InvokeComplete } of EventStream ?? []) {
    if (PayloadChunk?.Payload !== undefined) yield Buffer.from(PayloadChunk.Payload).toString('utf8');
    if (InvokeComplete !== undefined) yield `complete ${InvokeComplete.ErrorCode ?? 'well'}`;
  }
}

describe('an invocation', { timeout: STARTS_WITHIN_MS }, () => {
  it('gives the handler its event and a context, and answers what it returns', async () => {
    const demo = aFunction(
      'export const handler = async (event, context) => ({ event, name: context.functionName, left: context.getRemainingTimeInMillis() });',
    );
    const { body, error } = await invoke(await lambdaWith(demo), { callId: 'c1' });
    expect(error).toBeUndefined();
    expect(body).toMatchObject({ event: { callId: 'c1' }, name: 'demo' });
    expect(body).toHaveProperty('left', expect.closeTo(10_000, -3));
  });

  it('gives the function the template’s environment and nothing of this machine’s', async () => {
    const demo = aFunction('export const handler = async () => process.env;', {
      environment: { CALLS_TABLE: 'calls' },
    });
    const { body } = await invoke(await lambdaWith(demo));
    expect(body).toMatchObject({ CALLS_TABLE: 'calls', AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256', TZ: 'UTC' });
    expect(body).not.toHaveProperty('HOME');
    expect(body).not.toHaveProperty('PATH');
  });

  it('answers null for a handler that returns nothing', async () => {
    const client = await lambdaWith(aFunction('export const handler = async () => {};'));
    expect((await invoke(client)).body).toBeNull();
  });

  it('tells a thrown error as Lambda does', async () => {
    const client = await lambdaWith(
      aFunction('export const handler = async () => { throw new RangeError("too far"); };'),
    );
    expect(await invoke(client)).toMatchObject({
      error: 'Unhandled',
      body: { errorType: 'RangeError', errorMessage: 'too far', trace: expect.any(Array) },
    });
  });

  it('is found by ARN and by name with a qualifier', async () => {
    const client = await lambdaWith(aFunction('export const handler = async () => "here";'));
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:demo';
    expect((await invoke(client, {}, arn)).body).toBe('here');
    expect((await invoke(client, {}, 'demo:$LATEST')).body).toBe('here');
  });

  it('is refused for a function that is not there', async () => {
    await expect(invoke(await lambdaWith(), {}, 'nobody')).rejects.toThrow(ResourceNotFoundException);
  });

  it('runs in a process that stays for the next one', async () => {
    const client = await lambdaWith(aFunction('let n = 0; export const handler = async () => ++n;'));
    await invoke(client);
    expect((await invoke(client)).body).toBe(2);
  });

  it('has a process to itself', async () => {
    const demo = aFunction(`
      import { readdirSync, writeFileSync } from 'node:fs';
      let running = 0;
      export const handler = async ({ meeting, id }) => {
        running += 1;
        writeFileSync(meeting + '/' + id, '');
        while (readdirSync(meeting).length < 3) await new Promise((r) => setTimeout(r, 5));
        return running;
      };`);
    const client = await lambdaWith(demo);
    const meeting = aDirectory();
    const answers = await Promise.all([1, 2, 3].map((id) => invoke(client, { meeting, id })));
    expect(answers.map(({ body }) => body)).toEqual([1, 1, 1]);
    expect(demo.pids()).toHaveLength(3);
  });
});

describe('a function that fails to live', { timeout: STARTS_WITHIN_MS }, () => {
  it('is cut off at its timeout, and its next invocation gets a fresh process', async () => {
    const demo = aFunction(
      'export const handler = async ({ hang }) => hang ? new Promise((r) => setTimeout(r, 60_000)) : process.pid;',
      { timeoutMs: 500 },
    );
    const client = await lambdaWith(demo);
    const first = (await invoke(client)).body;
    expect(await invoke(client, { hang: true })).toMatchObject({
      error: 'Unhandled',
      body: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringContaining('timed out after 0.50 seconds'),
      },
    });
    expect((await invoke(client)).body).not.toBe(first);
  });

  it('is reported as exited when it is killed in the middle of its work', async () => {
    const begun = Promise.withResolvers<void>();
    const demo = aFunction(
      'export const handler = async () => { console.log("begun"); await new Promise((r) => setTimeout(r, 60_000)); };',
      { onLine: () => begun.resolve() },
    );
    const client = await lambdaWith(demo);
    const answer = invoke(client);
    await begun.promise;
    for (const pid of demo.pids()) process.kill(pid, 'SIGKILL');
    expect(await answer).toMatchObject({
      error: 'Unhandled',
      body: { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('SIGKILL') },
    });
  });

  it('says why its module could not be loaded', async () => {
    const client = await lambdaWith(aFunction('import "./missing.mjs"; export const handler = 1;'));
    expect(await invoke(client)).toMatchObject({
      body: { errorType: 'Runtime.InitError', errorMessage: expect.stringContaining('missing.mjs') },
    });
  });
});

describe('a streamed answer', { timeout: STARTS_WITHIN_MS }, () => {
  it('comes chunk by chunk, the first before the function has finished', async () => {
    const demo = aFunction(`
      import { existsSync } from 'node:fs';
      export const handler = awslambda.streamifyResponse(async ({ goOn }, stream) => {
        stream.write('one');
        while (!existsSync(goOn)) await new Promise((r) => setTimeout(r, 5));
        stream.end('two');
      });`);
    const goOn = path.join(aDirectory(), 'go-on');
    const chunks: string[] = [];
    for await (const chunk of stream(await lambdaWith(demo), { goOn })) {
      chunks.push(chunk);
      writeFileSync(goOn, '');
    }
    expect(chunks).toEqual(['one', 'two', 'complete well']);
  });

  it('ends with the error when the function fails in the middle', async () => {
    const demo = aFunction(
      'export const handler = awslambda.streamifyResponse(async (event, stream) => { stream.write("one"); throw new TypeError("no"); });',
    );
    const chunks: string[] = [];
    for await (const chunk of stream(await lambdaWith(demo))) chunks.push(chunk);
    expect(chunks).toEqual(['one', 'complete TypeError']);
  });

  it('is one chunk for a function that does not stream', async () => {
    const client = await lambdaWith(aFunction('export const handler = async () => ({ ok: true });'));
    const chunks: string[] = [];
    for await (const chunk of stream(client)) chunks.push(chunk);
    expect(chunks).toEqual(['{"ok":true}', 'complete well']);
  });

  it('is gathered when it is invoked without streaming', async () => {
    const demo = aFunction(
      'export const handler = awslambda.streamifyResponse(async (event, stream) => { stream.write(\'{"a":\'); stream.end("1}"); });',
    );
    expect((await invoke(await lambdaWith(demo))).body).toEqual({ a: 1 });
  });
});

it('a function’s process ends when the process that started it is killed', {
  timeout: STARTS_WITHIN_MS,
}, async () => {
  const parent = fork(new URL('../../builders/function-parent.ts', import.meta.url), [aDirectory()], {
    stdio: 'pipe',
  });
  const [childPid] = await once(parent, 'message');
  parent.kill('SIGKILL');
  const isGone = (): boolean => {
    try {
      process.kill(Number(childPid), 0);
      return false;
    } catch {
      return true;
    }
  };
  await expect.poll(isGone, { timeout: 5_000 }).toBe(true);
});
