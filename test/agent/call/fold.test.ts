import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallState } from '../../../agent/call/call-state.ts';
import {
  bringsOn,
  foldAnswer,
  foldRequest,
  foldUnderstanding,
  MAX_FIELD_CHARACTERS,
  noteFields,
} from '../../../agent/call/fold.ts';
import { foldEffect, foldResults } from '../../../agent/call/fold-effects.ts';
import { MAX_HISTORY_CHARACTERS, MAX_HISTORY_ENTRIES } from '../../../agent/call/history.ts';
import { MAX_SUMMARY_CHARACTERS } from '../../../agent/call/summary.ts';
import type { Understanding } from '../../../agent/capture/understanding.ts';
import { aCallState } from '../../builders/a-call-state.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { callerKeyed, callerSaid, callerSilent, cutShort, playedOut } from '../../builders/a-turn-request.ts';

const playbook = aPlaybook();
const understood = (changes: Partial<Understanding> = {}): Understanding => ({
  fields: {},
  problems: [],
  ...changes,
});
const slot = (start: string) => ({ start, minutes: 30, resource: 'chair-1' });
const appointment = {
  id: 'a-1',
  slot: slot('2026-12-01T15:00:00-05:00'),
  name: 'Maria Lopez',
  phone: '+12065550100',
  reason: 'cleaning',
};
const day = { value: '2026-12-01', spoken: 'Tuesday' };
const time = { value: '15:00', spoken: 'three' };
const name = { value: 'Maria Lopez', spoken: 'Maria Lopez' };

describe('what the line reports is folded into the state', () => {
  const greeted = aCallState({
    turn: 1,
    history: [{ turn: 1, who: 'agent', text: 'Hello, how can I help you today?' }],
  });

  it('an answer that was cut short counts as what the caller heard of it', () => {
    const state = foldRequest(greeted, callerSaid(2, 'book', cutShort(1, 'Hello, how')));
    expect(state.history).toEqual([
      { turn: 1, who: 'agent', text: 'Hello, how', interrupted: true },
      { turn: 2, who: 'caller', text: 'book' },
    ]);
    expect(state.counters.interruptions).toBe(1);
  });

  it('whatever was heard, it stands in place of what was written, and nothing else changes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), fc.array(fc.string(), { maxLength: 6 }), (heard, words) => {
        const history = words.map((text, index) => ({ turn: index + 1, who: 'agent' as const, text }));
        const last = history.length;
        const { history: after } = foldRequest(
          { ...greeted, history },
          callerSilent(last + 2, cutShort(Math.max(1, last), heard)),
        );
        expect(after.slice(0, -1)).toEqual(history.slice(0, -1));
        if (last > 0) expect(after.at(-1)).toEqual({ ...history.at(-1), text: heard, interrupted: true });
      }),
    );
  });

  it('an answer of which nothing was heard counts as nothing', () => {
    const state = foldRequest(greeted, callerSaid(2, 'book', cutShort(1, '')));
    expect(state.history[0]).toEqual({ turn: 1, who: 'agent', text: '', interrupted: true });
  });

  it('an answer that was played to its end stays as it was written', () => {
    const state = foldRequest(greeted, callerSaid(2, 'book', playedOut(1, 'Hello how can I help you')));
    expect(state.history[0]).toEqual(greeted.history[0]);
    expect(state.counters.interruptions).toBe(0);
  });

  it('silences are counted in a row: a word ends the row', () => {
    const twice = foldRequest(foldRequest(greeted, callerSilent(2)), callerSilent(3));
    expect(twice.counters.silences).toBe(2);
    expect(foldRequest(twice, callerSaid(4, 'yes')).counters.silences).toBe(0);
  });

  it('keys are the caller’s words', () => {
    expect(foldRequest(greeted, callerKeyed(2, '2065550100')).history.at(-1)).toEqual({
      turn: 2,
      who: 'caller',
      text: '2065550100',
    });
  });
});

