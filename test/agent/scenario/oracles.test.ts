import { describe, expect, it } from 'vitest';
import { cardNumbers, leaksNoCardNumber } from '../../../agent/scenario/oracles/card-number.ts';
import { disclosesItself } from '../../../agent/scenario/oracles/disclosure.ts';
import { honoursOptOut } from '../../../agent/scenario/oracles/opt-out.ts';
import type { Outcome } from '../../../agent/scenario/outcome.ts';
import { aScenario, played } from '../../builders/a-scenario.ts';

const outcome = await played(aScenario());

/** The outcome with another greeting. */
function greetedWith(text: string): Outcome {
  const [first, ...rest] = outcome.records;
  if (first === undefined) throw new Error('The call has no turn.');
  const answer = first.answer.filter(({ type }) => type !== 'say');
  const voice = { id: 'Joanna', engine: 'neural' as const };
  const greeting = { type: 'say' as const, text, locale: 'en-US', voice, opener: false };
  return { ...outcome, records: [{ ...first, answer: [greeting, ...answer] }, ...rest] };
}

describe('disclosure', () => {
  it.each([
    'Hi, this is Robin, the AI assistant of Alder Lane.',
    'You are talking to a virtual assistant! Hello.',
  ])('in the first sentence is enough: %s', (greeting) =>
    expect(disclosesItself(greetedWith(greeting))).toEqual([]),
  );

  it.each(['Hi, Robin here. I am an AI assistant.', 'Welcome, said the maid.', ''])(
    'is missing from the first sentence: %s',
    (greeting) =>
      expect(disclosesItself(greetedWith(greeting))).toMatchObject([
        { expectation: 'compliance.disclosure', turn: 1 },
      ]),
  );
});

describe('a card number', () => {
  it.each(['4111 1111 1111 1111', '4111-1111-1111-1111', 'card 4111111111111111.', '378282246310005'])(
    'is known in "%s"',
    (text) => expect(cardNumbers(text)).toHaveLength(1),
  );

  it.each([
    '+12065550122',
    '1795456789012',
    '0.4111111111111111',
    '4111 1111 1111 1112',
    '20261123 20261124',
  ])('is not seen in "%s"', (text) => expect(cardNumbers(text)).toEqual([]));

  it('in a log fails the call', () => {
    const leaky = { ...outcome, logs: ['{"said":"4111 1111 1111 1111"}'] };
    expect(leaksNoCardNumber(leaky)).toMatchObject([{ expectation: 'compliance.card-number' }]);
    expect(leaksNoCardNumber(outcome)).toEqual([]);
  });

  it('is not seen in the id of a call that has the digits of one by chance', () => {
    // Sixteen digits with hyphens between, of which one last digit in ten is the check digit.
    const ids = Array.from({ length: 10 }, (_, last) => `a1b2c3d4-4532-4915-8123-456${last}abcdefab`);
    const outcome = { ...greetedWith('Hello, this is the AI of Elm Street Dental.'), logs: ids };
    expect(ids.some((id) => cardNumbers(id).length > 0)).toBe(true);
    expect(leaksNoCardNumber(outcome)).toEqual([]);
  });

  it('said by the agent fails the call at that turn', () => {
    const spoken = greetedWith('Your card 4111 1111 1111 1111 is fine.');
    expect(leaksNoCardNumber(spoken)).toMatchObject([{ turn: 1 }]);
  });
});

describe('an opt-out', () => {
  it('that is honoured ends the call', async () => {
    const turns = [{ say: "please stop calling me and don't call me again" }];
    const call = await played(aScenario({ caller: { kind: 'scripted', turns } }));
    expect(honoursOptOut(call)).toEqual([]);
    expect(call.ending).toEqual({ ended: 'agent-hung-up' });
  });

  it('that the agent talks over fails the call', async () => {
    const turns = [{ say: 'never call me again' }];
    const call = await played(aScenario({ caller: { kind: 'scripted', turns } }));
    const deaf = call.records.map((record) => ({
      ...record,
      answer: record.answer.filter(({ type }) => type !== 'do'),
    }));
    expect(honoursOptOut({ ...call, records: deaf })).toMatchObject([
      { expectation: 'compliance.opt-out', turn: 2 },
    ]);
  });
});
