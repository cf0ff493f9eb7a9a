import { describe, expect, it } from 'vitest';
import { NoSession } from '../../../agent/lex/answer-lex.ts';
import { MAX_ATTRIBUTE_BYTES } from '../../../agent/lex/response.ts';
import { ONE_MOMENT_AFTER_MS } from '../../../agent/lex/timely.ts';
import { aHookDesk, aLexCall, CONTACT_ID, wordsOf } from '../../builders/a-lex-call.ts';
import { hang, scriptedModel } from '../../builders/scripted-model.ts';

const BOOKING = [
  "i'd like to book a cleaning next tuesday at three",
  'maria lopez',
  'two oh six five five five oh one two two',
  'yes',
];

describe('a call through Lex', () => {
  it('is greeted before the caller has said anything, and the greeting is turn 1 of the record', async () => {
    const call = aLexCall();
    const greeting = await call.enter();

    expect(greeting).toMatchObject({ route: 'continue', turn: '1' });
    expect(greeting.prompt).toMatch(/^<speak><s>Hi, this is Robin/);
    expect(call.desk.records.map(({ callId, model }) => [callId, model])).toEqual([[CONTACT_ID, 'none']]);
    expect(call.state()).toMatchObject({ line: 'connect', from: '+12065550137', status: 'greeting' });
  });

  it('books an appointment', async () => {
    const call = aLexCall();
    await call.enter();
    let last = '';
    for (const words of BOOKING) last = wordsOf(await call.say(words));

    expect(last).toMatch(/all set/);
    expect(call.desk.calendar.appointments()).toEqual([
      expect.objectContaining({ name: 'Maria Lopez', phone: '+12065550122', reason: 'cleaning' }),
    ]);
    expect(call.state().reached).toEqual(['book']);
  });

  it('keeps the conversation open while it goes on, and gives the caller back with a goodbye at its end', async () => {
    const call = aLexCall();
    await call.enter();

    const going = await call.say('what are your opening hours');
    expect(going.sessionState.dialogAction).toEqual({ type: 'ElicitIntent' });
    const over = await call.say('no thank you goodbye');
    expect(over.sessionState.dialogAction).toEqual({ type: 'Close' });
    expect(over.sessionState.intent).toEqual({ name: 'FallbackIntent', state: 'Fulfilled' });
    expect(over.sessionState.sessionAttributes.route).toBe('end');
    expect(wordsOf(over)).toMatch(/Goodbye/);
  });

  it('hands over with what a person needs to know', async () => {
    const call = aLexCall();
    await call.enter();
    await call.say("i'd like to book a cleaning");
    const over = await call.say('let me speak to a person', {
      interpretations: [
        {
          intent: { name: 'Person' },
          nluConfidence: { score: 0.9 },
          sentimentResponse: { sentiment: 'NEGATIVE' },
        },
      ],
    });

    expect(over.sessionState.sessionAttributes).toMatchObject({
      route: 'transfer',
      goal: 'book',
      fields: 'reason: a cleaning',
      sentiment: 'NEGATIVE',
    });
    expect(over.sessionState.sessionAttributes.summary).toContain('wants: book');
    expect(call.state().status).toBe('transferring');
  });

  it('tunes the ears to what it waits for', async () => {
    const call = aLexCall();
    await call.enter();
    const date = await call.say("i'd like to book a cleaning");
    await call.say('next tuesday at three');
    const digits = await call.say('maria lopez');
    const threshold = (response: typeof date) =>
      Number(response.sessionState.sessionAttributes['x-amz-lex:audio:end-confidence-threshold:*:*']);

    expect(threshold(digits)).toBeGreaterThan(threshold(date));
    expect(JSON.parse(digits.sessionState.sessionAttributes.expect ?? '')).toMatchObject({ kind: 'digits' });
  });
});

describe('a caller who wants another language', () => {
  it('hears the answer once the line has the voice for it, and then talks in it', async () => {
    const call = aLexCall();
    await call.enter();
    const switching = await call.say('can we speak spanish please');
    expect(switching).toMatchObject({
      sessionState: {
        dialogAction: { type: 'Close' },
        sessionAttributes: { route: 'language', locale: 'es-US' },
      },
      messages: [],
    });

    const switched = await call.enter({ step: 'switched', locale: 'es-US' });
    expect(switched.route).toBe('continue');
    expect(switched.prompt).toMatch(/^<speak><s>.{10,}<\/s><\/speak>$/);
    expect(call.desk.records).toHaveLength(2);
    const bot = { localeId: 'es_US' };
    const answer = await call.say('quiero una cita', { bot });
    expect(call.state()).toMatchObject({ locale: 'es-US', goal: 'book' });
    expect(answer.sessionState.dialogAction).toEqual({ type: 'ElicitIntent' });
  });
});

