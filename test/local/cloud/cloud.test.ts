import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { tickOf } from '../../../local/cloud/buses.ts';
import { type Cloud, startCloud } from '../../../local/cloud/cloud.ts';
import type { CloudOptions } from '../../../local/cloud/cloud-options.ts';
import { CloudProblem } from '../../../local/cloud-problem.ts';
import { FromService } from '../../../media/lines/protocol.ts';
import { aDirectory } from '../../builders/a-change.ts';
import { aCloud } from '../../builders/a-cloud.ts';
import { theAssembly } from '../../builders/an-assembly.ts';
import { IN_MEMORY, lambdaOf, saying, takeTurnIn } from '../../builders/take-turn.ts';

let assemblyDirectory = '';
beforeAll(async () => {
  assemblyDirectory = await theAssembly();
});

/** The stack with its data in a directory. */
const kept = (dataDirectory: string): CloudOptions => ({ ...IN_MEMORY, assemblyDirectory, dataDirectory });

const greeted = (callId: string): object => ({
  callId,
  turn: 1,
  cause: 'call-started',
  playbook: 'dental-appointments',
});

/** Ids of a call's events on the bus, without the repetitions that at-least-once delivery allows. */
const eventIds = (cloud: Cloud, callId: string): unknown[] => [
  ...new Set(cloud.busEvents(callId).map(({ detail }) => detail.id)),
];

/** Waits until these events of a call have been published; each may come more than once. */
async function published(cloud: Cloud, callId: string, types: string[]): Promise<void> {
  await expect
    .poll(() => [...new Set(cloud.busEvents(callId).map((event) => event['detail-type']))], {
      timeout: 15_000,
    })
    .toEqual(expect.arrayContaining(types));
}

describe('the stack on this machine', () => {
  let cloud: Cloud;
  let warnedAtStart: string[];
  beforeAll(async () => {
    cloud = await startCloud({ ...IN_MEMORY, assemblyDirectory });
    warnedAtStart = [...cloud.warnings];
  });
  afterAll(() => cloud.close());

  it('names what it does not run, and nothing that it would miss', async () => {
    expect(warnedAtStart).toHaveLength(1);
    expect(warnedAtStart[0]).toMatch(/^Not run on a laptop, and not missed: .*AWS::IAM::Role/);
  });

  it('serves the media service where the stack’s own output says', async () => {
    expect(await health(cloud.mediaUrl)).toBe(200);
  });

  it('warns when something asks for a service that it does not have', async () => {
    const answer = await fetch(cloud.environment.AWS_ENDPOINT_URL ?? '', { method: 'POST', body: '{}' });
    expect(answer.status).toBe(501);
    expect(cloud.warnings.at(-1)).toBe(
      "A service that the laptop's cloud does not have was asked for: POST /.",
    );
  });

  it('takes a turn with the deployed function, stores it, and publishes its events once after de-duplication', async () => {
    const callId = crypto.randomUUID();
    const greeting = await takeTurnIn(cloud, greeted(callId));
    expect(greeting[0]).toMatchObject({ type: 'say', text: expect.stringContaining('Robin') });
    const answer = await takeTurnIn(cloud, saying(callId, 2, "I'd like to book a cleaning"));
    expect(answer.at(-1)).toMatchObject({ type: 'done', turn: 2, model: expect.stringContaining('claude') });
    expect(await cloud.calls.stateOf(callId)).toMatchObject({ turn: 2, goal: 'book' });
    await cloud.settled();
    expect(eventIds(cloud, callId)).toEqual([`${callId}/1/0`, `${callId}/1/1`, `${callId}/2/0`]);
  });

  it('loses no event when publish-events is killed between the write and the publish', async () => {
    const publisher = functionNamed(cloud, 'PublishEvents');
    // Its requests to the bus hang, so it is certain to be at work when it is killed.
    const stall = cloud.faults.set({ service: 'eventbridge', kind: 'stall' });
    const callId = crypto.randomUUID();
    await takeTurnIn(cloud, greeted(callId));
    await expect.poll(() => stall.struck(), { timeout: 10_000 }).toBe(1);
    for (const { functionName, pid } of cloud.workers())
      if (functionName === publisher) process.kill(pid, 'SIGKILL');
    stall.takeAway();
    await published(cloud, callId, ['call.started', 'turn.completed']);
    expect(eventIds(cloud, callId)).toEqual([`${callId}/1/0`, `${callId}/1/1`]);
  });

  it('starts another media service in the place of one that was killed', async () => {
    const [before] = cloud.containers().map(({ pid }) => pid);
    process.kill(before ?? 0, 'SIGKILL');
    await expect.poll(() => cloud.containers()[0]?.pid, { timeout: 20_000 }).not.toBe(before);
    expect(await health(cloud.mediaUrl ?? '')).toBe(200);
  });

  it('leaves no call open when the media service that held it is killed', async () => {
    const callId = await aCallHeldBy(cloud.mediaUrl ?? '');
    const [{ pid } = { pid: 0 }] = cloud.containers();
    process.kill(pid, 'SIGKILL');
    await cloud.settled();
    await sweep(cloud, Date.now());
    expect(await cloud.calls.stateOf(callId)).toMatchObject({ status: 'greeting' });
    await sweep(cloud, Date.now() + 11 * 60_000);
    await published(cloud, callId, ['call.ended']);
    expect(await cloud.calls.stateOf(callId)).toMatchObject({ status: 'ended', endReason: 'line-lost' });
  });
});

