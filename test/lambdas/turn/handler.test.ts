import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dynamoPlaybookStore } from '../../../adapters/dynamodb/playbook-store.ts';
import { publish } from '../../../agent/playbook/publish.ts';
import type { AnswerEvent } from '../../../agent/turn/answer.ts';
import { encodeEvent } from '../../../local/wire/event-stream.ts';
import { readBody, serve, type WireHandler, type WireServer } from '../../../local/wire/server.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { callEnded, callerSaid, callStarted } from '../../builders/a-turn-request.ts';
import {
  CALENDAR_TABLE,
  CALLS_TABLE,
  PLAYBOOKS_TABLE,
  startTables,
  type Tables,
} from '../../builders/tables.ts';
import { startTurnFunction, type TurnFunction } from '../../builders/turn-function.ts';

let tables: Tables;
let bedrock: WireServer;
let turnFunction: TurnFunction;
/** What Bedrock does with a request. */
let answer: WireHandler;

/** Marks that no log line may hold. */
const NAME = 'Zebulon Quux';
const NUMBER = '+12065550137';
const SPOKEN_NUMBER = '206 555 0137';
const WORDS = 'xylophone';

/** A playbook that is published while calls go on. */
const PUBLISHED = 'published-practice';

const throttled: WireHandler = async (request, response) => {
  await readBody(request);
  response.statusCode = 429;
  response.setHeader('x-amzn-errortype', 'ThrottlingException');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ message: 'slow down' }));
};

const MODELS = [{ id: 'us.anthropic.first', firstTokenMs: 20_000 }];

beforeAll(async () => {
  tables = await startTables();
  bedrock = await serve((request, response) => answer(request, response));
  turnFunction = await startTurnFunction({
    playbooks: [aPlaybook({ models: MODELS }), aPlaybook({ id: PUBLISHED, models: MODELS })],
    dynamodb: tables.url,
    bedrock: bedrock.url,
  });
});
afterAll(async () => {
  turnFunction.close();
  await bedrock.close();
  await tables.close();
});
beforeEach(() => {
  answer = throttled;
  turnFunction.log.length = 0;
});

const callId = () => crypto.randomUUID();
const last = (events: AnswerEvent[]) => events.at(-1);
const messages = () => turnFunction.log.flatMap(({ message }) => message ?? []);

test('a call begins with the greeting, stored, and the line is told event by event', async () => {
  const id = callId();
  const { answer: events, chunks } = await turnFunction.invoke(callStarted({ callId: id }));
  expect(events[0]).toMatchObject({ type: 'say', text: expect.stringContaining('Robin') });
  expect(last(events)).toMatchObject({ type: 'done', turn: 1, replayed: false });
  expect(chunks).toHaveLength(events.length);
  const items = await tables.items(CALLS_TABLE);
  expect(items.filter((item) => item.callId === id).map((item) => item.sk)).toEqual(['turn#000001']);
});

test('a turn sent again gets the stored answer and stores nothing', async () => {
  const request = callStarted({ callId: callId() });
  const first = await turnFunction.invoke(request);
  const again = await turnFunction.invoke(request);
  expect(last(again.answer)).toMatchObject({ type: 'done', replayed: true });
  expect(again.answer.slice(0, -1)).toEqual(first.answer.slice(0, -1));
});

test('a Bedrock model writes the answer; its tokens and name are told', async () => {
  answer = async (request, response) => {
    await readBody(request);
    response.setHeader('content-type', 'application/vnd.amazon.eventstream');
    const steps: [string, object][] = [
      [
        'contentBlockDelta',
        { contentBlockIndex: 0, delta: { text: 'We have parking behind the building.' } },
      ],
      ['messageStop', { stopReason: 'end_turn' }],
      [
        'metadata',
        { usage: { inputTokens: 9, outputTokens: 8, totalTokens: 17 }, metrics: { latencyMs: 1 } },
      ],
    ];
    response.end(Buffer.concat(steps.map(([type, payload]) => encodeEvent(type, payload))));
  };
  const id = callId();
  await turnFunction.invoke(callStarted({ callId: id }));
  const { answer: events } = await turnFunction.invoke(callerSaid(2, WORDS, { callId: id }));
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'say', text: 'We have parking behind the building.' }),
  );
  expect(last(events)).toMatchObject({
    model: 'us.anthropic.first',
    tokens: { input: 9, output: 8 },
    fellBack: [],
  });
});

test('when Bedrock is down the script answers, and it shows in the record and the metrics', async () => {
  const id = callId();
  await turnFunction.invoke(callStarted({ callId: id }));
  const { answer: events } = await turnFunction.invoke(callerSaid(2, 'book an appointment', { callId: id }));
  expect(last(events)).toMatchObject({ type: 'done', model: 'script', fellBack: [expect.any(String)] });
  expect(events.some((event) => event.type === 'say')).toBe(true);
  expect(turnFunction.log).toContainEqual(expect.objectContaining({ Fallbacks: 1, service: 'turn' }));
});

