import {
  ThrottlingException as BedrockThrottled,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import {
  DynamoDBClient,
  ListTablesCommand,
  ProvisionedThroughputExceededException,
} from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListFunctionsCommand, TooManyRequestsException } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bedrockClient } from '../../adapters/bedrock/converse.ts';
import { type Fault, type Faults, type FaultyService, faultsWith } from '../../local/faults.ts';
import { writeBytes } from '../../local/wire/answers.ts';
import { encodeEvent } from '../../local/wire/event-stream.ts';
import { serve, type WireHandler } from '../../local/wire/server.ts';
import { atEndpoint } from '../builders/aws-endpoint.ts';

const wellHandler: WireHandler = (_, response) => {
  response.end('well');
};

/** Serves a handler as a service with these faults; answers its address. */
async function serving(faults: Faults, service: FaultyService, handler = wellHandler): Promise<string> {
  const server = await serve(faults.wrap(service, handler));
  onTestFinished(() => server.close());
  return server.url;
}

/** What became of so many requests, one after the other. */
async function statuses(url: string, count: number, path = '/'): Promise<number[]> {
  const seen: number[] = [];
  for (let n = 0; n < count; n += 1) seen.push((await fetch(url + path)).status);
  return seen;
}

describe('a fault on the wire', () => {
  it('strikes only the service, the path, and the number of times that it is set for', async () => {
    const faults = faultsWith(1);
    faults.set({ service: 'lambda', kind: 'error', path: 'turn', after: 1, times: 2 });
    const lambda = await serving(faults, 'lambda');
    const s3 = await serving(faults, 's3');
    expect(await statuses(lambda, 5, '/functions/turn')).toEqual([200, 500, 500, 200, 200]);
    expect(await statuses(lambda, 2, '/functions/other')).toEqual([200, 200]);
    expect(await statuses(s3, 2, '/turn')).toEqual([200, 200]);
  });

  it('is gone once it is taken away', async () => {
    const faults = faultsWith(1);
    const fault = faults.set({ service: 'polly', kind: 'throttle' });
    const url = await serving(faults, 'polly');
    expect(await statuses(url, 1)).toEqual([429]);
    expect(fault.struck()).toBe(1);
    fault.takeAway();
    expect(await statuses(url, 1)).toEqual([200]);
  });

  it('strikes the same requests again with the same seed, and about as many as its probability says', async () => {
    const run = async (seed: number): Promise<number[]> => {
      const faults = faultsWith(seed);
      faults.set({ service: 'polly', kind: 'error', probability: 0.3 });
      return statuses(await serving(faults, 'polly'), 200);
    };
    const [one, again] = [await run(7), await run(7)];
    expect(again).toEqual(one);
    const struck = one.filter((status) => status === 500).length;
    expect(struck).toBeGreaterThan(30);
    expect(struck).toBeLessThan(90);
  });

  it('cuts an answer off after so many bytes', async () => {
    const faults = faultsWith(1);
    faults.set({ service: 'polly', kind: 'cut', afterBytes: 3_000 });
    const url = await serving(faults, 'polly', async (_, response) => {
      for (let n = 0; n < 5; n += 1) writeBytes(response, Buffer.alloc(1_000));
      response.end();
    });
    await expect(fetch(url).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  });

  it('cuts an HTTP/2 stream too, which Bedrock’s client tells from a regular end', async () => {
    const faults = faultsWith(1);
    faults.set({ service: 'bedrock', kind: 'cut', afterBytes: 300 });
    const url = await serving(faults, 'bedrock', (_, response) => {
      response.setHeader('content-type', 'application/vnd.amazon.eventstream');
      for (let n = 0; n < 5; n += 1)
        writeBytes(
          response,
          encodeEvent('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'x' } }),
        );
      response.end();
    });
    const { stream } = await bedrockClient(atEndpoint(url)).send(
      new ConverseStreamCommand({ modelId: 'm', messages: [{ role: 'user', content: [{ text: 'x' }] }] }),
    );
    await expect(Array.fromAsync(stream ?? [])).rejects.toThrow();
  });

  it('never answers when it stalls', async () => {
    const faults = faultsWith(1);
    faults.set({ service: 'polly', kind: 'stall' });
    const url = await serving(faults, 'polly');
    await expect(fetch(url, { signal: AbortSignal.timeout(200) })).rejects.toThrow('timeout');
  });

  it('is late by as much as it says', async () => {
    const faults = faultsWith(1);
    faults.set({ service: 'polly', kind: 'slow', ms: 80 });
    const url = await serving(faults, 'polly');
    const began = performance.now();
    expect(await statuses(url, 1)).toEqual([200]);
    expect(performance.now() - began).toBeGreaterThanOrEqual(79);
  });

  it('whatever is set, a service with no fault of its own is never struck', async () => {
    const others = fc.constantFrom<FaultyService>(
      'bedrock',
      'dynamodb',
      'lambda',
      'polly',
      's3',
      'transcribe',
    );
    const kinds = fc.constantFrom<'error' | 'throttle'>('error', 'throttle');
    const faultsSet = fc.array(fc.record({ service: others, kind: kinds }));
    const faults = faultsWith(1);
    const url = await serving(faults, 'eventbridge');
    await fc.assert(
      fc.asyncProperty(faultsSet, async (all: Fault[]) => {
        faults.clear();
        for (const fault of all) faults.set(fault);
        expect(await statuses(url, 1)).toEqual([200]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a throttle is understood by AWS’s own clients as', () => {
  it.each([
    [
      'TooManyRequestsException of Lambda',
      'lambda' as const,
      TooManyRequestsException,
      (url: string) => new LambdaClient(once(url)).send(new ListFunctionsCommand({})),
    ],
    [
      'ProvisionedThroughputExceededException of DynamoDB',
      'dynamodb' as const,
      ProvisionedThroughputExceededException,
      (url: string) => new DynamoDBClient(once(url)).send(new ListTablesCommand({})),
    ],
    [
      'ThrottlingException of Bedrock',
      'bedrock' as const,
      BedrockThrottled,
      (url: string) =>
        bedrockClient(atEndpoint(url)).send(
          new ConverseStreamCommand({ modelId: 'm', messages: [{ role: 'user', content: [{ text: 'x' }] }] }),
        ),
    ],
    [
      'SlowDown of S3',
      's3' as const,
      'A throttle set on the wire of s3.',
      (url: string) => new S3Client(once(url)).send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })),
    ],
  ])('%s', async (_, service, expected, send) => {
    const faults = faultsWith(1);
    faults.set({ service, kind: 'throttle' });
    const url = await serving(faults, service);
    await expect(send(url)).rejects.toThrow(expected);
  });
});

const once = (url: string) => ({ ...atEndpoint(url), maxAttempts: 1 });
