import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../agent/playbook/compile.ts';
import { conditionText, type Facts, fieldsToCollect, holds } from '../../../agent/playbook/condition.ts';
import { aTalk, dentalPlaybook, through } from '../../builders/a-talk.ts';
import { complaints, playbookWith } from '../../builders/playbook-text.ts';

const known = (values: Record<string, string>, others: Partial<Facts> = {}): Facts => ({
  fields: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value }])),
  variables: {},
  outcomes: new Map(),
  ...others,
});

describe('a condition', () => {
  it.each([
    ['is', { field: 'owner', is: 'no' }, { owner: 'no' }, true],
    ['is', { field: 'owner', is: 'no' }, { owner: 'yes' }, false],
    ['is not', { field: 'owner', isNot: 'no' }, { owner: 'yes' }, true],
    ['at least', { field: 'people', atLeast: 9 }, { people: '12' }, true],
    ['at least', { field: 'people', atLeast: 9 }, { people: '8' }, false],
    ['between', { field: 'people', atLeast: 2, atMost: 4 }, { people: '4' }, true],
    ['a limit on no number', { field: 'people', atLeast: 1 }, { people: 'many' }, false],
    ['only that it is known', { field: 'owner' }, { owner: 'maybe' }, true],
  ])('%s', (_, condition, values, expected) => {
    expect(holds(condition, known(values))).toBe(expected);
  });

  it('never holds while its field is not known', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (is, isNot) => {
        expect(holds({ field: 'owner', is, isNot }, known({}))).toBe(false);
        expect(holds({ field: 'toString' }, known({}))).toBe(false);
      }),
    );
  });

  it('looks at a variable', () => {
    const facts = known({}, { variables: { serviceable: 'yes', previous_calls: '3' } });
    expect(holds({ variable: 'serviceable', is: 'yes' }, facts)).toBe(true);
    expect(holds({ variable: 'previous_calls', atLeast: 4 }, facts)).toBe(false);
    expect(holds({ variable: 'campaign' }, facts)).toBe(false);
  });

  it.each([
    ['ok', 'ok', true],
    ['ok', 'failed', false],
    ['not-found', 'failed', true],
    ['not-found', 'not-found', true],
    ['not-found', 'timed-out', false],
  ])('a tool that came out as %s is %s: %s', (came, outcome, expected) => {
    const facts = known({}, { outcomes: new Map([['check', came]]) });
    expect(holds({ tool: 'check', outcome }, facts)).toBe(expected);
    expect(holds({ tool: 'check', outcome }, known({}))).toBe(false);
  });

  it('can be said in words', () => {
    expect(conditionText({ tool: 'check', outcome: 'failed' })).toBe('check is failed');
    expect(conditionText({ variable: 'hour', atMost: 12 })).toBe('hour is at most 12');
    expect(conditionText({ field: 'people', atLeast: 9 })).toBe('people is at least 9');
    expect(conditionText({ field: 'owner' })).toBe('owner is known');
  });

  it('leaves the order of what is collected as it is', () => {
    const goal = { collect: ['owner', 'landlord', 'day'], only: { landlord: { field: 'owner', is: 'no' } } };
    expect(fieldsToCollect(goal, known({}))).toEqual(['owner', 'day']);
    expect(fieldsToCollect(goal, known({ owner: 'no' }))).toEqual(['owner', 'landlord', 'day']);
  });
});

describe('a step with a condition', () => {
  const { source } = dentalPlaybook();
  const both = (text: string) => ({ 'en-US': text, 'es-US': text });
  const book = source.goals.book;
  if (book === undefined) throw new Error('The dental practice books nothing.');
  const playbook = compile({
    ...source,
    fields: {
      ...source.fields,
      insured: { type: 'yes-no', label: both('your insurance'), ask: both('Do you have insurance?') },
      insurer: { type: 'text', label: both('your insurer'), ask: both('Which insurer is it?') },
    },
    goals: {
      ...source.goals,
      book: {
        ...book,
        collect: ['reason', 'insured', 'insurer', 'day', 'time', 'name', 'phone'],
        only: { insurer: { field: 'insured', is: 'yes' } },
      },
    },
  });

  it('is taken when the condition is a fact', async () => {
    const talk = await aTalk({ playbook });
    expect(await through(talk, "I'd like to book a cleaning", 'yes I do')).toContain('Which insurer is it?');
    expect(await talk.say('delta dental')).toContain('What day works best for you?');
    expect(talk.state().fields).toMatchObject({
      insured: { value: 'yes' },
      insurer: { value: 'delta dental' },
    });
  });

  it('is left out when it is not', async () => {
    const talk = await aTalk({ playbook });
    expect(await through(talk, "I'd like to book a cleaning", 'no')).toContain(
      'What day works best for you?',
    );
  });

  it('is told to a model with its condition', () => {
    expect(playbook.instructions['en-US']).toContain('insurer (only if insured is yes)');
  });
});

describe('conditions in a playbook', () => {
  const COLLECT = '    collect: [reason, day, time, name, phone]\n';
  const FIELDS = 'fields:\n';
  const people = '  people:\n    type: number\n    label: { en-US: people }\n    ask: { en-US: How many? }\n';
  const problems = (collect: string, only: string) =>
    complaints(
      playbookWith(
        [FIELDS, FIELDS + people],
        [COLLECT, `    collect: [${collect}]\n    only:\n      ${only}\n`],
      ),
    );
  const all = 'reason, people, day, time, name, phone';

  it('are right when they look at what is asked for before', () => {
    expect(problems(all, 'people: { field: reason, is: cut }')).toEqual([]);
  });

  it.each([
    ['people: { field: raeson, is: cut }', 'there is no field "raeson"; did you mean "reason"?'],
    ['people: { field: reason, is: cutt }', '"reason" is never "cutt"; did you mean "cut"?'],
    ['people: { field: reason, atLeast: 2 }', '"reason" is a choice and has no atLeast'],
    ['people: { field: people, atLeast: 2 }', '"people" waits for itself and is never asked for'],
    ['people: { field: day }', '"people" is never reached: it waits for "day", which is asked for after it'],
    ['poeple: { field: reason }', 'goals.book does not collect "poeple"; did you mean "people"?'],
    ['phone: { field: reason, is: cut }', 'book_appointment needs a field of type phone'],
    ['name: { field: reason, is: cut }', '{name} may be missing in goals.book.confirm'],
  ])('are refused with the place and what would be right: %s', (only, message) => {
    const found = problems(all, only);
    expect(found.join('\n')).toContain(message);
    for (const line of found) expect(line).toMatch(/^playbook\.yaml:\d+:\d+ {2}/);
  });
});
