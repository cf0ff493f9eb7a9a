import { describe, expect, it } from 'vitest';
import { aDesk, doneOf, refusalOf, said } from '../../builders/a-desk.ts';
import { callEnded, callerSaid, callStarted } from '../../builders/a-turn-request.ts';
import { end, scriptedModel, text } from '../../builders/scripted-model.ts';

const replies = (count: number) =>
  Array.from({ length: count }, (_, index) => [text(`Reply ${index}.`), end()]);
const deskWithReplies = (count: number) =>
  aDesk({ models: [scriptedModel('first-model', ...replies(count))] });

describe('a request is refused, and nothing is stored, when', () => {
  it.each<[string, unknown, RegExp]>([
    ['it is no object', 'hello', /the request: /],
    ['it is nothing', undefined, /the request: /],
    ['its call is no UUID', { ...callStarted(), callId: 'abc' }, /callId: /],
    ['a key is unknown', { ...callStarted(), colour: 'red' }, /colour/],
    ['its words are missing', { ...callerSaid(2, 'x'), said: { locale: 'en-US' } }, /said\.text: /],
    ['its turn is zero', { ...callStarted(), turn: 0 }, /turn: /],
  ])('%s', async (_, request, message) => {
    const desk = deskWithReplies(0);
    const refusal = refusalOf(await desk.take(request));
    expect(refusal.code).toBe('malformed-request');
    expect(refusal.message).toMatch(message);
    expect(desk.store.records).toEqual([]);
  });

  it('it is larger than what is read', async () => {
    const refusal = refusalOf(await deskWithReplies(0).take({ ...callStarted(), junk: 'é'.repeat(40_000) }));
    expect(refusal.code).toBe('oversized-request');
    expect(refusal.message).toMatch(/at most 65536/);
  });

  it('its message would repeat what the caller said', async () => {
    const request = { ...callerSaid(2, 'my secret words'), mode: 'later' };
    expect(refusalOf(await deskWithReplies(0).take(request)).message).not.toMatch(/secret/);
  });

  it('the call is unknown', async () => {
    expect(refusalOf(await deskWithReplies(0).take(callerSaid(2, 'hi'))).code).toBe('unknown-call');
    expect(refusalOf(await deskWithReplies(0).take(callStarted({ turn: 2 }))).code).toBe('unknown-call');
  });

  it('the playbook is unknown', async () => {
    const refusal = refusalOf(await deskWithReplies(0).take(callStarted({ playbook: 'pizza' })));
    expect(refusal).toMatchObject({ code: 'unknown-playbook', message: expect.stringContaining('"pizza"') });
  });

  it('its turn is from the future', async () => {
    const desk = deskWithReplies(0);
    await desk.take(callStarted());
    expect(refusalOf(await desk.take(callerSaid(3, 'hi')))).toMatchObject({
      code: 'turn-from-the-future',
      message: expect.stringContaining('the next one is 2, not 3'),
    });
    expect(desk.store.records).toHaveLength(1);
  });

  it('the call starts again in the middle', async () => {
    const desk = deskWithReplies(0);
    await desk.take(callStarted());
    expect(refusalOf(await desk.take(callStarted({ turn: 2 }))).code).toBe('call-already-started');
  });

  it('the call is over', async () => {
    const desk = deskWithReplies(0);
    await desk.take(callStarted());
    await desk.take(callEnded(2));
    expect(refusalOf(await desk.take(callerSaid(3, 'hi'))).code).toBe('call-over');
    expect(refusalOf(await desk.take(callEnded(3))).code).toBe('call-over');
  });
});

describe('a request that was answered before', () => {
  it('gets the same answer again, and no model is asked', async () => {
    const desk = deskWithReplies(1);
    await desk.take(callStarted());
    const first = await desk.take(callerSaid(2, 'hi'));
    const again = await desk.take(callerSaid(2, 'hi'));
    expect(again.slice(0, -1)).toEqual(first.slice(0, -1));
    expect([doneOf(first).replayed, doneOf(again).replayed]).toEqual([false, true]);
    expect(desk.store.records).toHaveLength(2);
  });

  it('gets it even when the call has gone on since', async () => {
    const desk = deskWithReplies(2);
    const greeting = await desk.take(callStarted());
    await desk.take(callerSaid(2, 'hi'));
    await desk.take(callerSaid(3, 'ho'));
    expect(said(await desk.take(callStarted()))).toEqual(said(greeting));
    expect(said(await desk.take(callerSaid(2, 'hi')))).toEqual(['Reply 0.']);
  });

  it('gets it even after the end of the call', async () => {
    const desk = deskWithReplies(0);
    await desk.take(callStarted());
    await desk.take(callEnded(2));
    expect(doneOf(await desk.take(callEnded(2))).replayed).toBe(true);
  });

  it('and that arrived twice at once is stored once: the one that was first is the answer', async () => {
    const desk = deskWithReplies(2);
    await desk.take(callStarted());
    const both = await Promise.all([desk.take(callerSaid(2, 'hi')), desk.take(callerSaid(2, 'hi'))]);
    expect(both.map((answer) => doneOf(answer).replayed).toSorted()).toEqual([false, true]);
    expect(desk.store.records.map(({ turn }) => turn)).toEqual([1, 2]);
  });
});
