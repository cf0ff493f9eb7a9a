import { describe, expect, it } from 'vitest';
import type { AnswerEvent } from '../../../agent/turn/answer.ts';
import { aDesk, type Desk, type DeskOptions, doneOf, refusalOf, said } from '../../builders/a-desk.ts';
import { CALL_ID, callerSaid, callStarted, cutShort } from '../../builders/a-turn-request.ts';
import { end, fail, scriptedModel, text, use } from '../../builders/scripted-model.ts';

async function aBegunCall(options: DeskOptions): Promise<Desk> {
  const desk = aDesk(options);
  await desk.take(callStarted());
  return desk;
}
const speculate = (turn: number, words: string, changes = {}) =>
  callerSaid(turn, words, { mode: 'speculate', ...changes });
/** The draft as the line sends it back: through JSON. */
const draftOf = (answer: readonly AnswerEvent[]): unknown => JSON.parse(JSON.stringify(doneOf(answer).draft));
const withoutDone = (answer: readonly AnswerEvent[]) => answer.slice(0, -1);

describe('a turn that is thought ahead', () => {
  it('stores nothing', async () => {
    const desk = await aBegunCall({ models: [scriptedModel('first-model', [text('Hi.'), end()])] });
    expect(said(await desk.take(speculate(2, 'hello')))).toEqual(['Hi.']);
    expect(desk.store.records).toHaveLength(1);
  });

  it('is committed without asking the model again, and nothing is streamed twice', async () => {
    const model = scriptedModel('first-model', [text('Hi. <expect kind="yes-no"/>'), end()]);
    const desk = await aBegunCall({ models: [model] });
    const ahead = await desk.take(speculate(2, 'hello'));
    const committed = await desk.take(callerSaid(2, 'hello', { draft: draftOf(ahead) }));
    expect(committed.map(({ type }) => type)).toEqual(['done']);
    expect(model.requests).toHaveLength(1);
    expect(desk.store.records[1]).toMatchObject({
      speculated: true,
      answer: withoutDone(ahead),
      state: { expect: { kind: 'yes-no' } },
    });
    expect(desk.store.records[1]?.request.draft).toBeUndefined();
  });

  it('runs what only reads and stops before what changes something; the commit goes on from there', async () => {
    const model = scriptedModel(
      'first-model',
      [text('One moment. '), use('find_free_slots'), use('book_appointment'), end('tool-use')],
      [text('You are booked.'), end()],
    );
    const desk = await aBegunCall({ models: [model] });
    const ahead = await desk.take(speculate(2, 'yes'));
    expect(desk.toolRuns.map(({ call }) => call.name)).toEqual(['find_free_slots']);
    expect(ahead.map(({ type }) => type)).toEqual(['say', 'tool', 'tool', 'done']);

    const committed = await desk.take(callerSaid(2, 'yes', { draft: draftOf(ahead) }));
    expect(desk.toolRuns.map(({ call }) => call.name)).toEqual(['find_free_slots', 'book_appointment']);
    expect(desk.toolRuns[1]?.context.idempotencyKey).toBe(`${CALL_ID}/2/1`);
    expect(committed.map(({ type }) => type)).toEqual(['tool', 'tool', 'say', 'expect', 'done']);
    expect(desk.store.records[1]?.answer).toEqual([...withoutDone(ahead), ...withoutDone(committed)]);
  });

  it('remembers which models had failed', async () => {
    const second = scriptedModel(
      'second-model',
      [use('book_appointment'), end('tool-use')],
      [text('Done.'), end()],
    );
    const desk = await aBegunCall({ models: [scriptedModel('first-model', [fail('throttled')]), second] });
    const ahead = await desk.take(speculate(2, 'yes'));
    const committed = await desk.take(callerSaid(2, 'yes', { draft: draftOf(ahead) }));
    expect(doneOf(committed)).toMatchObject({ model: 'second-model', fellBack: ['first-model: throttled'] });
  });

  it('may still be committed when only case and punctuation of the words have changed', async () => {
    const desk = await aBegunCall({ models: [scriptedModel('first-model', [text('Hi.'), end()])] });
    const draft = draftOf(await desk.take(speculate(2, 'hello i need  a cleaning')));
    const committed = await desk.take(callerSaid(2, 'Hello, I need a cleaning.', { draft }));
    expect(doneOf(committed).replayed).toBe(false);
  });

  it.each([
    ['the caller went on speaking', () => callerSaid(2, 'hello there')],
    ['the caller heard something else', () => callerSaid(2, 'hello', cutShort(1, 'Hello'))],
    ['it is of another turn', () => callerSaid(3, 'hello')],
  ])('is stale when %s: refused, and nothing stored', async (_, request) => {
    const replies = [
      [text('Hi.'), end()],
      [text('Ho.'), end()],
    ];
    const desk = await aBegunCall({ models: [scriptedModel('first-model', ...replies)] });
    const draft = draftOf(await desk.take(speculate(2, 'hello')));
    if (request().turn === 3) await desk.take(callerSaid(2, 'hello'));
    const before = desk.store.records.length;
    expect(refusalOf(await desk.take({ ...request(), draft })).code).toBe('stale-draft');
    expect(desk.store.records).toHaveLength(before);
  });

  it('with a draft that is none is refused by its path', async () => {
    const desk = await aBegunCall({ models: [] });
    const refusal = refusalOf(await desk.take(callerSaid(2, 'hello', { draft: { fingerprint: 7 } })));
    expect(refusal).toMatchObject({
      code: 'malformed-request',
      message: expect.stringMatching(/draft\.fingerprint/),
    });
  });

  it('counts the time of thinking ahead as the turn’s own', async () => {
    const desk = await aBegunCall({
      models: [
        scriptedModel(
          'first-model',
          [text('Hi.'), use('find_free_slots'), end('tool-use')],
          [text('Nine.'), end()],
        ),
      ],
      tools: {
        find_free_slots: ({ id }) => {
          desk.passMs(40);
          return { ok: true, id, content: {}, effects: [] };
        },
      },
    });
    const ahead = await desk.take(speculate(2, 'hello'));
    const committed = await desk.take(callerSaid(2, 'hello', { draft: draftOf(ahead) }));
    expect(doneOf(committed).latency).toMatchObject({ toolsMs: 40, totalMs: 40, firstSentenceMs: 0 });
  });
});
