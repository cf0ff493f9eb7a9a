import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerOf } from '../../../adapters/dynamodb/call-header.ts';
import { foldEffect } from '../../../agent/call/fold-effects.ts';
import { WAIT_FOR_COUNT_MS } from '../../../agent/conversation/previous-calls.ts';
import type { PlaybookSource } from '../../../agent/playbook/schema.ts';
import { acceptVariables } from '../../../agent/variables/accept.ts';
import { knownVariables } from '../../../agent/variables/known.ts';
import { variableValue } from '../../../agent/variables/value.ts';
import { aDesk, alwaysLate, NOW_MS, refusalOf, said } from '../../builders/a-desk.ts';
import { aPlaybook, aPlaybookSource } from '../../builders/a-playbook.ts';
import { callEnded, callStarted } from '../../builders/a-turn-request.ts';

const VARIABLES: NonNullable<PlaybookSource['variables']> = {
  first_name: {
    description: 'What the caller is called.',
    type: 'text',
    from: 'call',
    out: true,
    whenUnknown: { 'en-US': 'there' },
  },
  tier: { description: 'Their contract.', type: 'text', from: 'call' },
  score: { description: 'How good the lead is.', type: 'number', from: 'tool', out: true },
  member: { description: 'Whether they are one.', type: 'yes-no', from: 'tool' },
};
const GREETS_BY_NAME = { variables: VARIABLES, greeting: { 'en-US': 'Hi {first_name}, {company} here.' } };

describe('a value of a variable', () => {
  it.each([
    ['text', '  gold\n plan ', 'gold plan'],
    ['number', '012.50', '12.5'],
    ['number', 'many', undefined],
    ['number', '1e9', undefined],
    ['yes-no', 'TRUE', 'yes'],
    ['yes-no', '0', 'no'],
    ['yes-no', 'perhaps', undefined],
    ['text', ' \t', undefined],
  ] as const)('of type %s, given as %j, is %j', (type, given, kept) => {
    expect(variableValue(type, given)).toBe(kept);
  });

  it('stays what it is when it is read again, and stays short', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('text', 'number', 'yes-no'),
        fc.string({ maxLength: 500 }),
        (type, given) => {
          const kept = variableValue(type, given);
          if (kept === undefined) return;
          expect(variableValue(type, kept)).toBe(kept);
          expect(kept.length).toBeLessThanOrEqual(200);
        },
      ),
    );
  });
});

describe('what a playbook takes of what it is given', () => {
  it('is what it declares for that giver; the rest is named, without its value', () => {
    const given = { first_name: 'Ana', campaign: 'spring', score: '3', utm_source: 'secret' };
    const { values, unfit } = acceptVariables(given, 'call', { variables: VARIABLES });
    expect(values).toEqual({ first_name: 'Ana', campaign: 'spring' });
    expect(unfit.map(({ name }) => name)).toEqual(['score', 'utm_source']);
    expect(JSON.stringify(unfit)).not.toContain('secret');
  });
});

describe('a call with variables', () => {
  it('greets with what it was given', async () => {
    const desk = aDesk({ playbook: aPlaybook(GREETS_BY_NAME) });
    const answer = await desk.take(callStarted({ variables: { first_name: 'Ana', other: 'x' } }));
    expect(said(answer)).toEqual(['Hi Ana, Elm Street Dental here.']);
    expect(desk.store.records.at(-1)?.state.variables).toEqual({ first_name: 'Ana' });
  });

  it('greets in other words where nothing was given', async () => {
    const desk = aDesk({ playbook: aPlaybook(GREETS_BY_NAME) });
    expect(said(await desk.take(callStarted({})))).toEqual(['Hi there, Elm Street Dental here.']);
  });

  it('is refused when they are more or larger than a call may bring', async () => {
    const desk = aDesk({ playbook: aPlaybook(GREETS_BY_NAME) });
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`v${index}`, 'x']));
    expect(refusalOf(await desk.take({ ...callStarted(), variables: many })).message).toContain('at most 50');
    const long = { ...callStarted(), variables: { first_name: 'x'.repeat(201) } };
    expect(refusalOf(await desk.take(long)).code).toBe('malformed-request');
  });

  it('tells those that go out in its header and in its last event', async () => {
    const desk = aDesk({ playbook: aPlaybook(GREETS_BY_NAME) });
    await desk.take(callStarted({ variables: { first_name: 'Ana', tier: 'gold' } }));
    await desk.take(callEnded(2));
    const last = desk.store.records.at(-1);
    expect(last?.events.find(({ type }) => type === 'call.ended')?.data).toMatchObject({
      variables: { first_name: 'Ana' },
    });
    expect(last === undefined ? undefined : headerOf(last.state).variables).toEqual({ first_name: 'Ana' });
  });

  it('takes from tools what the playbook lets tools set', async () => {
    const playbook = aPlaybook({ variables: VARIABLES });
    const desk = aDesk({ playbook });
    await desk.take(callStarted({ variables: { tier: 'gold' } }));
    const state = desk.store.records.at(-1)?.state;
    if (state === undefined) throw new Error('The call did not begin.');
    const variables = { score: '7', member: 'true', tier: 'platinum', caller: '+19005550100' };
    expect(foldEffect(state, { effect: 'variables-set', variables }, playbook).variables).toEqual({
      tier: 'gold',
      score: '7',
      member: 'yes',
    });
  });
});

