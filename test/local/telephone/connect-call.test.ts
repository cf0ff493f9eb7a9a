import { beforeAll, describe, expect, it } from 'vitest';
import { localDay } from '../../../agent/playbook/hours.ts';
import { dentalPlaybook, MONDAY_MS } from '../../builders/a-talk.ts';
import { agentSaid, connectCall, SYNTH_MS, synthesizedInstance } from '../../builders/a-telephone.ts';

const BOOKING = [
  "I'd like to book a cleaning",
  'next Tuesday at three',
  'Maria Lopez',
  'two oh six five five five oh one two three',
  'yes',
  'no, thank you',
];

beforeAll(() => void synthesizedInstance(), SYNTH_MS);

describe('a call to the contact flow', () => {
  it('books an appointment, and the record knows how it ended', async () => {
    const call = await connectCall({ moves: BOOKING, from: '+12065550123' });
    expect(call.handset.talk.join('\n')).toContain('Maria Lopez');
    expect(call.calendar.appointments()).toMatchObject([
      { name: 'Maria Lopez', phone: '+12065550123', reason: 'cleaning' },
    ]);
    expect(call.end).toEqual({ reason: 'agent-hung-up' });
    const records = await call.records();
    expect(records.at(-1)?.state).toMatchObject({
      line: 'connect',
      status: 'ended',
      endReason: 'agent-hung-up',
    });
  });

  it('greets before the bot listens, and shows where in the flow the call is', async () => {
    const call = await connectCall({ moves: [] });
    expect(agentSaid(call)[0]).toContain('Robin, the AI assistant');
    expect(call.handset.blocks()).toEqual(expect.arrayContaining(['enter', 'talk']));
  });

  it('publishes what happens to the contact, in order', async () => {
    const call = await connectCall({ moves: [] });
    expect(call.published.map(({ detail }) => detail.eventType)).toEqual([
      'INITIATED',
      'CONNECTED_TO_SYSTEM',
      'DISCONNECTED',
      'COMPLETED',
    ]);
    expect(call.published[2]?.detail).toMatchObject({ disconnectReason: 'CUSTOMER_DISCONNECT' });
    expect((await call.records()).at(-1)?.state.endReason).toBe('caller-hung-up');
  });

  it('takes keys for a telephone number', async () => {
    const moves = [...BOOKING.slice(0, 3), { keys: '2065550123#' }, ...BOOKING.slice(4)];
    const call = await connectCall({ moves });
    expect(call.calendar.appointments()).toMatchObject([{ phone: '+12065550123' }]);
  });

  it('asks a silent caller whether they are there, and hangs up at last', async () => {
    const call = await connectCall({ nextMove: () => ({ silent: true }) });
    const causes = (await call.records()).map(({ request }) => request.cause);
    expect(causes.filter((cause) => cause === 'caller-silent').length).toBeGreaterThanOrEqual(2);
    expect((await call.records()).at(-1)?.state.endReason).toBe('caller-silent');
  });

  it('a caller who withholds their number is served like any other', async () => {
    const call = await connectCall({ moves: BOOKING, from: undefined });
    expect(call.calendar.appointments()).toHaveLength(1);
    expect((await call.records())[0]?.state.from).toBeUndefined();
  });
});

