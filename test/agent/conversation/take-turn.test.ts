import { describe, expect, it } from 'vitest';
import type { Understanding } from '../../../agent/capture/understanding.ts';
import type { Model } from '../../../agent/conversation/ports.ts';
import { STALL_MS } from '../../../agent/conversation/reply.ts';
import { takeTurn } from '../../../agent/conversation/take-turn.ts';
import { MAX_TOOL_ROUNDS } from '../../../agent/conversation/writing.ts';
import { aDesk, alwaysLate, type Desk, type DeskOptions, doneOf, said } from '../../builders/a-desk.ts';
import { aPlaybook, aPlaybookSource } from '../../builders/a-playbook.ts';
import {
  CALL_ID,
  callEnded,
  callerSaid,
  callerSilent,
  callStarted,
  cutShort,
  timeNearlyUp,
} from '../../builders/a-turn-request.ts';
import { end, fail, hang, type Step, scriptedModel, text, use } from '../../builders/scripted-model.ts';

const GREETING = "Hello, this is Robin, Elm Street Dental's AI assistant. How can I help?";

async function aBegunCall(options: DeskOptions = {}): Promise<Desk> {
  const desk = aDesk(options);
  await desk.take(callStarted());
  return desk;
}
const model = (...replies: Step[][]) => scriptedModel('first-model', ...replies);
const understands = (changes: Partial<Understanding>) => () => ({ fields: {}, problems: [], ...changes });
const stateOf = (desk: Desk) => desk.store.records.at(-1)?.state;

describe('the first turn', () => {
  it('greets from the playbook, without asking a model', async () => {
    const writer = model();
    const desk = aDesk({ models: [writer] });
    const answer = await desk.take(callStarted({ from: '+12065550100' }));
    expect(said(answer)).toEqual([GREETING]);
    expect(answer.map(({ type }) => type)).toEqual(['say', 'expect', 'done']);
    expect(doneOf(answer)).toMatchObject({ turn: 1, replayed: false, model: 'none', fellBack: [] });
    expect(writer.requests).toEqual([]);
    expect(stateOf(desk)).toMatchObject({
      status: 'greeting',
      expect: { kind: 'open' },
      from: '+12065550100',
    });
  });

  it('speaks the playbook’s first language when the caller’s is not one of its own', async () => {
    const desk = await aBegunCall();
    const other = await aDesk().take(callStarted({ locale: 'fr-FR' }));
    expect(stateOf(desk)?.locale).toBe('en-US');
    expect(said(other)).toEqual([GREETING]);
  });
});

describe('a turn of the caller', () => {
  it('is answered sentence by sentence, in the playbook’s voice', async () => {
    const desk = await aBegunCall({
      models: [
        model([
          text('We open at eight. Would Tues'),
          text('day work? <expect kind="date" field="day"/>'),
          end(),
        ]),
      ],
    });
    const answer = await desk.take(callerSaid(2, 'when do you open'));
    expect(answer[0]).toEqual({
      type: 'say',
      text: 'We open at eight.',
      locale: 'en-US',
      voice: { id: 'Joanna', engine: 'neural' },
      opener: false,
    });
    expect(answer.slice(2, 3)).toEqual([
      { type: 'expect', expect: { kind: 'date', field: 'day' }, patienceMs: 8_000 },
    ]);
    expect(stateOf(desk)).toMatchObject({
      turn: 2,
      status: 'talking',
      expect: { kind: 'date', field: 'day' },
    });
  });

  it('is told the talk before it, and its own words once', async () => {
    const writer = model([text('Hi.'), end()]);
    const desk = await aBegunCall({ models: [writer] });
    await desk.take(callerSaid(2, 'hello', cutShort(1, 'Hello, this is')));
    const [request] = writer.requests;
    expect(request?.history).toEqual([{ turn: 1, who: 'agent', text: 'Hello, this is', interrupted: true }]);
    expect(request?.situation).toMatchObject({ said: 'hello', cause: 'caller-said', turn: 2 });
  });

  it('waits for anything when the model names a field that does not exist, or nothing', async () => {
    const desk = await aBegunCall({
      models: [model([text('What? <expect kind="text" field="shoe"/>'), end()], [text('Yes?'), end()])],
    });
    await desk.take(callerSaid(2, 'one'));
    expect(stateOf(desk)?.expect).toEqual({ kind: 'open' });
    await desk.take(callerSaid(3, 'two'));
    expect(stateOf(desk)?.expect).toEqual({ kind: 'open' });
  });

  it('opens with an acknowledgement before the model is asked, and tells the model so', async () => {
    const writer = model([text('Which day? '), end()]);
    const desk = await aBegunCall({ models: [writer], understand: understands({ goal: 'book' }) });
    const answer = await desk.take(callerSaid(2, 'book an appointment'));
    expect(answer[0]).toMatchObject({ type: 'say', opener: true });
    const [opener, question] = said(answer);
    expect(question).toBe('Which day?');
    expect(writer.requests[0]?.situation).toMatchObject({ opener, goal: 'book' });
    expect(stateOf(desk)?.history.at(-1)?.text).toBe(`${opener} Which day?`);
  });

  it('keeps the locale, the playbook and the start of the call', async () => {
    const desk = await aBegunCall({ models: [model([text('Hi.'), end()])] });
    desk.passMs(60_000);
    await desk.take(callerSaid(2, 'hello'));
    const [first, second] = desk.store.records;
    expect(second?.state).toMatchObject({
      startedAt: first?.at,
      playbook: first?.state.playbook,
      locale: 'en-US',
    });
    expect(second?.at).not.toBe(first?.at);
  });
});

