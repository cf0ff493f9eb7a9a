import type { Writable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { lambdaClient, TurnFunctionFailed, turnClient } from '../../../adapters/lambda/turn-client.ts';
import type { AnswerEvent } from '../../../agent/turn/answer.ts';
import { encodeBytesEvent, encodeEvent } from '../../../local/wire/event-stream.ts';
import { readBody, serve, type WireHandler, type WireServer } from '../../../local/wire/server.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';
import { aTurnRecord } from '../../builders/turn-record.ts';

const { request } = aTurnRecord();
const EXPECT: AnswerEvent = { type: 'expect', expect: { kind: 'open' } };
const REFUSED: AnswerEvent = { type: 'refused', code: 'unknown-call', message: 'Größe 😀' };

let server: WireServer;
afterEach(() => server.close());

/** A Lambda that answers every invocation so; `write` sends one chunk of the function's response. */
async function lambdaAnswering(
  answer: (write: (text: string | Uint8Array) => void, end: (event?: object) => void) => void,
  seen: { path?: string; body?: string } = {},
) {
  const handler: WireHandler = async (incoming, response) => {
    seen.path = incoming.url ?? '';
    seen.body = (await readBody(incoming)).toString('utf8');
    response.setHeader('content-type', 'application/vnd.amazon.eventstream');
    const out: Writable = response;
    answer(
      (text) => void out.write(encodeBytesEvent('PayloadChunk', Buffer.from(text))),
      (event = {}) => void out.end(encodeEvent('InvokeComplete', event)),
    );
  };
  server = await serve(handler);
  return turnClient(lambdaClient(atEndpoint(server.url)), 'turn-function');
}

async function collect(events: AsyncIterable<AnswerEvent>): Promise<AnswerEvent[]> {
  const all: AnswerEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}
const never = () => new AbortController().signal;

test('the request goes out as JSON and the events come back as they were written', async () => {
  const seen: { path?: string; body?: string } = {};
  const take = await lambdaAnswering((write, end) => {
    write(`${JSON.stringify(EXPECT)}\n${JSON.stringify(REFUSED)}\n`);
    end();
  }, seen);
  expect(await collect(take(request, never()))).toEqual([EXPECT, REFUSED]);
  expect(seen.path).toContain('/functions/turn-function/response-streaming-invocations');
  expect(JSON.parse(seen.body ?? '')).toEqual(request);
});

test('an event that is cut over several chunks, even inside a character, comes out whole', async () => {
  const bytes = Buffer.from(`${JSON.stringify(REFUSED)}\n`);
  const take = await lambdaAnswering((write, end) => {
    for (const byte of bytes) write(Uint8Array.of(byte));
    end();
  });
  expect(await collect(take(request, never()))).toEqual([REFUSED]);
});

test('an event is handed over while the function still writes the next', async () => {
  let finish: (() => void) | undefined;
  const take = await lambdaAnswering((write, end) => {
    write(`${JSON.stringify(EXPECT)}\n`);
    finish = () => {
      write(`${JSON.stringify(REFUSED)}\n`);
      end();
    };
  });
  const events = take(request, never())[Symbol.asyncIterator]();
  expect((await events.next()).value).toEqual(EXPECT);
  finish?.();
  expect((await events.next()).value).toEqual(REFUSED);
});

test('a function that fails in the middle gives what it wrote, then a typed error that may be retried', async () => {
  const take = await lambdaAnswering((write, end) => {
    write(`${JSON.stringify(EXPECT)}\n`);
    end({ ErrorCode: 'Runtime.ExitError', ErrorDetails: 'signal: killed' });
  });
  const events = take(request, never())[Symbol.asyncIterator]();
  expect((await events.next()).value).toEqual(EXPECT);
  const failure = await events.next().catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(TurnFunctionFailed);
  expect(failure).toMatchObject({ code: 'Runtime.ExitError', retryable: true });
});

test('an answer without its last event is a failure, not a short answer', async () => {
  const take = await lambdaAnswering((write, end) => {
    write(`${JSON.stringify(EXPECT)}\n`);
    end();
  });
  await expect(collect(take(request, never()))).rejects.toMatchObject({
    code: 'Incomplete',
    retryable: true,
  });
});

test('a line that is no event is a failure that is not retried and does not quote the line', async () => {
  const take = await lambdaAnswering((write, end) => {
    write('{"type":"say","text":"a secret"}\n');
    end();
  });
  const failure = await collect(take(request, never())).catch((cause: unknown) => cause);
  expect(failure).toMatchObject({ code: 'BadAnswer', retryable: false });
  expect(String(failure)).not.toContain('secret');
});

test.each([
  [404, 'ResourceNotFoundException', false],
  [403, 'AccessDeniedException', false],
])('%s %s is a failure that is not retried', async (status, name, retryable) => {
  server = await serve(async (incoming, response) => {
    await readBody(incoming);
    response.statusCode = status;
    response.setHeader('x-amzn-errortype', name);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ message: 'no' }));
  });
  const take = turnClient(lambdaClient(atEndpoint(server.url)), 'turn-function');
  await expect(collect(take(request, never()))).rejects.toMatchObject({ code: name, retryable });
});

test('an aborted turn ends at once with the reason of the abort, though the function never answers', async () => {
  const aborter = new AbortController();
  const reason = new Error('the caller went on talking');
  const take = await lambdaAnswering((write) => write(`${JSON.stringify(EXPECT)}\n`));
  const events = take(request, aborter.signal)[Symbol.asyncIterator]();
  await events.next();
  const next = events.next();
  aborter.abort(reason);
  await expect(next).rejects.toBe(reason);
});
