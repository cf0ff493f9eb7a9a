import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../agent/call/events/catalogue.ts';
import { BrokenHistory, replay } from '../../../agent/call/replay.ts';
import { TurnRecord } from '../../../agent/call/turn-record.ts';
import type { ToolEffect } from '../../../agent/tools/tool.ts';
import type { TurnRequest } from '../../../agent/turn/turn-request.ts';
import { aDesk, type Desk } from '../../builders/a-desk.ts';
import {
  CALL_ID,
  callEnded,
  callerKeyed,
  callerSaid,
  callerSilent,
  callStarted,
  cutShort,
  playedOut,
  timeNearlyUp,
} from '../../builders/a-turn-request.ts';
import { end, type Step, scriptedModel, text, use } from '../../builders/scripted-model.ts';

const appointment = {
  id: 'a-1',
  slot: { start: '2026-12-01T15:00:00-05:00', minutes: 30, resource: 'chair-1' },
  name: 'Maria Lopez',
  phone: '+12065550100',
  reason: 'cleaning',
};
const EFFECTS: Record<string, ToolEffect> = {
  book_appointment: { effect: 'appointment-booked', appointment },
  transfer_to_person: { effect: 'transfer-requested', reason: 'a bill' },
  end_call: { effect: 'call-ending' },
};

function aDeskWithEffects(...replies: Step[][]): Desk {
  const effectOf = (name: string) => {
    const effect = EFFECTS[name];
    return effect === undefined ? [] : [effect];
  };
  const tools = Object.fromEntries(
    Object.keys(EFFECTS).map((name) => [
      name,
      ({ id }: { id: string }) => ({ ok: true as const, id, content: {}, effects: effectOf(name) }),
    ]),
  );
  return aDesk({ models: [scriptedModel('first-model', ...replies)], tools });
}

async function eventsOf(desk: Desk, ...requests: TurnRequest[]): Promise<CallEvent[]> {
  for (const request of requests) await desk.take(request);
  return desk.store.records.flatMap(({ events }) => events);
}
const types = (events: readonly CallEvent[]) => events.map(({ type }) => type);