describe('tools', () => {
  it('run between two replies, and the model is told what came of them', async () => {
    const writer = model(
      [text('Let me look. '), use('find_free_slots', { day: '2026-12-01' }), end('tool-use')],
      [text('I have three.'), end()],
    );
    const slots = [{ start: '2026-12-01T15:00:00-05:00', minutes: 30, resource: 'chair-1' }];
    const desk = await aBegunCall({
      models: [writer],
      tools: {
        find_free_slots: ({ id }) => ({
          ok: true,
          id,
          content: { slots },
          effects: [{ effect: 'slots-offered', slots }],
        }),
      },
    });
    const answer = await desk.take(callerSaid(2, 'Tuesday'));
    expect(answer.map((event) => (event.type === 'tool' ? event.status : event.type))).toEqual([
      'say',
      'started',
      'finished',
      'say',
      'expect',
      'done',
    ]);
    expect(writer.requests[1]?.rounds).toMatchObject([
      { text: 'Let me look. ', results: [{ content: { slots } }] },
    ]);
    expect(stateOf(desk)?.offers).toEqual(slots);
  });

  it('run under a key of call, turn and ordinal', async () => {
    const desk = await aBegunCall({
      models: [
        model([use('find_free_slots'), use('book_appointment'), end('tool-use')], [text('Done.'), end()]),
      ],
    });
    await desk.take(callerSaid(2, 'book it'));
    expect(desk.toolRuns.map(({ context }) => context.idempotencyKey)).toEqual([
      `${CALL_ID}/2/0`,
      `${CALL_ID}/2/1`,
    ]);
  });

  it('that say nothing need no further reply when the model has spoken', async () => {
    const writer = model([text('Goodbye! '), use('end_call'), end('tool-use')]);
    const desk = await aBegunCall({
      models: [writer],
      tools: { end_call: ({ id }) => ({ ok: true, id, content: {}, effects: [{ effect: 'call-ending' }] }) },
    });
    const answer = await desk.take(callerSaid(2, 'bye'));
    expect(answer).toContainEqual({ type: 'do', do: { action: 'hang-up', reason: 'agent-hung-up' } });
    expect(writer.requests).toHaveLength(1);
    expect(stateOf(desk)).toMatchObject({ status: 'wrapping-up', expect: { kind: 'nothing' } });
  });

  it('that hand over give the person a summary, after all words', async () => {
    const effects = [{ effect: 'transfer-requested' as const, reason: 'a bill' }];
    const desk = await aBegunCall({
      models: [model([use('transfer_to_person'), end('tool-use')], [text('One moment.'), end()])],
      tools: { transfer_to_person: ({ id }) => ({ ok: true, id, content: {}, effects }) },
      understand: understands({ fields: { name: { value: 'Maria', spoken: 'Maria' } } }),
    });
    const answer = await desk.take(callerSaid(2, 'a person please'));
    const last = answer.findLastIndex(({ type }) => type === 'say');
    expect(answer[last + 1]).toEqual({
      type: 'do',
      do: { action: 'transfer', to: '+12065550199', reason: 'a bill', summary: 'known: name Maria' },
    });
    expect(stateOf(desk)?.status).toBe('transferring');
  });

  it('asked for again and again come to an end, with an apology', async () => {
    const rounds = Array.from({ length: MAX_TOOL_ROUNDS }, (_, index) => [
      use('find_free_slots', {}, `u${index}`),
      end('tool-use'),
    ]);
    const desk = await aBegunCall({ models: [model(...rounds)] });
    const answer = await desk.take(callerSaid(2, 'hi'));
    expect(said(answer)).toEqual(['Something went wrong on my side.']);
    expect(doneOf(answer).fellBack).toEqual([expect.stringContaining('6 rounds')]);
  });

  it('that fail are told to the model and counted', async () => {
    const writer = model([use('book_appointment'), end('tool-use')], [text('It is gone.'), end()]);
    const desk = await aBegunCall({
      models: [writer],
      tools: {
        book_appointment: ({ id }) => ({
          ok: false,
          id,
          failure: 'slot-taken',
          message: 'taken',
          content: { error: 'taken' },
        }),
      },
    });
    const answer = await desk.take(callerSaid(2, 'yes'));
    expect(answer).toContainEqual({ type: 'tool', name: 'book_appointment', status: 'failed', ms: 0 });
    expect(stateOf(desk)?.counters).toMatchObject({ toolCalls: 1, toolFailures: 1 });
  });
});