test('a request that is no request is refused and leaves nothing behind', async () => {
  const before = (await tables.items(CALLS_TABLE)).length;
  const { answer: events } = await turnFunction.invoke({ callId: WORDS, said: NAME });
  expect(events).toEqual([expect.objectContaining({ type: 'refused', code: 'malformed-request' })]);
  expect(await tables.items(CALLS_TABLE)).toHaveLength(before);
  expect(JSON.stringify(turnFunction.log)).not.toContain(WORDS);
});

test('a whole call books an appointment, and no log line holds the name, the number or the words', async () => {
  const id = callId();
  const talk = [
    `book an appointment for a cleaning ${WORDS}`,
    'next tuesday',
    'three thirty',
    `my name is ${NAME}`,
    SPOKEN_NUMBER,
    'yes that is right',
  ];
  await turnFunction.invoke(callStarted({ callId: id, from: NUMBER }));
  for (const [index, words] of talk.entries())
    await turnFunction.invoke(callerSaid(index + 2, words, { callId: id }));
  await turnFunction.invoke(callEnded(talk.length + 2, 'caller-hung-up', { callId: id }));

  const calendar = await tables.items(CALENDAR_TABLE);
  expect(calendar.filter(({ kind }) => kind === 'appointment')).toEqual([
    expect.objectContaining({ name: NAME, phone: NUMBER, reason: 'cleaning' }),
  ]);

  const lines = turnFunction.log.filter(({ level }) => level !== 'DEBUG').map((line) => JSON.stringify(line));
  expect(lines.length).toBeGreaterThanOrEqual(talk.length + 2);
  for (const line of lines) {
    for (const secret of [NAME, 'Zebulon', 'Quux', NUMBER, '5550137', SPOKEN_NUMBER, WORDS])
      expect(line.toLowerCase()).not.toContain(secret.toLowerCase());
  }
});

test('every turn is one log line with its ids, its time and who answered', async () => {
  const id = callId();
  await turnFunction.invoke(callStarted({ callId: id }));
  expect(messages()).toEqual(['Turn taken']);
  expect(turnFunction.log).toContainEqual(
    expect.objectContaining({
      level: 'INFO',
      callId: id,
      turn: 1,
      ms: expect.any(Number),
      model: 'none',
      fellBack: [],
      requestId: expect.any(String),
    }),
  );
});

test('a draft that is not ours is refused, and what it holds is not logged', async () => {
  const id = callId();
  await turnFunction.invoke(callStarted({ callId: id }));
  const request = callerSaid(2, WORDS, { callId: id, draft: { nonsense: NAME } });
  const { answer: events } = await turnFunction.invoke(request);
  expect(last(events)).toMatchObject({ type: 'refused' });
  expect(JSON.stringify(turnFunction.log)).not.toContain(NAME);
});

test('a call keeps the version it began with through a publication, and the next call has the new one', async () => {
  const deployed = aPlaybook({ id: PUBLISHED, models: MODELS });
  const published = aPlaybook({
    id: PUBLISHED,
    models: MODELS,
    greeting: { 'en-US': 'Good day, this is the new AI assistant.' },
    knowledge: [
      {
        id: 'parking',
        question: { 'en-US': ['is there parking'] },
        answer: { 'en-US': 'Only on the street now.' },
      },
    ],
  });
  const place = {
    store: dynamoPlaybookStore(tables.client, PLAYBOOKS_TABLE),
    id: PUBLISHED,
    deployed: deployed.version,
    at: '2026-11-23T09:00:00.000Z',
  };
  const begun = callId();
  const ask = async (to: TurnFunction, turn: number, id: string) =>
    spoken((await to.invoke(callerSaid(turn, 'is there parking', { callId: id }))).answer);
  await turnFunction.invoke(callStarted({ callId: begun, playbook: PUBLISHED }));
  expect(await ask(turnFunction, 2, begun)).toContain('behind the building');
  await publish(place, published);

  // As new as an execution environment that begins after the publication.
  const fresh = await startTurnFunction({
    playbooks: [deployed],
    dynamodb: tables.url,
    bedrock: bedrock.url,
  });
  const next = callId();
  const greeting = await fresh.invoke(callStarted({ callId: next, playbook: PUBLISHED }));
  expect(spoken(greeting.answer)).toContain('the new AI assistant');
  expect(await ask(fresh, 2, next)).toContain('Only on the street now');
  expect(await ask(fresh, 3, begun)).toContain('behind the building');
  fresh.close();

  const versionsOf = async (id: string) =>
    (await tables.items(CALLS_TABLE)).flatMap(({ callId: call, state }) => (call === id ? [state] : []));
  const has = (version: string) => expect.objectContaining({ playbook: { id: PUBLISHED, version } });
  expect(await versionsOf(begun)).toEqual([1, 2, 3].map(() => has(deployed.version)));
  expect(await versionsOf(next)).toEqual([1, 2].map(() => has(published.version)));
});

function spoken(events: AnswerEvent[]): string {
  return events.flatMap((event) => (event.type === 'say' ? [event.text] : [])).join(' ');
}