describe('what Lex understood', () => {
  it('counts when the caller’s own words tell nothing to plain code', async () => {
    const call = aLexCall();
    await call.enter();
    const intent = { name: 'Goal_book' };
    await call.say('could you put me down for something', {
      sessionState: { sessionAttributes: call.attributes, intent },
    });

    expect(call.state().goal).toBe('book');
    expect(call.desk.records.at(-1)?.request).toMatchObject({
      said: { text: 'could you put me down for something', meant: "i'd like to book an appointment" },
    });
  });

  it('does not count against what the caller plainly said', async () => {
    const call = aLexCall();
    await call.enter();
    await call.say('cancel my appointment', {
      sessionState: { sessionAttributes: call.attributes, intent: { name: 'Goal_book' } },
    });
    expect(call.state().goal).toBe('cancel');
  });

  it('stands for the words where there are none', async () => {
    const call = aLexCall();
    await call.enter();
    await call.say('', {
      sessionState: { sessionAttributes: call.attributes, intent: { name: 'Goal_cancel' } },
    });
    expect(call.state().goal).toBe('cancel');
  });

  it('is left aside when it is an intent that nobody planned', async () => {
    const call = aLexCall();
    await call.enter();
    const response = await call.say('what are your opening hours', {
      sessionState: { sessionAttributes: call.attributes, intent: { name: 'OrderPizza' } },
    });
    expect(wordsOf(response)).toMatch(/Monday to Friday/);
  });
});

describe('the same event again', () => {
  it('gets the same answer and stores nothing twice', async () => {
    const call = aLexCall();
    await call.enter();
    const event = call.event("i'd like to book a cleaning");
    const first = await call.send(event);
    const again = await call.send(event);

    expect(again).toEqual(first);
    expect(call.desk.records).toHaveLength(2);
  });

  it('books once', async () => {
    const call = aLexCall();
    await call.enter();
    for (const words of BOOKING.slice(0, -1)) await call.say(words);
    const yes = call.event('yes');
    await Promise.all([call.send(yes), call.send(yes)]);
    expect(call.desk.calendar.appointments()).toHaveLength(1);
  });

  it('greets with the same words', async () => {
    const call = aLexCall();
    expect(await call.enter()).toEqual(await call.enter());
    expect(call.desk.records).toHaveLength(1);
  });
});

describe('a conversation that Lex ended by itself', () => {
  it('goes on where it was, with nothing forgotten', async () => {
    const call = aLexCall();
    await call.enter();
    await call.say("i'd like to book a cleaning next tuesday at three");
    const again = await call.enter({ step: 'resume' });

    expect(again).toMatchObject({ route: 'continue', turn: '3' });
    expect(again.prompt).toMatch(/name/);
    await call.say('maria lopez');
    expect(call.state().fields).toMatchObject({
      name: { value: 'Maria Lopez' },
      reason: { value: 'cleaning' },
    });
  });

  it('is given up for a person when it ends again and again without a word', async () => {
    const call = aLexCall();
    await call.enter();
    const routes: (string | undefined)[] = [];
    for (let times = 0; times < 4; times += 1) routes.push((await call.enter({ step: 'resume' })).route);

    expect(routes).toEqual(['continue', 'continue', 'continue', 'transfer']);
    expect(call.desk.troubles).toContainEqual(expect.objectContaining({ code: 'resumed-in-circles' }));
  });

  it('is picked up from the record when the session attributes are lost', async () => {
    const call = aLexCall();
    await call.enter();
    await call.say("i'd like to book a cleaning");
    const { playbook = '', contactId = '' } = call.attributes;
    call.attributes = { playbook, contactId };
    await call.say('next tuesday');
    expect(call.state()).toMatchObject({ turn: 3, goal: 'book' });
  });
});

describe('keys, silence and noise', () => {
  it('takes a number that is keyed in', async () => {
    const call = aLexCall();
    await call.enter();
    await call.say("i'd like to book a cleaning next tuesday at three");
    await call.say('maria lopez');
    await call.key('2065550122');
    expect(call.state().fields).toMatchObject({ phone: { value: '+12065550122' } });
    expect(call.desk.records.at(-1)?.request).toMatchObject({ cause: 'caller-keyed', keys: '2065550122' });
  });

  it('takes the words when a key was pressed in the middle of them, unless digits were asked for', async () => {
    const call = aLexCall();
    await call.enter();
    const pressed = { requestAttributes: { 'x-amz-lex:dtmf-transcript': '5' } };
    await call.say('what are your opening hours', pressed);
    expect(call.desk.records.at(-1)?.request).toMatchObject({ cause: 'caller-said' });
    await call.say("i'd like to book a cleaning next tuesday at three");
    await call.say('maria lopez');
    await call.say('uh', { requestAttributes: { 'x-amz-lex:dtmf-transcript': '2065550122' } });
    expect(call.desk.records.at(-1)?.request).toMatchObject({ cause: 'caller-keyed' });
  });

  it('asks whether a silent caller is still there, and ends the call when they are not', async () => {
    const call = aLexCall();
    await call.enter();
    expect(wordsOf(await call.silence())).toBe('Are you still there?');
    await call.silence();
    const last = await call.silence();
    expect(last.sessionState.sessionAttributes.route).toBe('end');
  });

  it('answers a caller who withholds the number, and keeps none', async () => {
    for (const from of ['anonymous', '', '+0']) {
      const call = aLexCall(aHookDesk(), from);
      await call.enter();
      expect(call.state().from).toBeUndefined();
    }
  });
});

