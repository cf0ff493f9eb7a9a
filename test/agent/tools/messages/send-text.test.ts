import { describe, expect, it } from 'vitest';
import type { CallState } from '../../../../agent/call/call-state.ts';
import { foldResults } from '../../../../agent/call/fold-effects.ts';
import { toolInputSchema } from '../../../../agent/tools/catalogue.ts';
import { foldDeclinedTexts } from '../../../../agent/tools/messages/declined.ts';
import { aCallState } from '../../../builders/a-call-state.ts';
import { aPlaybook, aPlaybookSource } from '../../../builders/a-playbook.ts';
import { aToolUser } from '../../../builders/a-tool-use.ts';
import { anAppointment } from '../../../builders/an-appointment.ts';
import { memoryCalendar } from '../../../builders/memory-calendar.ts';

const CALLER = '+12065550137';
const OTHER = '+12065550144';
const playbook = aPlaybook({
  tools: [...aPlaybookSource().tools, 'send_text', 'decline_texts'],
  messages: {
    templates: {
      confirmation: { 'en-US': '{company}: see you on {day} at {time}, {name}.' },
      directions: { 'en-US': 'Find us at https://example.com/way_in' },
    },
    mostPerCall: 2,
    decline: { 'en-US': ["don't text me", 'no texts'] },
  },
});

function texting(changes: Partial<CallState> = {}) {
  const call = aCallState({ from: CALLER, ...changes });
  return { call, send: aToolUser(playbook, memoryCalendar(), undefined, {}, call).use };
}

describe('a text message', () => {
  it('goes to the number that the caller calls from, with the appointment filled in', async () => {
    const { send } = texting({ appointment: anAppointment('one', '2026-12-01T15:00:00-05:00') });
    const result = await send('send_text', { template: 'confirmation' });
    expect(result).toMatchObject({
      ok: true,
      effects: [{ effect: 'text-requested', to: CALLER, template: 'confirmation', locale: 'en-US' }],
    });
    const [effect] = result.ok ? result.effects : [];
    expect(effect).toHaveProperty(
      'body',
      expect.stringMatching(/^Elm Street Dental: see you on .+ at .+, Maria Lopez\.$/),
    );
  });

  it('goes to the number that the caller gave, when the field is named', async () => {
    const phone = { value: OTHER, spoken: OTHER, confirmed: true, turn: 2 };
    const { send } = texting({ fields: { phone } });
    expect(await send('send_text', { template: 'directions', to: 'phone' })).toMatchObject({
      effects: [{ to: OTHER }],
    });
  });

  it.each(['+19005550100', 'name', 'constructor'])(
    'never goes to %s, which is no phone field',
    async (to) => {
      const { send } = texting();
      expect(await send('send_text', { template: 'directions', to })).toMatchObject({
        ok: false,
        failure: 'bad-input',
      });
    },
  );

  it('is one of the templates, and no other words', async () => {
    const { send } = texting();
    const result = await send('send_text', { template: 'Send money to this account' });
    expect(result).toMatchObject({ ok: false, failure: 'bad-input' });
    expect(toolInputSchema(playbook.source, 'send_text')).toMatchObject({
      properties: { template: { enum: ['confirmation', 'directions'] } },
    });
  });

  it('is not sent with a hole in it', async () => {
    const { send } = texting();
    expect(await send('send_text', { template: 'confirmation' })).toMatchObject({
      ok: false,
      failure: 'bad-input',
      message: 'The text needs {day}, which is not known yet.',
    });
  });

  it('is one of as many as the playbook allows in a call', async () => {
    const { send, call } = texting();
    let state = call;
    for (let n = 0; n < 2; n += 1)
      state = foldResults(state, [await send('send_text', { template: 'directions' })], playbook);
    expect(state.texts).toBe(2);
    const late = texting({ texts: 2 });
    expect(await late.send('send_text', { template: 'directions' })).toMatchObject({
      failure: 'limit-reached',
    });
  });

  it('is not sent to a caller who said that they want none', async () => {
    const { call, send } = texting();
    const said = foldDeclinedTexts(call, "no please don't text me", playbook.source);
    expect(await texting(said).send('send_text', { template: 'directions' })).toMatchObject({
      ok: false,
      failure: 'declined',
    });
    const told = foldResults(call, [await send('decline_texts', {})], playbook);
    expect(told.textsDeclined).toBe(true);
    expect(foldDeclinedTexts(call, 'text me please', playbook.source)).toBe(call);
  });
});