describe('the built-in variables', () => {
  const source = aPlaybookSource();
  const at = (iso: string) => knownVariables({ locale: 'en-US' }, source, Date.parse(iso));

  it('tell the time at the business', () => {
    expect(at('2026-12-01T15:00:00Z')).toMatchObject({ open_now: 'yes', weekday: 'tue', hour: '10' });
    expect(at('2026-12-01T17:30:00Z')).toMatchObject({ open_now: 'no', hour: '12' });
    expect(at('2026-12-06T15:00:00Z')).toMatchObject({ open_now: 'no', weekday: 'sun' });
    expect(at('2026-12-25T15:00:00Z')).toMatchObject({ open_now: 'no', weekday: 'fri' });
  });

  it('know the caller unless the number is withheld', () => {
    const known = (from?: string) => knownVariables({ locale: 'en-US', from }, source, NOW_MS);
    expect(known('+12065550122')).toMatchObject({ caller: '+12065550122', language: 'en-US' });
    expect(known()).not.toHaveProperty('caller');
  });
});

describe('how often a caller called before', () => {
  const source = aPlaybookSource();
  const book = source.goals.book;
  if (book === undefined || !('collect' in book)) throw new Error('The practice books nothing.');
  const person = [{ when: { variable: 'previous_calls', atLeast: 3 }, why: 'Calls often.' }];
  const playbook = aPlaybook({ goals: { book: { ...book, person } } });
  const countOf = (desk: ReturnType<typeof aDesk>) =>
    desk.store.records.at(-1)?.state.variables?.previous_calls;

  it('is counted once, when the call starts', async () => {
    const desk = aDesk({ playbook });
    for (const expected of ['0', '1', '2']) {
      await desk.take(callStarted({ callId: crypto.randomUUID(), from: '+12065550122' }));
      expect(countOf(desk)).toBe(expected);
    }
  });

  it('is none for a number that is withheld', async () => {
    const desk = aDesk({ playbook });
    await desk.take(callStarted({}));
    expect(countOf(desk)).toBe('0');
  });

  it('is not known when the record cannot tell, or not in time', async () => {
    const failing = aDesk({ playbook });
    failing.ports.store.callsFrom = () => Promise.reject(new Error('throttled'));
    expect(said(await failing.take(callStarted({ from: '+12065550122' })))).toHaveLength(1);
    expect(countOf(failing)).toBeUndefined();

    const slow = aDesk({ playbook, timer: alwaysLate });
    slow.ports.store.callsFrom = () => new Promise(() => undefined);
    await slow.take(callStarted({ from: '+12065550122' }));
    expect(countOf(slow)).toBeUndefined();
    expect(WAIT_FOR_COUNT_MS).toBeLessThan(1_000);
  });

  it('is not asked for by a playbook that does not look at it', async () => {
    const desk = aDesk();
    desk.ports.store.callsFrom = () => Promise.reject(new Error('Nobody should ask.'));
    await desk.take(callStarted({ from: '+12065550122' }));
    expect(countOf(desk)).toBeUndefined();
  });
});