describe('what was understood is folded into the state', () => {
  const offered = aCallState({ offers: [slot('2026-12-01T15:00:00-05:00')] });

  it('fields are set with the turn in which they were said', () => {
    const state = foldUnderstanding(offered, understood({ goal: 'book', fields: { name } }), playbook);
    expect(state.goal).toBe('book');
    expect(state.fields).toEqual({ name: { ...name, confirmed: false, turn: 3 } });
  });

  it('a changed day makes the offered slots worthless, the same day again does not', () => {
    const withDay = noteFields({ ...offered, offers: [] }, { day }, playbook);
    const offeredAgain = { ...withDay, offers: offered.offers };
    expect(noteFields(offeredAgain, { day }, playbook).offers).toEqual(offered.offers);
    expect(noteFields(offeredAgain, { day: { ...day, value: '2026-12-04' } }, playbook).offers).toEqual([]);
  });

  it('a field or goal that the playbook does not have is left out', () => {
    const state = foldUnderstanding(
      offered,
      understood({ goal: 'fly', fields: { shoe_size: day, toString: day } }),
      playbook,
    );
    expect(state).toEqual(offered);
  });

  it('a yes confirms the fields that were read back', () => {
    const asked = noteFields(aCallState({ goal: 'book' }), { day, name }, playbook);
    const confirming: CallState = { ...asked, expect: { kind: 'yes-no', confirms: 'goal' } };
    const state = foldUnderstanding(confirming, understood({ answer: 'yes' }), playbook);
    expect(Object.values(state.fields).map(({ confirmed }) => confirmed)).toEqual([true, true]);
  });

  it('a yes with a correction leaves the corrected field unconfirmed', () => {
    const asked = noteFields(aCallState({ goal: 'book' }), { day, name }, playbook);
    const confirming: CallState = { ...asked, expect: { kind: 'yes-no', confirms: 'goal' } };
    const corrected = { day: { value: '2026-12-04', spoken: 'Friday' } };
    const state = foldUnderstanding(confirming, understood({ answer: 'yes', fields: corrected }), playbook);
    expect(state.fields).toMatchObject({
      day: { value: '2026-12-04', confirmed: false },
      name: { confirmed: true },
    });
  });

  it('"never mind" gives the goal up', () => {
    const state = foldUnderstanding(
      { ...offered, goal: 'book' },
      understood({ intent: 'cancel-that' }),
      playbook,
    );
    expect(state).toMatchObject({ goal: null, offers: [] });
  });
});

describe('what the tools did is folded into the state', () => {
  const ready = noteFields(aCallState({ goal: 'book' }), { day, time, name }, playbook);

  it('a booking reaches the goal; day and time were its own and are forgotten, the name is not', () => {
    const state = foldEffect(ready, { effect: 'appointment-booked', appointment }, playbook);
    expect(state).toMatchObject({ goal: null, reached: ['book'], appointment, offers: [] });
    expect(Object.keys(state.fields)).toEqual(['name']);
  });

  it('a booking reaches its goal even when the goal had not been recognised', () => {
    const state = foldEffect(
      { ...ready, goal: null },
      { effect: 'appointment-booked', appointment },
      playbook,
    );
    expect(state.reached).toEqual(['book']);
  });

  it('a cancellation leaves no appointment', () => {
    const state = foldEffect(
      { ...ready, appointment },
      { effect: 'appointment-cancelled', appointment },
      playbook,
    );
    expect(state).toMatchObject({ reached: ['cancel'], appointment: null });
  });

  it('one appointment found is the one the call is about, several are not', () => {
    const found = (appointments: (typeof appointment)[]) =>
      foldEffect(ready, { effect: 'appointments-found', appointments }, playbook).appointment;
    expect(found([appointment])).toEqual(appointment);
    expect(found([appointment, { ...appointment, id: 'a-2' }])).toBeNull();
    expect(found([])).toBeNull();
  });

  it('tool calls and their failures are counted', () => {
    const state = foldResults(
      ready,
      [
        { ok: true, id: '1', content: {}, effects: [{ effect: 'slots-offered', slots: [appointment.slot] }] },
        { ok: false, id: '2', failure: 'slot-taken', message: 'taken', content: {} },
      ],
      playbook,
    );
    expect(state.counters).toMatchObject({ toolCalls: 2, toolFailures: 1 });
    expect(state.offers).toEqual([appointment.slot]);
  });
});

