import type { Writable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { bedrockClient, bedrockModel, modelBreaker } from '../../../adapters/bedrock/converse.ts';
import type { Breaker } from '../../../adapters/breaker.ts';
import { ModelFailed } from '../../../agent/conversation/model-failed.ts';
import type { ModelEvent, ModelRequest } from '../../../agent/conversation/ports.ts';
import { parseSituation } from '../../../agent/conversation/prompt.ts';
import { encodeEvent, encodeException } from '../../../local/wire/event-stream.ts';
import { readBody, serve, type WireServer } from '../../../local/wire/server.ts';
import { aModelRequest } from '../../builders/a-model-request.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { CALL_ID } from '../../builders/a-turn-request.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

const playbook = aPlaybook();

type Step = [type: string, payload: object];
const textStep = (text: string): Step => ['contentBlockDelta', { contentBlockIndex: 0, delta: { text } }];
const toolStart = (index: number, toolUseId: string, name: string): Step => [
  'contentBlockStart',
  { contentBlockIndex: index, start: { toolUse: { toolUseId, name } } },
];
const toolPart = (index: number, input: string): Step => [
  'contentBlockDelta',
  { contentBlockIndex: index, delta: { toolUse: { input } } },
];
const blockEnd = (index: number): Step => ['contentBlockStop', { contentBlockIndex: index }];
const stop = (stopReason: string): Step => ['messageStop', { stopReason }];
const USAGE: Step = [
  'metadata',
  {
    usage: {
      inputTokens: 40,
      outputTokens: 12,
      totalTokens: 52,
      cacheReadInputTokens: 900,
      cacheWriteInputTokens: 7,
    },
    metrics: { latencyMs: 300 },
  },
];

let server: WireServer;
afterEach(() => server.close());
let requests: { path: string; body: unknown }[] = [];

/** A Bedrock that does with each request what `answer` says. */
async function bedrock(answer: (out: Writable, fail: (status: number, type: string) => void) => void) {
  requests = [];
  server = await serve(async (incoming, response) => {
    const body = (await readBody(incoming)).toString('utf8');
    requests.push({ path: decodeURIComponent(incoming.url ?? ''), body: JSON.parse(body) });
    response.setHeader('content-type', 'application/vnd.amazon.eventstream');
    answer(response, (status, type) => {
      response.statusCode = status;
      response.setHeader('content-type', 'application/json');
      response.setHeader('x-amzn-errortype', type);
      response.end(JSON.stringify({ message: 'as the test has it' }));
    });
  });
}
const streaming = (steps: Step[]) =>
  bedrock((out) => {
    for (const [type, payload] of steps) out.write(encodeEvent(type, payload));
    out.end();
  });

function ask(
  options: { id?: string; breaker?: Breaker; signal?: AbortSignal; rounds?: ModelRequest['rounds'] } = {},
): AsyncIterable<ModelEvent> {
  const { id = CLAUDE, breaker = modelBreaker(id), signal = new AbortController().signal } = options;
  const client = bedrockClient(atEndpoint(server.url));
  return bedrockModel(client, id, breaker).write(
    aModelRequest({ playbook, rounds: options.rounds ?? [] }),
    signal,
  );
}
async function collect(events: AsyncIterable<ModelEvent>): Promise<ModelEvent[]> {
  const all: ModelEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}
async function failureOf(events: AsyncIterable<ModelEvent>): Promise<ModelFailed> {
  const cause = await collect(events).catch((error: unknown) => error);
  if (cause instanceof ModelFailed) return cause;
  throw new Error(`No ModelFailed but ${JSON.stringify(cause)}`);
}
const GOODBYE = [textStep('Bye.'), stop('end_turn'), USAGE];

test('text comes token by token and the end brings the tokens, cache included', async () => {
  await streaming([
    ['messageStart', { role: 'assistant' }],
    textStep('Sure'),
    textStep(', at three.'),
    blockEnd(0),
    stop('end_turn'),
    USAGE,
  ]);
  expect(await collect(ask())).toEqual([
    { type: 'text', text: 'Sure' },
    { type: 'text', text: ', at three.' },
    { type: 'end', reason: 'end', tokens: { input: 40, output: 12, cacheRead: 900, cacheWrite: 7 } },
  ]);
});

test('the input of a tool use is put together from its parts, even of two that are interleaved', async () => {
  await streaming([
    toolStart(0, 'u1', 'find_free_slots'),
    toolStart(1, 'u2', 'end_call'),
    toolPart(0, '{"day":"2026-'),
    toolPart(0, '12-01"}'),
    blockEnd(0),
    blockEnd(1),
    stop('tool_use'),
    USAGE,
  ]);
  expect((await collect(ask())).slice(0, 2)).toEqual([
    { type: 'tool-use', id: 'u1', name: 'find_free_slots', input: { day: '2026-12-01' } },
    { type: 'tool-use', id: 'u2', name: 'end_call', input: {} },
  ]);
});

test('tool input that is no JSON is handed on as text, for the tool to refuse', async () => {
  await streaming([
    toolStart(0, 'u1', 'end_call'),
    toolPart(0, '{"day":'),
    blockEnd(0),
    stop('tool_use'),
    USAGE,
  ]);
  expect((await collect(ask()))[0]).toMatchObject({ type: 'tool-use', input: '{"day":' });
});

const Wire = z.object({
  system: z.array(z.record(z.string(), z.unknown())),
  messages: z.array(z.object({ role: z.string(), content: z.array(z.record(z.string(), z.unknown())) })),
  toolConfig: z.object({ tools: z.array(z.record(z.string(), z.unknown())) }),
  requestMetadata: z.record(z.string(), z.string()),
});
const wire = () => Wire.parse(requests[0]?.body);

test('the request carries the instructions and tools before a cache point, and who asks', async () => {
  await streaming(GOODBYE);
  await collect(ask());
  expect(requests[0]?.path).toBe(`/model/${CLAUDE}/converse-stream`);
  const { system, toolConfig, requestMetadata } = wire();
  expect(system).toEqual([{ text: playbook.instructions['en-US'] }, { cachePoint: { type: 'default' } }]);
  expect(toolConfig.tools).toHaveLength(playbook.tools.length + 1);
  expect(toolConfig.tools.at(-1)).toEqual({ cachePoint: { type: 'default' } });
  expect(requestMetadata).toEqual({
    callId: CALL_ID,
    turn: '3',
    playbook: playbook.id,
    version: playbook.version,
  });
});

test('the situation can be read back out of the request', async () => {
  await streaming(GOODBYE);
  await collect(ask());
  const text = z.string().parse(wire().messages.at(-1)?.content[0]?.text);
  expect(parseSituation(text)).toEqual(aModelRequest().situation);
});

test.each([
  ['us.amazon.nova-lite-v1:0', true, false],
  ['meta.llama3-3-70b-instruct-v1:0', false, false],
])('%s is sent only the cache points that it takes', async (id, system, tools) => {
  await streaming(GOODBYE);
  await collect(ask({ id }));
  expect(wire().system.some((block) => 'cachePoint' in block)).toBe(system);
  expect(wire().toolConfig.tools.some((tool) => 'cachePoint' in tool)).toBe(tools);
});

test('a round of tool use is told with its result, a failed one as an error', async () => {
  await streaming(GOODBYE);
  const content = { failure: 'slot-taken' };
  await collect(
    ask({
      rounds: [
        {
          text: 'One moment.',
          uses: [{ id: 'u1', name: 'book_appointment', input: 'not an object' }],
          results: [{ ok: false, id: 'u1', failure: 'slot-taken', message: 'gone', content }],
        },
      ],
    }),
  );
  expect(wire().messages.slice(-2)).toEqual([
    {
      role: 'assistant',
      content: [
        { text: 'One moment.' },
        { toolUse: { toolUseId: 'u1', name: 'book_appointment', input: { unreadable: 'not an object' } } },
      ],
    },
    {
      role: 'user',
      content: [{ toolResult: { toolUseId: 'u1', status: 'error', content: [{ json: content }] } }],
    },
  ]);
});

test.each([
  [429, 'ThrottlingException', 'throttled'],
  [503, 'ServiceUnavailableException', 'unavailable'],
  [500, 'InternalServerException', 'unavailable'],
  [408, 'ModelTimeoutException', 'timed-out'],
  [400, 'ValidationException', 'rejected'],
  [403, 'AccessDeniedException', 'rejected'],
])('%s %s means that the model is %s, and it is asked once', async (status, type, reason) => {
  await bedrock((_out, fail) => fail(status, type));
  expect((await failureOf(ask())).reason).toBe(reason);
  expect(requests).toHaveLength(1);
});

test('an error in the middle keeps what was written before it', async () => {
  await bedrock((out) => {
    out.write(encodeEvent(...textStep('Sure, ')));
    out.end(encodeException('throttlingException', 'as the test has it'));
  });
  const events = ask()[Symbol.asyncIterator]();
  expect((await events.next()).value).toEqual({ type: 'text', text: 'Sure, ' });
  await expect(events.next()).rejects.toMatchObject({ name: 'ModelFailed', reason: 'throttled' });
});

test('a stream that ends before the reply does is broken', async () => {
  await streaming([textStep('Sure, ')]);
  expect((await failureOf(ask())).reason).toBe('broken-stream');
});

test.each([
  ['max_tokens', 'too-long'],
  ['guardrail_intervened', 'refused'],
])('a reply stopped by %s ends as %s', async (bedrockReason, reason) => {
  await streaming([textStep('Well'), stop(bedrockReason), USAGE]);
  expect((await collect(ask())).at(-1)).toMatchObject({ type: 'end', reason });
});

test('a connection that was cut is tried once more, as after a frozen environment', async () => {
  let cut = false;
  await bedrock((out) => {
    if (!cut) {
      cut = true;
      out.destroy();
      return;
    }
    for (const [type, payload] of GOODBYE) out.write(encodeEvent(type, payload));
    out.end();
  });
  expect((await collect(ask())).at(-1)).toMatchObject({ type: 'end' });
});

test('a model that never begins ends with the abort, as timed out', async () => {
  const aborter = new AbortController();
  const asked = Promise.withResolvers<void>();
  await bedrock(() => asked.resolve());
  const failure = failureOf(ask({ signal: aborter.signal }));
  await asked.promise;
  aborter.abort();
  expect((await failure).reason).toBe('timed-out');
});

test('a model that falls silent in the middle ends with the abort, as timed out', async () => {
  const aborter = new AbortController();
  await bedrock((out) => void out.write(encodeEvent(...textStep('Sure, '))));
  const events = ask({ signal: aborter.signal })[Symbol.asyncIterator]();
  await events.next();
  const next = events.next();
  aborter.abort();
  await expect(next).rejects.toMatchObject({ reason: 'timed-out' });
});

test('after three failures in a row the model is left alone; requests that were wrong do not count', async () => {
  let type = 'ValidationException';
  await bedrock((_out, fail) => fail(type === 'ValidationException' ? 400 : 503, type));
  const breaker = modelBreaker(CLAUDE);
  for (let index = 0; index < 5; index += 1) await failureOf(ask({ breaker }));
  type = 'ServiceUnavailableException';
  for (let index = 0; index < 3; index += 1)
    expect((await failureOf(ask({ breaker }))).reason).toBe('unavailable');
  expect((await failureOf(ask({ breaker }))).reason).toBe('breaker-open');
  expect(requests).toHaveLength(8);
});