describe('the events of a call', () => {
  it('tell it from its start to its end, in the order in which it happened', async () => {
    const desk = aDeskWithEffects(
      [text('I have three. '), end()],
      [use('book_appointment'), end('tool-use')],
      [text('Done.'), end()],
      [text('Bye. '), use('end_call'), end('tool-use')],
    );
    const events = await eventsOf(
      desk,
      callStarted(),
      callerSaid(2, 'book', playedOut(1, 'Hello')),
      callerSaid(3, 'three', cutShort(2, 'I have')),
      callerSaid(4, 'bye'),
      callEnded(5, 'agent-hung-up'),
    );
    expect(types(events)).toEqual([
      'call.started',
      'turn.completed',
      'turn.completed',
      'agent.interrupted',
      'tool.completed',
      'turn.completed',
      'tool.completed',
      'turn.completed',
      'turn.completed',
      'call.ended',
    ]);
    expect(replay(events)).toBe('ended');
  });

  it('have ids of call, turn and sequence, and carry the playbook’s version and the line', async () => {
    const [first, second] = await eventsOf(aDeskWithEffects(), callStarted());
    expect(first).toMatchObject({ id: `${CALL_ID}/1/0`, sequence: 0, version: '1', line: 'text' });
    expect(second).toMatchObject({ id: `${CALL_ID}/1/1`, sequence: 1, playbook: { id: 'small-practice' } });
  });

  it('tell what the caller heard of an answer and what had been written', async () => {
    const desk = aDeskWithEffects([text('I have nine, ten and eleven.'), end()], [text('Ten.'), end()]);
    const events = await eventsOf(
      desk,
      callStarted(),
      callerSaid(2, 'when'),
      callerSaid(3, 'ten', cutShort(2, 'I have nine')),
    );
    expect(events.find(({ type }) => type === 'agent.interrupted')?.data).toEqual({
      interruptedTurn: 2,
      heard: 'I have nine',
      intended: 'I have nine, ten and eleven.',
      yieldMs: 120,
    });
  });

  it('tell of the previous answer’s latency on the line', async () => {
    const desk = aDeskWithEffects([text('Hi.'), end()]);
    const events = await eventsOf(desk, callStarted(), callerSaid(2, 'hi', playedOut(1, 'Hello')));
    expect(events.at(-1)?.data).toMatchObject({
      said: 'hi',
      answered: 'Hi.',
      previous: { turn: 1, complete: true, latency: { firstAudioMs: 640 } },
    });
  });

  it('tell how the call ended', async () => {
    const desk = aDeskWithEffects([use('book_appointment'), end('tool-use')], [text('Done.'), end()]);
    await eventsOf(desk, callStarted(), callerSaid(2, 'yes'));
    desk.passMs(90_000);
    const events = await eventsOf(desk, callEnded(3));
    expect(events.at(-1)?.data).toEqual({
      reason: 'caller-hung-up',
      durationMs: 90_000,
      turns: 3,
      reached: ['book'],
      interruptions: 0,
    });
  });

  it('lead to the status that each turn declares, in any call; records and events are as their schemas say', async () => {
    const action = fc.constantFrom(
      'say',
      'book_appointment',
      'transfer_to_person',
      'end_call',
      'both',
      'unknown_tool',
    );
    const anyTurn = fc.record({
      cause: fc.constantFrom('said', 'keyed', 'silent', 'time'),
      heard: fc.option(fc.constantFrom('', 'Hello', 'Yes.')),
      action,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyTurn, { maxLength: 12 }), async (turns) => {
        const written = turns.filter(({ cause }) => cause === 'said' || cause === 'keyed');
        const desk = aDeskWithEffects(...written.flatMap((turn) => repliesFor(turn.action)));
        const requests = turns.map(({ cause, heard }, index) =>
          requestFor(cause, index + 2, heard === null ? {} : cutShort(index + 1, heard)),
        );
        const events = await eventsOf(desk, callStarted(), ...requests, callEnded(turns.length + 2));
        expect(replay(events)).toBe('ended');
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
        for (const record of desk.store.records) expect(TurnRecord.parse(record)).toEqual(record);
        expect(types(events).filter((type) => type === 'call.ended')).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});

function requestFor(cause: string, turn: number, changes: Record<string, unknown>): TurnRequest {
  if (cause === 'silent') return callerSilent(turn, changes);
  if (cause === 'time') return timeNearlyUp(turn, changes);
  return cause === 'keyed' ? callerKeyed(turn, '42#', changes) : callerSaid(turn, 'hello', changes);
}

function repliesFor(action: string): Step[][] {
  if (action === 'say') return [[text('Yes. <expect kind="yes-no"/>'), end()]];
  const names = action === 'both' ? ['transfer_to_person', 'end_call'] : [action];
  const uses = names.map((name) => use(name));
  const silent = action === 'both' || action === 'transfer_to_person' || action === 'end_call';
  return silent
    ? [[text('Well. '), ...uses, end('tool-use')]]
    : [
        [...uses, end('tool-use')],
        [text('Done.'), end()],
      ];
}

describe('a history that no call can have left', () => {
  const aCall = () =>
    eventsOf(
      aDeskWithEffects([text('Hi.'), end()], [text('Bye. '), use('transfer_to_person'), end('tool-use')]),
      callStarted(),
      callerSaid(2, 'hi'),
      callerSaid(3, 'a person'),
      callEnded(4, 'transferred'),
    );

  it('is found whichever single event is missing', async () => {
    const events = await aCall();
    for (const missing of events) {
      expect(() => replay(events.filter((event) => event !== missing))).toThrow();
    }
  });

  it('is found when two neighbours are swapped', async () => {
    const events = await aCall();
    for (let index = 0; index + 1 < events.length; index += 1) {
      const swapped = [
        ...events.slice(0, index),
        ...events.slice(index, index + 2).toReversed(),
        ...events.slice(index + 2),
      ];
      expect(() => replay(swapped)).toThrow();
    }
  });

  it('is found when a turn says another status than its events lead to', async () => {
    const events = (await aCall()).map(
      (event): CallEvent =>
        event.type === 'turn.completed' && event.turn === 2
          ? { ...event, data: { ...event.data, status: 'transferring' } }
          : event,
    );
    expect(() => replay(events)).toThrow(BrokenHistory);
    expect(() => replay(events)).toThrow(
      /says the call is then "transferring", but its events lead to "talking"/,
    );
  });
});
