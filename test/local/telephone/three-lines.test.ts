import { beforeAll, describe, expect, it } from 'vitest';
import type { TurnRecord } from '../../../agent/call/turn-record.ts';
import { takeTurn } from '../../../agent/conversation/take-turn.ts';
import { reportCall } from '../../../local/report/call-report.ts';
import {
  aBrain,
  agentSaid,
  type Brain,
  chimeCall,
  connectCall,
  SYNTH_MS,
  synthesizedArtefacts,
} from '../../builders/a-telephone.ts';
import { CALL_ID } from '../../builders/text-handset.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

const FROM = '+12065550123';
const BOOKING = [
  "I'd like to book a cleaning",
  'is there parking',
  'next Tuesday at three',
  'Maria Lopez',
  'two oh six five five five oh one two three',
  'no, Wednesday instead',
  'yes please',
  'no thank you, goodbye',
];

beforeAll(() => void synthesizedArtefacts(), SYNTH_MS);

/** The turns as the media service sends them. */
async function mediaCall(moves: readonly string[]): Promise<Brain> {
  const clock = virtualClock();
  const brain = aBrain(clock);
  const common = { callId: CALL_ID, line: 'browser', mode: 'commit' } as const;
  const take = async (request: unknown): Promise<void> => {
    for await (const _event of takeTurn(request, brain.ports));
    await clock.advance(10_000);
  };
  await take({ ...common, turn: 1, cause: 'call-started', playbook: 'dental-appointments', from: FROM });
  for (const [index, text] of moves.entries()) {
    const startMs = clock.now();
    const said = { text, locale: 'en-US', confidence: 0.9, startMs, endMs: startMs + 2_000 };
    await take({ ...common, turn: index + 2, cause: 'caller-said', said });
  }
  return brain;
}

/** All of a record that no line may change: without ids, times, latency and the line itself. */
function essence(records: readonly TurnRecord[]) {
  const report = reportCall(records.filter(({ request }) => request.cause !== 'call-ended'));
  return {
    reached: report?.reached,
    turns: report?.turns.map(({ turn, cause, said, answered, tools, model, fellBack }) => ({
      turn,
      cause,
      said,
      answered,
      tools: tools.map(({ name, outcome }) => [name, outcome]),
      model,
      fellBack,
    })),
    appointments: report?.appointments.map(({ slot, name, phone, reason }) => ({
      slot,
      name,
      phone,
      reason,
    })),
    fields: records.at(-1)?.state.fields,
  };
}

describe('the same playbook and the same words', () => {
  it('book the same appointment on the media service, on Connect and on Chime PSTN', async () => {
    const media = await mediaCall(BOOKING);
    const connect = await connectCall({ moves: BOOKING, from: FROM });
    const chime = await chimeCall({ moves: BOOKING, from: FROM });
    const [onMedia, onConnect, onChime] = [
      await media.records(),
      await connect.records(),
      await chime.records(),
    ];
    expect(essence(onMedia).appointments).toMatchObject([
      { name: 'Maria Lopez', phone: FROM, reason: 'cleaning', slot: { minutes: 60 } },
    ]);
    expect(essence(onConnect)).toEqual(essence(onMedia));
    expect(essence(onChime)).toEqual(essence(onMedia));
    expect([onMedia, onConnect, onChime].map((records) => records.at(-1)?.state.line)).toEqual([
      'browser',
      'connect',
      'chime-pstn',
    ]);
  });

  it('leave the same events behind, but for what the line itself tells', async () => {
    const types = (records: readonly TurnRecord[]) =>
      records
        .filter(({ request }) => request.cause !== 'call-ended')
        .flatMap(({ events }) => events.map(({ type }) => type));
    const connect = await connectCall({ moves: BOOKING, from: FROM });
    const chime = await chimeCall({ moves: BOOKING, from: FROM });
    const media = await mediaCall(BOOKING);
    expect(types(await connect.records())).toEqual(types(await media.records()));
    expect(types(await chime.records())).toEqual(types(await media.records()));
  });
});

describe('a person on Chime PSTN', () => {
  const moves = ['can I speak to a person'];

  it('is called and takes over', async () => {
    const call = await chimeCall({ moves });
    expect(call.end).toEqual({ reason: 'transferred' });
    expect((await call.records()).at(-1)?.state).toMatchObject({ status: 'ended', endReason: 'transferred' });
  });

  it('who does not answer is made up for by the promise to call back', async () => {
    const call = await chimeCall({ moves, queue: { agent: 'never' } });
    expect(agentSaid(call).join(' ')).toMatch(/call you back/i);
    expect(call.end).toEqual({ reason: 'agent-hung-up' });
    expect((await call.records()).at(-1)?.state.status).toBe('ended');
  });
});

it('a caller who hangs up on Chime PSTN leaves an ended call behind', async () => {
  const call = await chimeCall({ moves: ["I'd like to book a cleaning"] });
  expect((await call.records()).at(-1)?.state).toMatchObject({
    status: 'ended',
    endReason: 'caller-hung-up',
  });
  expect(call.problems).toEqual([]);
});