describe('starting and stopping the stack', () => {
  it('publishes after a restart what was stored before it and not published', async () => {
    const dataDirectory = aDirectory();
    const callId = crypto.randomUUID();
    const first = await startCloud(kept(dataDirectory));
    first.faults.set({ service: 'eventbridge', kind: 'stall' });
    await takeTurnIn(first, greeted(callId));
    await first.close();
    const second = await aCloud(kept(dataDirectory));
    await published(second, callId, ['call.started', 'turn.completed']);
    expect(eventIds(second, callId)).toEqual([`${callId}/1/0`, `${callId}/1/1`]);
    expect(await second.calls.stateOf(callId)).toMatchObject({ turn: 1 });
  });

  it('loses no event and leaves no process behind when the whole of it is killed', async () => {
    const dataDirectory = aDirectory();
    const program = new URL('../../builders/cloud-parent.ts', import.meta.url);
    const parent = fork(program, [assemblyDirectory, dataDirectory], { stdio: 'pipe' });
    const [message] = await once(parent, 'message');
    const { callId, pids, mediaUrl } = Started.parse(message);
    parent.kill('SIGKILL');
    await expect.poll(() => pids.filter(isRunning), { timeout: 10_000 }).toEqual([]);
    await expect.poll(() => health(mediaUrl).catch(() => 'gone'), { timeout: 10_000 }).toBe('gone');
    const restarted = await aCloud(kept(dataDirectory));
    await published(restarted, callId, ['call.started', 'turn.completed']);
    expect(eventIds(restarted, callId)).toEqual([`${callId}/1/0`, `${callId}/1/1`]);
  });

  it('keeps its data directory for itself, and leaves neither lock nor process behind when it is closed', async () => {
    const dataDirectory = aDirectory();
    const lock = path.join(dataDirectory, 'lock');
    const first = await startCloud(kept(dataDirectory));
    const pids = first.workers().map(({ pid }) => pid);
    expect(pids.length).toBeGreaterThan(0);
    await expect(startCloud(kept(dataDirectory))).rejects.toThrow(CloudProblem);
    expect(readFileSync(lock, 'utf8')).toBe(String(process.pid));
    await first.close();
    expect(existsSync(lock)).toBe(false);
    await expect.poll(() => pids.filter(isRunning)).toEqual([]);
  });

  it('is taken down again when it is no longer wanted while it starts', async () => {
    const dataDirectory = aDirectory();
    const notWanted = new AbortController();
    const starting = startCloud({
      ...kept(dataDirectory),
      signal: notWanted.signal,
      onProgress: (message) => message.startsWith('Loading') && notWanted.abort(new Error('not wanted')),
    });
    await expect(starting).rejects.toThrow('not wanted');
    expect(existsSync(path.join(dataDirectory, 'lock'))).toBe(false);
  });

  it('names the directory when there is nothing synthesized in it', async () => {
    const empty = aDirectory();
    await expect(aCloud({ assemblyDirectory: empty })).rejects.toThrow(`${empty} holds no cloud assembly`);
  });
});

/** Physical name of the function whose logical id has this part. */
function functionNamed(cloud: Cloud, part: string): string {
  const found = Object.entries(cloud.names.functions).find(([id]) => id.includes(part));
  if (found === undefined) throw new Error(`The stack has no function ${part}.`);
  return found[1];
}

/** Begins a call on the media service, and gives its id once its first turn is in the record. */
async function aCallHeldBy(mediaUrl: string): Promise<string> {
  const socket = new WebSocket(mediaUrl);
  onTestFinished(() => socket.close());
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'hello', line: 'browser', playbook: 'dental-appointments' }));
  return new Promise((resolve) => {
    let callId = '';
    socket.addEventListener('message', ({ data }) => {
      const message = typeof data === 'string' ? FromService.parse(JSON.parse(data)) : undefined;
      if (message?.type === 'started') callId = message.callId;
      if (message?.type === 'answer' && message.event.type === 'done') resolve(callId);
    });
  });
}

/** Has the sweep look for lost calls as the schedule would at that time. */
async function sweep(cloud: Cloud, nowMs: number): Promise<void> {
  const client = lambdaOf(cloud);
  const rule = { arn: 'arn:aws:events:us-east-1:000000000000:rule/sweep' };
  const { FunctionError } = await client.send(
    new InvokeCommand({
      FunctionName: functionNamed(cloud, 'LostCalls'),
      Payload: JSON.stringify(tickOf(rule, 'us-east-1', new Date(nowMs))),
    }),
  );
  client.destroy();
  expect(FunctionError).toBeUndefined();
}

const Started = z.object({ callId: z.string(), pids: z.array(z.number()), mediaUrl: z.string() });

async function health(mediaUrl: string | undefined): Promise<number> {
  return (await fetch(new URL('/health', mediaUrl?.replace('ws:', 'http:')))).status;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
