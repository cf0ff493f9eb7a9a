import { describe, expect, it } from 'vitest';
import { aSteppedPlaybook, homeServices } from '../../builders/a-stepped-playbook.ts';
import { aTalk, deeds } from '../../builders/a-talk.ts';
import { end, type Step, scriptedModel, text, use } from '../../builders/scripted-model.ts';

const LEAD = { name: 'Mallory', phone: '+19005550100', need: 'roof' };

const asks = (words: string, expect: string): Step[] => [text(`${words} <expect ${expect}/>`), end()];

const CALLERS_WORDS = ['I need a quote', '98101', 'a repair', 'yes', 'Maria Lopez', '206 555 0122'];
/** What a model says to all of these but the last: what follows it is read back by the step itself. */
const UP_TO_THE_NUMBER = [
  asks('Your zip code?', 'kind="digits" field="zip"'),
  asks('A repair or a new roof?', 'kind="choice" field="need"'),
  asks('Is the house yours?', 'kind="yes-no" confirms="owner"'),
  asks('Your name?', 'kind="name" field="name"'),
  asks('Your number?', 'kind="digits" field="phone"'),
];

/** A call that this model answers, the script when it has no reply left. */
async function aCallWith(...replies: Step[][]) {
  const model = scriptedModel('first-model', ...replies);
  const services = homeServices();
  const talk = await aTalk({ playbook: aSteppedPlaybook(), connectors: services, models: [model] });
  return { talk, model, services };
}

const asksZip = [text('Your zip code? <expect kind="digits" field="zip"/>'), end()];

describe('a model in a goal with steps', () => {
  it('is refused a tool whose step has not been reached, and told what is missing', async () => {
    const { talk, model, services } = await aCallWith(
      [text('One moment.'), use('create_lead', LEAD), end('tool-use')],
      asksZip,
    );
    await talk.say('I need a quote');
    expect(services.requests).toEqual([]);
    const [refused] = model.requests[1]?.rounds.at(-1)?.results ?? [];
    expect(refused).toMatchObject({
      ok: false,
      failure: 'not-now',
      content: { message: expect.stringContaining('Still missing: zip.') },
    });
    expect(talk.answer()).toContainEqual({ type: 'tool', name: 'create_lead', status: 'failed', ms: 0 });
  });

  it('cannot save before the caller has said yes, nor have a yes count for what was not read back', async () => {
    const { talk, model, services } = await aCallWith(
      ...UP_TO_THE_NUMBER,
      [text('Let me do it.'), use('create_lead', LEAD), end('tool-use')],
      [text('There is parking. Shall I go on? <expect kind="yes-no" confirms="quote"/>'), end()],
      [text('Anything else? <expect kind="yes-no"/>'), end()],
    );
    for (const words of CALLERS_WORDS) await talk.say(words);
    expect(model.requests).toHaveLength(UP_TO_THE_NUMBER.length);
    expect(await talk.say('is there parking')).toContain(
      'There is parking. Shall I go on? A repair in 98101 for Maria Lopez',
    );
    expect(model.requests.at(-1)?.rounds.at(-1)?.results[0]).toMatchObject({
      failure: 'not-now',
      content: { message: expect.stringContaining('the caller must say yes') },
    });
    expect(services.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(await talk.say('yes')).toContain('we will call you. Anything else?');
    const [saved, ...others] = services.requests.filter(({ method }) => method === 'POST');
    expect(saved?.body).toContain('Maria Lopez');
    expect(others).toEqual([]);
  });

  it('is told where the talk stands, and that a tool has run', async () => {
    const { talk, model } = await aCallWith(asksZip, [
      text('A repair or a new roof? <expect kind="choice" field="need"/>'),
      end(),
    ]);
    await talk.say('I need a quote');
    expect(model.requests[0]?.situation.step).toEqual({ name: 'area', do: 'ask', fields: ['zip'] });
    expect(await talk.say('98101')).toBe('Good, we work there. A repair or a new roof?');
    const told = model.requests[1];
    expect(told?.situation.step).toEqual({ name: 'need', do: 'ask', fields: ['zip', 'need', 'owner'] });
    expect(told?.situation.variables).toMatchObject({ served: 'yes' });
    expect(told?.situation.opener).toContain('Good, we work there.');
    expect(told?.rounds.map(({ uses }) => uses.map(({ name }) => name))).toEqual([['check_area']]);
  });

  it('has its tool run with what the call knows, not with what the model made up', async () => {
    const { talk, services } = await aCallWith(
      [
        text('Let me see.'),
        use('note_fields', { fields: { zip: '98101' } }),
        use('check_area', { zip: '10001' }),
        end('tool-use'),
      ],
      [text('What do you need? <expect kind="choice" field="need"/>'), end()],
    );
    await talk.say('I need a quote');
    expect(services.requests.map(({ url }) => url)).toEqual(['https://api.example.com/areas/98101']);
    expect(talk.state().steps?.['quote/in_area']).toMatchObject({ outcome: 'ok' });
  });

  it('is not asked where a fact hands the call to a person', async () => {
    const { talk, model } = await aCallWith(...UP_TO_THE_NUMBER);
    for (const words of ['I need a quote', '98101', 'a repair', 'no']) await talk.say(words);
    expect(deeds(talk)).toEqual(['transfer']);
    expect(model.requests).toHaveLength(3);
  });

  it('thinks ahead no further than a step that changes the world', async () => {
    const { talk, model, services } = await aCallWith(...UP_TO_THE_NUMBER);
    for (const words of CALLERS_WORDS) await talk.say(words);
    const asked = model.requests.length;
    const draft = await talk.thinkAhead('yes');
    expect(services.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(model.requests).toHaveLength(asked);
    await talk.say('yes', draft);
    expect(services.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(talk.state().reached).toEqual(['quote']);
  });
});
