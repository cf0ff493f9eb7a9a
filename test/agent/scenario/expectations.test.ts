import { describe, expect, it } from 'vitest';
import { findsItsMocks } from '../../../agent/scenario/expectations/tool-calls.ts';
import { aScenario, failuresWhenPlayed, played, type ScenarioChanges } from '../../builders/a-scenario.ts';

const MINE = {
  id: 'mine',
  start: '2026-12-01T09:00',
  resource: 'chair-1',
  name: 'Maria Lopez',
  phone: '+12065550122',
  reason: 'cleaning',
};

describe('a call that is as it should be', () => {
  it('meets every expectation', async () => {
    const expectations = {
      reached: ['book'],
      heard: { phone: '+12065550122', day: '2026-11-24', time: '15:00' },
      said: { must: ['is that RIGHT'], never: ['goat'], inOrder: ['phone number', "You're all set"] },
      called: {
        must: [{ tool: 'book_appointment', input: { reason: 'checkup' }, outcome: 'ok' }],
        never: ['cancel_appointment'],
        inOrder: ['find_free_slots', 'book_appointment', 'end_call'],
      },
      transferred: false,
      turns: { most: 5 },
      latency: { p95Ms: 1 },
    };
    expect(await failuresWhenPlayed({ expect: expectations })).toEqual([]);
  });
});

describe('a call that is not', () => {
  it.each<[string, ScenarioChanges, { expectation: string; turn?: number }[]]>([
    [
      'books at another time than expected',
      { expect: { world: { booked: [{ start: '2026-11-24T16:00' }] } } },
      [
        { expectation: 'world.booked', turn: 5 },
        { expectation: 'world.booked', turn: 5 },
      ],
    ],
    [
      'books once where twice was expected',
      { expect: { world: { booked: [{ start: '2026-11-24T15:00' }, { start: '2026-11-24T15:00' }] } } },
      [{ expectation: 'world.booked', turn: 5 }],
    ],
    [
      'books where nothing was expected',
      { expect: { world: {} } },
      [{ expectation: 'world.booked', turn: 5 }],
    ],
    [
      'leaves alone what should be moved and cancelled',
      {
        world: { calendar: { appointments: [MINE, { ...MINE, id: 'other', start: '2026-12-02T09:00' }] } },
        expect: {
          world: {
            booked: [{ start: '2026-11-24T15:00' }],
            moved: [{ id: 'mine', to: '2026-12-03T09:00' }],
            cancelled: ['other'],
          },
        },
      },
      [{ expectation: 'world.moved' }, { expectation: 'world.cancelled' }],
    ],
    ['ends otherwise', { expect: { ends: ['transferred'] } }, [{ expectation: 'ends', turn: 7 }]],
    ['is not handed over', { expect: { transferred: true } }, [{ expectation: 'transferred', turn: 7 }]],
    ['reaches another goal', { expect: { reached: ['cancel'] } }, [{ expectation: 'reached', turn: 7 }]],
    [
      'hears another day',
      { expect: { heard: { day: '2026-11-25' } } },
      [{ expectation: 'heard.day', turn: 2 }],
    ],
    [
      'does not say something',
      { expect: { said: { must: ['abracadabra'] } } },
      [{ expectation: 'said.must', turn: 7 }],
    ],
    [
      'says only a part of a word that it must say',
      { expect: { said: { must: ['you are all se', 'all se'] } } },
      [
        { expectation: 'said.must', turn: 7 },
        { expectation: 'said.must', turn: 7 },
      ],
    ],
    [
      'says something forbidden',
      { expect: { said: { never: ["you're all set"] } } },
      [{ expectation: 'said.never', turn: 5 }],
    ],
    [
      'says things in another order',
      { expect: { said: { inOrder: ["You're all set", 'first and last name'] } } },
      [{ expectation: 'said.inOrder', turn: 6 }],
    ],
    [
      'does not use a tool so',
      { expect: { called: { must: [{ tool: 'book_appointment', outcome: 'slot-taken' }] } } },
      [{ expectation: 'called.must', turn: 7 }],
    ],
    [
      'uses a forbidden tool',
      { expect: { called: { never: ['find_free_slots'] } } },
      [{ expectation: 'called.never', turn: 2 }],
    ],
    [
      'uses tools in another order',
      { expect: { called: { inOrder: ['book_appointment', 'find_free_slots'] } } },
      [{ expectation: 'called.inOrder', turn: 6 }],
    ],
    ['takes too many turns', { expect: { turns: { most: 3 } } }, [{ expectation: 'turns.most', turn: 5 }]],
    [
      'calls a mocked tool that no mock matches',
      {
        world: {
          tools: [{ tool: 'book_appointment', when: { reason: 'whitening' }, answer: { kind: 'world' } }],
        },
        expect: { world: {}, ends: ['transferred', 'agent-hung-up', 'caller-hung-up'] },
      },
      [{ expectation: 'world.tools', turn: 5 }],
    ],
  ])('%s fails, and says at which turn', async (_what, changes, expected) => {
    expect(await failuresWhenPlayed(changes)).toMatchObject(expected);
  });

  it('is told once which mocks there are, however often its connector asks', async () => {
    const unmatched = { turn: 3, tool: 'quote', input: { service: 'tune-up' } };
    const scenario = aScenario({
      world: {
        tools: [{ tool: 'quote', when: { service: 'brakes' }, times: 1, answer: { kind: 'malformed' } }],
      },
    });
    const outcome = await played(scenario);
    expect(findsItsMocks({ ...outcome, unmatched: [unmatched, unmatched] })).toEqual([
      {
        expectation: 'world.tools',
        turn: 3,
        message:
          'no mock matches quote {"service":"tune-up"}; those of quote are for {"service":"brakes"}, 1 time',
      },
    ]);
  });
});
