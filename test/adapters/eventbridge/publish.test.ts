import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { detailOf, MAX_DETAIL_BYTES } from '../../../adapters/eventbridge/detail.ts';
import { eventPublisher, NOT_SENT } from '../../../adapters/eventbridge/publish.ts';
import { CallEvent } from '../../../agent/call/events/catalogue.ts';
import { readBody, serve, type WireServer } from '../../../local/wire/server.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';
import { aCallEvent } from '../../builders/turn-record.ts';

const PutEvents = z.object({
  Entries: z.array(
    z.object({
      EventBusName: z.string(),
      Source: z.string(),
      DetailType: z.string(),
      Detail: z.string(),
      Time: z.number(),
    }),
  ),
});
const Detail = z.object({ id: z.string() });

/** A bus that takes what `fails` does not name; it tells what it was sent, request by request. */
let requests: z.output<typeof PutEvents>[];
let bytes: number[];
let fails: (eventId: string, request: number) => string | undefined;
let server: WireServer;
const waits: number[] = [];

beforeEach(async () => {
  requests = [];
  bytes = [];
  waits.length = 0;
  fails = () => undefined;
  server = await serve(async (incoming, response) => {
    const body = await readBody(incoming);
    bytes.push(body.length);
    const request = PutEvents.parse(JSON.parse(body.toString('utf8')));
    requests.push(request);
    const answers = request.Entries.map((entry) => {
      const code = fails(idOf(entry.Detail), requests.length);
      return code === undefined ? { EventId: 'x' } : { ErrorCode: code, ErrorMessage: 'as the test has it' };
    });
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    const failed = answers.filter((answer) => 'ErrorCode' in answer).length;
    response.end(JSON.stringify({ FailedEntryCount: failed, Entries: answers }));
  });
});
afterEach(() => server.close());

const idOf = (detail: string): string => Detail.parse(JSON.parse(detail)).id;
const sent = () =>
  requests.map(({ Entries }) => Entries.map(({ Detail }) => Number(idOf(Detail).split('/')[2])));
const events = (count: number, said = 'hello') =>
  Array.from({ length: count }, (_, sequence) => aCallEvent({ sequence, said }));
const publisher = () =>
  eventPublisher({
    client: new EventBridgeClient({ ...atEndpoint(server.url), maxAttempts: 1 }),
    bus: 'calls-bus',
    wait: async (ms) => void waits.push(ms),
  });

test('an event is published with its type, its source and the whole of itself', async () => {
  const event = aCallEvent();
  expect(await publisher().publish([event])).toEqual({ unpublished: [], cut: [] });
  const [entry] = requests[0]?.Entries ?? [];
  expect(entry).toMatchObject({
    EventBusName: 'calls-bus',
    Source: 'parley',
    DetailType: 'turn.completed',
    Time: Date.parse(event.at) / 1000,
  });
  expect(CallEvent.parse(JSON.parse(entry?.Detail ?? ''))).toEqual(event);
});

test('events go out in order, ten to a request', async () => {
  await publisher().publish(events(23));
  expect(sent().map((request) => request.length)).toEqual([10, 10, 3]);
  expect(sent().flat()).toEqual(Array.from({ length: 23 }, (_, index) => index));
});

test('a request stays below what EventBridge takes, however large its events are', async () => {
  await publisher().publish(events(5, 'x'.repeat(400_000)));
  expect(sent()).toEqual([[0, 1], [2, 3], [4]]);
});

test('only the entries that were not taken are sent again, after a pause that grows', async () => {
  fails = (id, request) => (id.endsWith('/1') && request <= 2 ? 'ThrottlingException' : undefined);
  expect((await publisher().publish(events(3))).unpublished).toEqual([]);
  expect(sent()).toEqual([[0, 1, 2], [1], [1]]);
  expect(waits).toEqual([100, 200]);
});

test('an entry that is never taken is reported, and nothing after its request is sent', async () => {
  fails = (id) => (id.endsWith('/4') ? 'InternalFailure' : undefined);
  const { unpublished } = await publisher().publish(events(12));
  expect(unpublished.map(({ event, code }) => [event.sequence, code])).toEqual([
    [4, 'InternalFailure'],
    [10, NOT_SENT],
    [11, NOT_SENT],
  ]);
  expect(sent().flat()).not.toContain(10);
});

test('a bus that cannot be reached leaves every event unpublished', async () => {
  await server.close();
  const { unpublished } = await publisher().publish(events(2));
  expect(unpublished).toHaveLength(2);
  server = await serve(() => undefined);
});

test('the longest text of an event that is too large is cut, and the cut is reported', async () => {
  const event = aCallEvent({ said: 'short', answered: '😀'.repeat(400_000) });
  const { cut } = await publisher().publish([event]);
  expect(cut).toEqual([{ eventId: event.id, texts: ['answered'] }]);
  const detail = CallEvent.parse(JSON.parse(requests[0]?.Entries[0]?.Detail ?? ''));
  expect(detail.data).toMatchObject({ said: 'short', answered: expect.stringMatching(/😀 \[…\]$/u) });
});

test('whatever its texts, a detail fits and is still an event of the catalogue', () => {
  const text = fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.nat(600_000));
  fc.assert(
    fc.property(text, text, ([one, length], [other, otherLength]) => {
      const grown = (piece: string, to: number) => piece.repeat(Math.ceil(to / piece.length));
      const event = aCallEvent({ said: grown(one, length), answered: grown(other, otherLength) });
      const detail = detailOf(event);
      expect(detail.bytes).toBe(Buffer.byteLength(detail.json));
      expect(detail.bytes).toBeLessThanOrEqual(MAX_DETAIL_BYTES);
      const read = CallEvent.parse(JSON.parse(detail.json));
      if (detail.cut.length === 0) expect(read).toEqual(event);
      expect(read.id).toBe(event.id);
    }),
    { numRuns: 25 },
  );
});