describe('bad events', () => {
  it.each([
    [
      'without interpretations, transcriptions and request attributes',
      { interpretations: undefined, transcriptions: undefined, requestAttributes: null },
    ],
    ['with fields that nobody knows', { sessionVersion: 9, bot: { localeId: 'en_US', future: true } }],
    [
      'with a confidence that is an object',
      { transcriptions: [{ transcriptionConfidence: { score: 0.4 } }] },
    ],
    [
      'with a confidence that is a text',
      { transcriptions: [{ transcriptionConfidence: 'high' }], interpretations: 'none' },
    ],
    ['with an input mode of the future', { inputMode: 'Gesture' }],
  ])('are answered %s', async (_, changes) => {
    const call = aLexCall();
    await call.enter();
    expect(wordsOf(await call.say('what are your opening hours', changes))).toMatch(/Monday to Friday/);
  });

  it('are refused by name without playbook and contact: no call can be answered by them', async () => {
    const call = aLexCall();
    call.attributes = {};
    await expect(call.say('hello')).rejects.toThrow(NoSession);
    await expect(call.send({})).rejects.toThrow(/"playbook" and "contactId"/);
  });

  it('keep a session attribute map of others within Lex’s limit, with all of ours in it', async () => {
    const call = aLexCall();
    await call.enter();
    for (let index = 0; index < 40; index += 1) call.attributes[`foreign${index}`] = 'x'.repeat(300);
    const { sessionAttributes } = (await call.say("i'd like to book a cleaning")).sessionState;

    expect(JSON.stringify(sessionAttributes).length).toBeLessThanOrEqual(MAX_ATTRIBUTE_BYTES);
    expect(sessionAttributes).toMatchObject({ turn: '2', contactId: CONTACT_ID, foreign0: 'x'.repeat(300) });
    expect(sessionAttributes).not.toHaveProperty('foreign39');
  });
});

describe('when something fails', () => {
  it('apologises and puts the caller through when the record cannot be reached', async () => {
    const desk = aHookDesk({
      store: (store) => ({ ...store, newestTurn: () => Promise.reject(new Error('down')) }),
    });
    const response = await aLexCall(desk).say('hello');

    expect(wordsOf(response)).toMatch(/sorry/i);
    expect(response.sessionState.sessionAttributes.route).toBe('transfer');
    expect(desk.troubles).toEqual([expect.objectContaining({ what: 'turn-failed' })]);
  });

  it('begins the call with the caller’s words when nobody could greet', async () => {
    const call = aLexCall();
    await call.say("i'd like to book a cleaning");
    expect(call.desk.records.map(({ request }) => request.cause)).toEqual(['call-started', 'caller-said']);
  });

  it('ends quietly when the call is over already', async () => {
    const call = aLexCall();
    await call.enter();
    await call.desk.thinkOn({
      callId: CONTACT_ID,
      line: 'connect',
      mode: 'commit',
      turn: 2,
      cause: 'call-ended',
      reason: 'caller-hung-up',
    });
    const response = await call.say('hello');
    expect(response.sessionState.sessionAttributes.route).toBe('end');
  });
});

describe('when the model is slow', () => {
  const slowCall = async () => {
    const desk = aHookDesk({ models: [scriptedModel('slow', [hang], [hang], [hang])] });
    const call = aLexCall(desk);
    await call.enter();
    return call;
  };

  it('asks for a moment, has the turn taken elsewhere, and tells its answer after the silence', async () => {
    const call = await slowCall();
    const asked = call.say("i'd like to book a cleaning");
    await call.desk.clock.advance(ONE_MOMENT_AFTER_MS);
    const moment = await asked;

    expect(wordsOf(moment)).toBe('One moment, please.');
    expect(moment.sessionState.dialogAction).toEqual({ type: 'ElicitIntent' });
    expect(moment.sessionState.sessionAttributes['x-amz-lex:audio:start-timeout-ms:*:*']).toBe('1000');
    const [request] = call.desk.handedOn;
    if (request === undefined) throw new Error('Nothing was handed on.');
    await call.desk.thinkOn(request);
    const answer = await call.silence();
    expect(wordsOf(answer)).toMatch(/What day works best/);
    expect(call.desk.records.map(({ turn }) => turn)).toEqual([1, 2]);
    expect(call.attributes.turn).toBe('2');
  });

  it('puts the caller through when it never gets there', async () => {
    const call = await slowCall();
    const asked = call.say("i'd like to book a cleaning");
    await call.desk.clock.advance(ONE_MOMENT_AFTER_MS);
    const routes = [(await asked).sessionState.sessionAttributes.route];
    for (let waits = 0; waits < 3; waits += 1) {
      const waiting = call.silence();
      await call.desk.clock.advance(ONE_MOMENT_AFTER_MS * 2);
      routes.push((await waiting).sessionState.sessionAttributes.route);
    }
    expect(routes).toEqual(['continue', 'continue', 'continue', 'transfer']);
  });
});