describe('a person is asked for', () => {
  const moves = ['can I speak to a person'];
  const whatHappened = (call: Awaited<ReturnType<typeof connectCall>>) =>
    call.published.map(({ detail }) => detail.eventType);

  it('and takes the call: told what it is about before they have the caller', async () => {
    const call = await connectCall({ moves });
    expect(call.end).toEqual({ reason: 'transferred' });
    expect(whatHappened(call)).toEqual(
      expect.arrayContaining(['QUEUED', 'CONNECTED_TO_AGENT', 'DISCONNECTED', 'COMPLETED']),
    );
    expect(call.handset.blocks()).toEqual(expect.arrayContaining(['tell', 'whisper', 'summary']));
    const records = await call.records();
    expect(records.at(-1)?.state.endReason).toBe('transferred');
    expect(records.map(({ request }) => request.cause)).toContain('transfer-progressed');
  });

  it.each([
    ['the queue is full', { agent: 'full' as const }, 'queue-full'],
    ['it is after hours', { hours: 'closed' as const }, 'closed'],
  ])('and %s: the caller is promised to be called back', async (_why, queue, block) => {
    const call = await connectCall({ moves, queue, from: '+12065550123' });
    expect(call.handset.blocks()).toContain(block);
    expect(call.end).toEqual({ reason: 'agent-hung-up' });
    expect(agentSaid(call).at(-1)).toMatch(/call you back/i);
    const [task, ...others] = call.tasks;
    expect(others).toEqual([]);
    expect(task?.name).toMatch(/^Call back \+12065550123, reference \d{6}$/);
    expect(task?.description).toContain((await call.records())[0]?.callId);
    expect(agentSaid(call).at(-1)).toContain(task?.attributes.ticket?.split('').join(' '));
    const ofTask = call.published.filter(({ detail }) => detail.channel === 'TASK');
    expect(ofTask.map(({ detail }) => detail.eventType)).toEqual(['INITIATED', 'QUEUED']);
  });

  it('on a holiday, at an hour that is open otherwise: the caller is promised to be called back', async () => {
    const playbook = dentalPlaybook();
    const holidays = [localDay(MONDAY_MS, playbook.source.timeZone)];
    const agent = { ...playbook, source: { ...playbook.source, holidays } };
    const call = await connectCall({ moves, agent, from: '+12065550123', queue: { hours: 'open' } });
    expect(call.handset.blocks()).toContain('closed');
    expect(call.handset.blocks()).not.toContain('wait-for-person');
    expect(call.tasks).toHaveLength(1);
  });

  it('a caller who withheld their number and gave one is called back on that', async () => {
    const told = [
      "I'd like to book a cleaning",
      'next Tuesday at three',
      'Maria Lopez',
      '206 555 0199',
      ...moves,
    ];
    const call = await connectCall({ moves: told, from: undefined, queue: { hours: 'closed' } });
    expect(call.tasks.map(({ attributes }) => attributes.callBackNumber)).toEqual(['+12065550199']);
  });

  it('nobody is promised a call back on a number that nobody knows', async () => {
    const call = await connectCall({ moves, from: undefined, queue: { hours: 'closed' } });
    expect(agentSaid(call).at(-1)).toMatch(/please call us again/i);
    expect(call.tasks).toEqual([]);
  });

  it('with the hook out of reach, a person still finds a task with the caller’s number', async () => {
    const call = await connectCall({
      moves,
      from: '+12065550123',
      queue: { hours: 'closed' },
      beforeHook: async () => ({ ok: false, error: 'the function is gone' }),
    });
    expect(call.tasks.map(({ name, description }) => [name, description])).toEqual([
      ['Call back', '+12065550123'],
    ]);
    expect(agentSaid(call).at(-1)).toMatch(/call you back\. Goodbye/i);
    expect(call.end).toEqual({ reason: 'agent-hung-up' });
  });

  it.each([
    ['hangs up while waiting', 20_000],
    ['gives up at last, for a flow ends where it puts a caller into a queue', undefined],
  ])('and nobody takes the call: the caller %s', async (_what, leavesAtMs) => {
    const leaves = leavesAtMs === undefined ? {} : { leavesAtMs };
    const call = await connectCall({ moves, queue: { agent: 'never' }, ...leaves });
    expect(whatHappened(call)).toEqual([
      'INITIATED',
      'CONNECTED_TO_SYSTEM',
      'QUEUED',
      'DISCONNECTED',
      'COMPLETED',
    ]);
    expect(call.end).toEqual({ reason: 'caller-hung-up' });
    expect((await call.records()).at(-1)?.state.status).toBe('ended');
  });
});