describe('when a model fails', () => {
  const second = (...replies: Step[][]) => scriptedModel('second-model', ...replies);

  it('before its first word, the next one answers', async () => {
    const desk = await aBegunCall({ models: [model([fail('throttled')]), second([text('Hello.'), end()])] });
    const answer = await desk.take(callerSaid(2, 'hi'));
    expect(said(answer)).toEqual(['Hello.']);
    expect(doneOf(answer)).toMatchObject({ model: 'second-model', fellBack: ['first-model: throttled'] });
    expect(stateOf(desk)?.counters.fallbacks).toBe(1);
  });

  it('to begin in time, it is aborted and the next one answers', async () => {
    const slow = model([hang]);
    const script = scriptedModel('script', [text('Hello.'), end()]);
    const desk = await aBegunCall({ models: [slow, script], timer: alwaysLate });
    const answer = await desk.take(callerSaid(2, 'hi'));
    expect(said(answer)).toEqual(['Hello.']);
    expect(doneOf(answer).fellBack).toEqual(['first-model: timed-out']);
    expect(slow.aborted()).toBe(1);
  });

  it('by stalling in the middle, it is given up after the stall limit', async () => {
    const limits: number[] = [];
    const stalling = model([text('One. Two'), hang]);
    const desk = await aBegunCall({
      models: [stalling, scriptedModel('script', [text('Three.'), end()])],
      timer: {
        after(ms, callback) {
          limits.push(ms);
          return ms === STALL_MS ? alwaysLate.after(ms, callback) : () => undefined;
        },
      },
    });
    expect(said(await desk.take(callerSaid(2, 'hi')))).toEqual(['One.', 'Three.']);
    expect(limits).toEqual([2_000, STALL_MS]);
  });

  it('in the middle of a sentence, what was spoken stays, is not repeated, and the next writer knows it', async () => {
    const next = second([text('At three?'), end()]);
    const desk = await aBegunCall({
      models: [model([text('I have two slots. The first is at'), fail('broken-stream')]), next],
    });
    const answer = await desk.take(callerSaid(2, 'Tuesday'));
    expect(said(answer)).toEqual(['I have two slots.', 'At three?']);
    expect(next.requests[0]?.situation.opener).toBe('I have two slots.');
    expect(stateOf(desk)?.history.at(-1)?.text).toBe('I have two slots. At three?');
  });

  it('after a tool has taken effect, the next one goes on from the result, and the tool runs once', async () => {
    const next = second([text('You are booked.'), end()]);
    const desk = await aBegunCall({
      models: [model([use('book_appointment'), end('tool-use')], [fail('unavailable')]), next],
    });
    const answer = await desk.take(callerSaid(2, 'yes'));
    expect(said(answer)).toEqual(['You are booked.']);
    expect(desk.toolRuns).toHaveLength(1);
    expect(next.requests[0]?.rounds).toMatchObject([
      { uses: [{ name: 'book_appointment' }], results: [{ ok: true }] },
    ]);
  });

  it.each<[string, Step[]]>([
    ['ends without a word', [end()]],
    ['writes only what cannot be spoken', [text('<b></b> 👍'), end()]],
    ['is stopped by a filter', [end('refused')]],
  ])('that %s has failed too', async (_, reply) => {
    const desk = await aBegunCall({ models: [model(reply), second([text('Hello.'), end()])] });
    const answer = await desk.take(callerSaid(2, 'hi'));
    expect(said(answer)).toEqual(['Hello.']);
    expect(doneOf(answer).fellBack).toEqual(['first-model: said-nothing']);
  });

  it('whose stream ends too early has failed too', async () => {
    const desk = await aBegunCall({ models: [model([text('Well. I')]), second([text('Hello.'), end()])] });
    const answer = await desk.take(callerSaid(2, 'hi'));
    expect(said(answer)).toEqual(['Well.', 'Hello.']);
    expect(doneOf(answer).fellBack).toEqual(['first-model: broken-stream']);
  });

  it('and every other one too, the caller still hears something', async () => {
    const desk = await aBegunCall({ models: [model([fail('unavailable')])] });
    expect(said(await desk.take(callerSaid(2, 'hi')))).toEqual(['Something went wrong on my side.']);
  });
});