describe('attempts', () => {
  const asking = aCallState({ expect: { kind: 'digits', field: 'phone' } });
  const again = { text: 'Your number?', expect: asking.expect };

  it('count how often the same was asked in vain', () => {
    const once = foldAnswer(asking, { ...again, caller: 'was-not-understood' });
    const twice = foldAnswer(once, { ...again, caller: 'was-not-understood' });
    expect([once.attempts, twice.attempts]).toEqual([1, 2]);
  });
  it('stay as they are through a reminder', () => {
    const once = foldAnswer(asking, { ...again, caller: 'was-not-understood' });
    expect(foldAnswer(once, { ...again, caller: 'did-not-speak' }).attempts).toBe(1);
  });
  it('begin anew once the caller was understood or something else is asked', () => {
    const once = foldAnswer(asking, { ...again, caller: 'was-not-understood' });
    expect(foldAnswer(once, { ...again, caller: 'was-understood' }).attempts).toBe(0);
    const other = { text: 'Your name?', expect: { kind: 'name', field: 'name' } } as const;
    expect(foldAnswer(once, { ...other, caller: 'was-not-understood' }).attempts).toBe(0);
  });
  it('a value that cannot be does not count as understood', () => {
    expect(bringsOn(understood({ problems: [{ field: 'day', problem: 'past', spoken: 'May' }] }))).toBe(
      false,
    );
    expect(bringsOn(understood({ question: 'parking' }))).toBe(true);
  });
});

describe('the state is bounded, however long the call', () => {
  const words = fc.string({ maxLength: 4_000 });
  const exchange = fc.record({ said: words, answered: words, heard: fc.option(fc.string()), value: words });

  function call(
    exchanges: { said: string; answered: string; heard: string | null; value: string }[],
  ): CallState {
    return exchanges.reduce((state, { said, answered, heard, value }) => {
      const turn = state.turn + 1;
      const played = heard === null ? {} : cutShort(turn - 1, heard);
      const told = foldRequest(state, callerSaid(turn, said, played));
      const fields = { reason: { value, spoken: value }, [said.slice(0, 9)]: day };
      const noted = foldUnderstanding(told, understood({ fields }), playbook);
      const booked = foldEffect(noted, { effect: 'appointment-booked', appointment }, playbook);
      return foldAnswer(booked, { text: answered, expect: { kind: 'open' }, caller: 'was-understood' });
    }, aCallState());
  }

  it('in history, summary, fields and goals', () => {
    fc.assert(
      fc.property(fc.array(exchange, { maxLength: 60, size: 'max' }), (exchanges) => {
        const { history, summary, fields, reached } = call(exchanges);
        expect(history.length).toBeLessThanOrEqual(MAX_HISTORY_ENTRIES);
        const characters = history.reduce((sum, { text }) => sum + text.length, 0);
        expect(characters).toBeLessThanOrEqual(MAX_HISTORY_CHARACTERS);
        expect(summary.length).toBeLessThanOrEqual(MAX_SUMMARY_CHARACTERS);
        expect(Object.keys(fields).length).toBeLessThanOrEqual(5);
        for (const { value } of Object.values(fields))
          expect(value.length).toBeLessThanOrEqual(MAX_FIELD_CHARACTERS);
        expect(reached.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 40 },
    );
  });

  it('and the same requests give the same state', () => {
    fc.assert(
      fc.property(fc.array(exchange, { maxLength: 20 }), (exchanges) => {
        expect(call(exchanges)).toEqual(call(exchanges));
      }),
      { numRuns: 30 },
    );
  });

  it('what was dropped lives on in the summary: facts first, then the latest of the old talk', () => {
    const exchanges = Array.from({ length: 30 }, (_, index) => ({
      said: `I say ${index} ${'and so on '.repeat(9)}`,
      answered: `You said ${index}`,
      heard: null,
      value: 'cleaning',
    }));
    const [facts, ...talk] = call(exchanges).summary.split('\n');
    expect(facts).toMatch(
      /^done: book.*known: reason cleaning.*appointment: 2026-12-01T15:00:00-05:00 for Maria Lopez$/,
    );
    expect(talk.at(-1)).toBe('agent: You said 23');
    expect(talk).not.toContainEqual(expect.stringMatching(/I say 0 /));
  });
});
