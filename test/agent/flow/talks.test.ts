import { describe, expect, it } from 'vitest';
import type { SteppedGoal } from '../../../agent/playbook/schema.ts';
import {
  aSteppedPlaybook,
  aSteppedSource,
  homeServices,
  QUOTE_STEPS,
} from '../../builders/a-stepped-playbook.ts';
import { aTalk, deeds, through } from '../../builders/a-talk.ts';
import { OBJECTIONS } from '../../builders/objections.ts';

const READ_BACK = 'for Maria Lopez, two oh six, five five five, oh one two two. Is that right?';

/** A caller who wants a quote, and the services of the business. */
async function aQuote() {
  const services = homeServices();
  const talk = await aTalk({ playbook: aSteppedPlaybook(), connectors: services });
  const asked = services.requests;
  return {
    talk,
    services,
    leads: () =>
      asked.filter(({ method }) => method === 'POST').map(({ body }): unknown => JSON.parse(body ?? '')),
    areas: () => asked.flatMap(({ method, url }) => (method === 'GET' ? [url.split('/').at(-1)] : [])),
  };
}

describe('a talk through steps', () => {
  it('asks, looks up by itself, reads back word for word, and saves after a yes', async () => {
    const { talk, leads, areas } = await aQuote();
    expect(await talk.say('I need a quote')).toContain('Your zip code?');
    expect(await talk.say('98101')).toBe('Good, we work there. A repair or a new roof?');
    expect(areas()).toEqual(['98101']);
    await through(talk, 'a repair', 'yes I do', 'Maria Lopez');
    expect(await talk.say('206 555 0122')).toContain(`A repair in 98101 ${READ_BACK}`);
    expect(leads()).toEqual([]);
    expect(await talk.say('yes')).toContain('Thank you, Maria Lopez, we will call you. Anything else?');
    expect(leads()).toEqual([
      { name: 'Maria Lopez', phone: '+12065550122', need: 'repair', source: 'phone' },
    ]);
    expect(talk.state().reached).toEqual(['quote']);
    expect(areas()).toHaveLength(1);
  });

  it('answers a question in between and comes back to where it was', async () => {
    const { talk } = await aQuote();
    await through(talk, 'I need a quote');
    expect(await talk.say('98101. Is there parking?')).toContain(
      'Good, we work there. Yes, behind the building. A repair or a new roof?',
    );
    await through(talk, 'a repair', 'yes', 'Maria Lopez', '206 555 0122');
    expect(await talk.say('is there parking')).toContain(`Yes, behind the building. A repair in 98101`);
    expect(await talk.say('yes')).toContain('we will call you.');
  });

  it('goes back for what a forgetting step forgets, and offers a person after as many tries as allowed', async () => {
    const { talk, areas } = await aQuote();
    await talk.say('I need a quote');
    expect(await talk.say('10001')).toBe('We do not work in 10001 yet. Your zip code?');
    expect(await talk.say('10002')).toBe('We do not work in 10002 yet. Your zip code?');
    expect(await talk.say('10003')).toBe('We do not work in 10003 yet. Shall I put you through?');
    expect(areas()).toEqual(['10001', '10002', '10003']);
    expect(await talk.say('no')).toContain('Anything else?');
  });

  it('goes another way once a corrected field leads there', async () => {
    const { talk, leads, areas } = await aQuote();
    await through(talk, 'I need a quote', '98101', 'a repair', 'yes', 'Maria Lopez', '206 555 0122');
    expect(await talk.say('no, a new roof')).toBe(`A new roof in 98101 ${READ_BACK}`);
    expect(await talk.say('yes, but the zip code is 98102')).toContain(`A new roof in 98102 ${READ_BACK}`);
    expect(leads()).toEqual([]);
    expect(areas()).toEqual(['98101', '98102']);
    await talk.say('yes');
    expect(leads()).toHaveLength(1);
  });

  it('ends without having reached the goal where a step says so', async () => {
    const steps: SteppedGoal['steps'] = {
      ...QUOTE_STEPS,
      elsewhere: { done: { 'en-US': 'We do not work in {zip}.' }, reached: false },
    };
    const { quote, ...others } = aSteppedSource().goals;
    if (quote === undefined || !('steps' in quote)) throw new Error('The goal "quote" has steps.');
    const playbook = aSteppedPlaybook({ goals: { ...others, quote: { ...quote, steps } } });
    const talk = await aTalk({ playbook, connectors: homeServices() });
    await talk.say('I need a quote');
    expect(await talk.say('10001')).toBe('We do not work in 10001. Anything else?');
    expect(talk.state()).toMatchObject({ goal: null, reached: [] });
  });

  it('answers an objection and goes on, whatever steps were due in the same turn', async () => {
    const services = homeServices();
    const playbook = aSteppedPlaybook({ objections: OBJECTIONS });
    const talk = await aTalk({ playbook, connectors: services });
    await talk.say('I need a quote');
    expect(await talk.say("98101, but that's too expensive")).toBe(
      'Good, we work there. Many of our patients pay in monthly parts. A repair or a new roof?',
    );
    await through(talk, 'a repair', 'yes', 'Maria Lopez', '206 555 0122', "that's too expensive");
    const saved = () => services.requests.filter(({ method }) => method === 'POST');
    expect(await talk.say("that's too expensive")).toContain('that is your decision');
    expect(saved()).toEqual([]);
  });

  it('hands over where a fact says so, with the reason of the step', async () => {
    const { talk } = await aQuote();
    await through(talk, 'I need a quote', '98101', 'a repair');
    expect(await talk.say('no')).toBe('I will put you through.');
    expect(deeds(talk)).toEqual(['transfer']);
    expect(talk.answer()).toContainEqual(
      expect.objectContaining({
        do: expect.objectContaining({ reason: 'The caller does not own the house.' }),
      }),
    );
  });

  it('takes the way of a tool that failed', async () => {
    const { talk, services } = await aQuote();
    services.goDown();
    await talk.say('I need a quote');
    expect(await talk.say('98101')).toBe('I will put you through.');
    expect(deeds(talk)).toEqual(['transfer']);
  });

  it('does not save the same twice when the caller wants the same again', async () => {
    const { talk, leads } = await aQuote();
    await through(talk, 'I need a quote', '98101', 'a repair', 'yes', 'Maria Lopez', '206 555 0122', 'yes');
    expect(await talk.say('get a quote')).toContain('A repair in 98101');
    await talk.say('yes');
    expect(leads()).toHaveLength(1);
  });

  it('keeps what a tool set, and gives it out where the playbook says so', async () => {
    const { talk } = await aQuote();
    await through(talk, 'I need a quote', '98101');
    expect(talk.state().variables).toEqual({ served: 'yes' });
    expect(talk.state().out).toEqual(['served']);
  });
});
