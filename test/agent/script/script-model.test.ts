import { describe, expect, test } from 'vitest';
import { NOTHING_UNDERSTOOD } from '../../../agent/conversation/build-situation.ts';
import { readMarkup } from '../../../agent/conversation/markup.ts';
import type { ModelEvent, ModelRequest } from '../../../agent/conversation/ports.ts';
import type { Situation } from '../../../agent/conversation/situation.ts';
import { scriptModel } from '../../../agent/script/script-model.ts';
import { aModelRequest, aSituation } from '../../builders/a-model-request.ts';

function aRequest(situation: Partial<Situation> = {}, more: Partial<ModelRequest> = {}): ModelRequest {
  return aModelRequest({ situation: aSituation('', situation), ...more });
}

async function written(request: ModelRequest, signal = new AbortController().signal): Promise<ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of scriptModel().write(request, signal)) events.push(event);
  return events;
}

function textOf(events: readonly ModelEvent[]): string {
  return events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');
}

const booking = { goal: 'book', understood: { ...NOTHING_UNDERSTOOD, goal: 'book' } };
const named = (value: string) => ({
  ...booking,
  expect: { kind: 'name', field: 'name' } as const,
  fields: {
    reason: field('cleaning'),
    day: field('2026-12-02'),
    time: field('15:00'),
    name: field(value),
  },
  offers: [{ start: '2026-12-02T15:00:00-05:00', minutes: 60, resource: 'chair-1' }],
  understood: { ...NOTHING_UNDERSTOOD, fields: { name: { value, spoken: value } } },
});

function field(value: string) {
  return { value, spoken: value, confirmed: false, turn: 2 };
}

describe('the script as a model', () => {
  test('is named script, streams word by word and charges no tokens', async () => {
    const events = await written(aRequest(booking));
    expect(scriptModel().name).toBe('script');
    expect(events.slice(0, 4)).toMatchObject([
      { text: 'What ' },
      { text: 'is ' },
      { text: 'it ' },
      { text: 'for?' },
    ]);
    expect(events.at(-1)).toEqual({
      type: 'end',
      reason: 'end',
      tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    });
  });

  test('marks what it waits for in the markup of every model', async () => {
    const { text, expect: expected } = readMarkup(textOf(await written(aRequest(booking))));
    expect(text).toBe('What is it for?');
    expect(expected).toEqual({ kind: 'choice', field: 'reason' });
  });

  test('ends with tool use when it wants a tool to run, and says its words before', async () => {
    const bye = { understood: { ...NOTHING_UNDERSTOOD, intent: 'goodbye' } } as const;
    const events = await written(aRequest(bye));
    expect(textOf(events)).toBe('Thanks for calling Elm Street Dental. Goodbye!');
    expect(events.at(-2)).toMatchObject({ type: 'tool-use', name: 'end_call', input: {} });
    expect(events.at(-1)).toMatchObject({ reason: 'tool-use' });
  });

  test('gives every tool use of a turn its own id', async () => {
    const request = aRequest({
      ...booking,
      fields: { reason: field('cleaning'), day: field('2026-12-02') },
    });
    const first = (await written(request)).find((event) => event.type === 'tool-use');
    if (first?.type !== 'tool-use') throw new Error('No tool was asked for.');
    expect(first).toMatchObject({
      name: 'find_free_slots',
      input: { day: '2026-12-02', reason: 'cleaning' },
    });
    const failed = { ok: false, id: first.id, failure: 'slot-taken', message: '', content: {} } as const;
    const book = { id: 'book', name: 'book_appointment', input: {} };
    const rounds = [{ text: '', uses: [book], results: [{ ...failed, id: 'book' }] }];
    const second = (await written({ ...request, rounds })).find((event) => event.type === 'tool-use');
    expect(second).toMatchObject({ name: 'find_free_slots' });
    expect(second).not.toMatchObject({ id: first.id });
  });

  test('stops at once when the line no longer listens', async () => {
    await expect(written(aRequest(booking), AbortSignal.abort())).rejects.toThrow();
  });

  test('acknowledges what was given, unless an opener says it already', async () => {
    expect(textOf(await written(aRequest(named('Maria'))))).toMatch(/^Thanks, Maria\. Your number\?/);
    expect(textOf(await written(aRequest({ ...named('Maria'), opener: 'Thanks, Maria.' })))).toMatch(
      /^Your number\?/,
    );
  });

  test('says its set phrases for moments without the caller’s words', async () => {
    const said = async (cause: Situation['cause']) =>
      readMarkup(textOf(await written(aRequest({ cause })))).text;
    expect(await said('call-started')).toContain("Elm Street Dental's AI assistant");
    expect(await said('caller-silent')).toBe('Are you still there?');
    expect(await said('time-nearly-up')).toBe('We are almost out of time.');
    expect(await said('line-resumed')).toBe('I can book or cancel.');
  });

  test('offers a person when a tool fails for good', async () => {
    const cancelling = { goal: 'cancel', fields: { phone: field('+12065550122') } };
    const use = { id: '1', name: 'find_appointments', input: {} };
    const result = { ok: false, id: '1', failure: 'timed-out', message: '', content: {} } as const;
    const request = aRequest(cancelling, { rounds: [{ text: '', uses: [use], results: [result] }] });
    const { text, expect: expected } = readMarkup(textOf(await written(request)));
    expect(text).toBe('Something went wrong on my side. Shall I put you through?');
    expect(expected).toEqual({ kind: 'yes-no', confirms: 'person' });
  });

  test('asks for another day when nothing is free for two weeks', async () => {
    const request = aRequest(
      {
        ...booking,
        fields: { reason: field('cleaning'), day: { ...field('2026-12-02'), spoken: 'Wednesday' } },
      },
      {
        rounds: [
          {
            text: '',
            uses: [{ id: '1', name: 'find_free_slots', input: {} }],
            results: [
              { ok: false, id: '1', failure: 'not-available', message: '', content: { problem: 'full' } },
            ],
          },
        ],
      },
    );
    const { text, expect: expected } = readMarkup(textOf(await written(request)));
    expect(text).toBe('Nothing is free on Wednesday. Which day?');
    expect(expected).toEqual({ kind: 'date', field: 'day' });
  });
});