describe('when the store fails', () => {
  it('in the commit, the turn throws; sent again, it is answered and stored once', async () => {
    const desk = await aBegunCall({ models: [model([text('Hi.'), end()], [text('Hi.'), end()])] });
    const { commit } = desk.store;
    desk.store.commit = async () => {
      throw new Error('the table is throttled');
    };
    await expect(desk.take(callerSaid(2, 'hi'))).rejects.toThrow('throttled');
    desk.store.commit = commit;
    expect(doneOf(await desk.take(callerSaid(2, 'hi'))).replayed).toBe(false);
    expect(desk.store.records.map(({ turn }) => turn)).toEqual([1, 2]);
  });
});

describe('when the line no longer wants the answer', () => {
  it('the turn is as if never sent, and the model is stopped', async () => {
    const writer = model([text('One. Two'), hang], [text('Hi.'), end()]);
    const desk = await aBegunCall({ models: [writer, scriptedModel('script')] });
    const line = new AbortController();
    const answer = desk.take(callerSaid(2, 'hi'), { signal: line.signal });
    setImmediate(() => line.abort());
    await expect(answer).rejects.toThrow();
    expect(writer.aborted()).toBe(1);
    expect(desk.store.records).toHaveLength(1);
    expect(said(await desk.take(callerSaid(2, 'hi')))).toEqual(['Hi.']);
  });
});

describe('when the line stops listening in the middle of an answer', () => {
  it('the model is stopped, and nothing is stored', async () => {
    const stopped: boolean[] = [];
    const endless: Model = {
      name: 'first-model',
      async *write(_request, signal) {
        signal.addEventListener('abort', () => stopped.push(true));
        for (;;) yield { type: 'text', text: 'And so on. ' };
      },
    };
    const desk = await aBegunCall({ models: [endless] });
    for await (const event of takeTurn(callerSaid(2, 'hi'), desk.ports)) {
      if (event.type === 'say') break;
    }
    expect(stopped).toEqual([true]);
    expect(desk.store.records).toHaveLength(1);
  });
});

describe('silence, limits and the end', () => {
  it('a silent caller is reminded, then the call is ended, all without a model', async () => {
    const desk = await aBegunCall();
    expect(said(await desk.take(callerSilent(2)))).toEqual(['Are you still there?']);
    expect(said(await desk.take(callerSilent(3)))).toEqual(['Are you still there?']);
    const last = await desk.take(callerSilent(4));
    expect(said(last)).toEqual(['Thanks for calling Elm Street Dental. Goodbye!']);
    expect(last).toContainEqual({ type: 'do', do: { action: 'hang-up', reason: 'caller-silent' } });
    expect(stateOf(desk)?.status).toBe('wrapping-up');
  });

  it('a reminder does not forget what was asked', async () => {
    const desk = await aBegunCall({
      models: [model([text('Name? <expect kind="name" field="name"/>'), end()])],
    });
    await desk.take(callerSaid(2, 'book'));
    await desk.take(callerSilent(3));
    expect(stateOf(desk)?.expect).toEqual({ kind: 'name', field: 'name' });
  });

  it('the caller is warned when the time of the line is nearly up', async () => {
    const desk = await aBegunCall();
    const answer = await desk.take(timeNearlyUp(2));
    expect(said(answer)).toEqual(['We are almost out of time.']);
    expect(answer.some(({ type }) => type === 'do')).toBe(false);
  });

  it('a call that is longer than its playbook allows is brought to its end', async () => {
    const desk = await aBegunCall();
    desk.passMs(20 * 60_000);
    expect(await desk.take(callerSaid(2, 'hi'))).toContainEqual({
      type: 'do',
      do: { action: 'hang-up', reason: 'time-limit' },
    });
  });

  it('a call with more turns than its playbook allows is brought to its end', async () => {
    const { limits } = aPlaybookSource();
    const playbook = aPlaybook({ limits: { ...limits, turns: 2 } });
    const desk = await aBegunCall({ playbook });
    expect(said(await desk.take(callerSaid(2, 'hi'))).at(-1)).toMatch(/Goodbye/);
  });

  it('a call is ended when the line says so: nothing is said, no model is asked', async () => {
    const desk = await aBegunCall();
    desk.passMs(5_000);
    const answer = await desk.take(callEnded(2, 'line-lost', cutShort(1, 'Hello')));
    expect(answer.map(({ type }) => type)).toEqual(['expect', 'done']);
    expect(stateOf(desk)).toMatchObject({
      status: 'ended',
      endReason: 'line-lost',
      endedAt: '2026-12-01T15:00:05.000Z',
      history: [{ text: 'Hello', interrupted: true }],
    });
  });
});