it('changes the language in the middle of the call: voice and ears with it', async () => {
  const locale = 'es-US';
  const switches = {
    sessionState: {
      sessionAttributes: { route: 'language', locale },
      dialogAction: { type: 'Close' },
      intent: { name: 'FallbackIntent', state: 'Fulfilled' },
    },
    messages: [],
  };
  const call = await connectCall({
    moves: ['hola', 'adiós'],
    beforeHook: (_event, count) =>
      count === 2 ? Promise.resolve({ ok: true, payload: switches }) : undefined,
  });
  expect(call.handset.blocks()).toEqual(expect.arrayContaining([`voice-${locale}`, `language-${locale}`]));
  expect(call.handset.locales).toEqual(['en-US', locale]);
  expect(call.handset.voices.map(({ id }) => id)).toEqual([
    dentalPlaybook().source.languages['en-US']?.voice,
    dentalPlaybook().source.languages[locale]?.voice,
  ]);
});

describe('when things fail', () => {
  it('a hook that is out of reach ends in an apology and the queue, never in silence', async () => {
    const call = await connectCall({
      moves: ['hello'],
      beforeHook: async () => ({ ok: false, error: 'the function failed' }),
    });
    expect(agentSaid(call)).not.toEqual([]);
    expect(call.published.map(({ detail }) => detail.eventType)).toContain('QUEUED');
  });

  it('a hook that fails once is entered again, and the call goes on', async () => {
    const call = await connectCall({
      moves: BOOKING,
      beforeHook: (_event, count) =>
        count === 3 ? Promise.resolve({ ok: false, error: 'Sandbox.Timedout' }) : undefined,
    });
    expect(call.handset.blocks()).toContain('again');
    expect(call.problems).toContain('Sandbox.Timedout');
    expect((await call.records()).map(({ request }) => request.cause)).toContain('line-resumed');
  });

  it('a bot alias that is gone does not drop the caller', async () => {
    const call = await connectCall({ moves: ['hello'], instance: { ...synthesizedInstance(), bots: [] } });
    expect(call.published.map(({ detail }) => detail.eventType)).toContain('QUEUED');
    expect(call.problems.join()).toContain('no bot');
  });

  it('a number that no flow answers is said so', async () => {
    const call = await connectCall({ playbook: 'nobody' });
    expect(call.end).toEqual({ reason: 'line-error', detail: 'no contact flow answers for nobody' });
  });
});

it("goes on over Lex's limit of 15 minutes: nothing is lost in a call of 45 minutes", async () => {
  const { source, ...compiled } = dentalPlaybook();
  const limits = { ...source.limits, callMinutes: 60, turns: 400 };
  const questions = ['what are your opening hours', 'where can I park', 'do you take insurance'];
  const call = await connectCall({
    agent: { ...compiled, source: { ...source, limits } },
    moves: [...BOOKING.slice(0, 3), ...Array.from({ length: 146 }, (_, index) => questions[index % 3] ?? '')],
    thinksMs: 6_000,
  });
  const records = await call.records();
  expect(call.handset.clock.now()).toBeGreaterThan(45 * 60_000);
  expect(call.handset.blocks().filter((block) => block === 'talk').length).toBeGreaterThanOrEqual(3);
  expect(records.map(({ turn }) => turn)).toEqual(records.map((_, index) => index + 1));
  expect(records.at(-1)?.state.fields).toMatchObject({ name: { value: 'Maria Lopez' } });
});

it('books in Spanish for a caller who asked for it in English: bot, voice and ears change in the middle', async () => {
  const call = await connectCall({
    from: '+12065550123',
    moves: [
      'can we speak Spanish please',
      'quisiera una limpieza',
      'el próximo martes a las tres de la tarde',
      'me llamo María López',
      'dos cero seis cinco cinco cinco cero uno dos tres',
      'sí, es correcto',
      'no, gracias, adiós',
    ],
  });
  const said = agentSaid(call);
  expect(said[0]).toContain('this is Robin');
  for (const words of said.slice(1)) expect(words).toMatch(/[áéíóú¿¡ñ]|Gracias|Claro/);
  expect(call.handset.voices.map(({ id }) => id)).toEqual(['Joanna', 'Lupe']);
  expect(call.handset.locales).toEqual(['en-US', 'es-US']);
  expect(call.calendar.appointments()).toMatchObject([{ name: 'María López', reason: 'cleaning' }]);
});
