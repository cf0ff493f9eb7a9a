import { describe, expect, it } from 'vitest';
import type { CallState } from '../../../../agent/call/call-state.ts';
import { foldResults } from '../../../../agent/call/fold-effects.ts';
import { memoryCrm } from '../../../../agent/scenario/world/memory-crm.ts';
import { Lead } from '../../../../agent/tools/crm/lead.ts';
import { aCallState } from '../../../builders/a-call-state.ts';
import { aPlaybook, aPlaybookSource } from '../../../builders/a-playbook.ts';
import { aToolUser, MONDAY_MORNING_MS } from '../../../builders/a-tool-use.ts';
import { memoryCalendar } from '../../../builders/memory-calendar.ts';

const PHONE = '+12065550122';
const { tools, goals } = aPlaybookSource();
const [book] = Object.values(goals);
if (book === undefined) throw new Error('The playbook of the builder has no goal.');
const playbook = aPlaybook({
  tools: [...tools, 'find_lead', 'create_lead', 'update_lead', 'open_ticket'],
  goals: { ...goals, quote: { ...book, tool: 'create_lead' } },
  variables: {
    lead_status: { description: 'The status of the lead.', type: 'text', from: 'tool' },
    points: { description: 'How good the lead is.', type: 'number', from: 'tool' },
  },
  crm: { fields: { service: 'reason' }, status: 'new', score: 'points', sets: { lead_status: 'status' } },
});

function field(value: string) {
  return { value, spoken: value, confirmed: true, turn: 2 };
}

function desk(changes: Partial<CallState> = {}) {
  const crm = memoryCrm(() => MONDAY_MORNING_MS);
  const call = aCallState({ fields: { name: field('Maria Lopez'), phone: field(PHONE) }, ...changes });
  const user = aToolUser(playbook, memoryCalendar(), MONDAY_MORNING_MS, { crm }, call);
  return { crm, call, use: user.use };
}

function aLead(changes: Partial<Lead> = {}): Lead {
  const at = '2026-11-02T09:00:00.000Z';
  return Lead.parse({
    id: 'lead-1',
    name: 'Maria Lopez',
    phone: PHONE,
    status: 'gold',
    fields: {},
    createdAt: at,
    updatedAt: at,
    ...changes,
  });
}

describe('a lead', () => {
  it('is made of what the call has brought, by the names that the playbook gives it', async () => {
    const { crm, use } = desk({
      fields: { name: field('Maria Lopez'), phone: field(PHONE), reason: field('cleaning') },
      variables: { points: '7' },
    });
    expect(await use('create_lead', { note: 'Calls back on Monday.' })).toMatchObject({ ok: true });
    expect(crm.leads()).toMatchObject([
      {
        name: 'Maria Lopez',
        phone: PHONE,
        status: 'new',
        score: 7,
        note: 'Calls back on Monday.',
        fields: { service: 'cleaning' },
      },
    ]);
  });

  it('is made once, however often the same turn is sent', async () => {
    const { crm, use } = desk();
    const first = await use('create_lead', {}, 'call/4/0');
    expect(await use('create_lead', {}, 'call/4/0')).toMatchObject({
      content: first.ok ? first.content : {},
    });
    expect(crm.leads()).toHaveLength(1);
  });

  it('of a caller who is known already is brought up to date instead of made twice', async () => {
    const { crm, use } = desk();
    crm.put(aLead({ fields: { budget: '500' } }));
    const result = await use('create_lead', { status: 'qualified', fields: { service: 'roof' } });
    expect(result).toMatchObject({ ok: true, effects: [{ effect: 'lead-saved', created: false }] });
    expect(crm.leads()).toMatchObject([
      { id: 'lead-1', status: 'qualified', fields: { budget: '500', service: 'roof' } },
    ]);
  });

  it('needs a way to reach the caller', async () => {
    const call = aCallState({ fields: {} });
    delete call.from;
    const crm = memoryCrm(() => 0);
    const { use } = aToolUser(playbook, memoryCalendar(), MONDAY_MORNING_MS, { crm }, call);
    expect(await use('create_lead', {})).toMatchObject({ ok: false, failure: 'bad-input' });
    expect(await use('find_lead', {})).toMatchObject({ ok: false, failure: 'bad-input' });
  });

  it('is found by the number of the call, sets variables, and is the one that is changed from then on', async () => {
    const { crm, use, call } = desk();
    crm.put(aLead());
    const found = await use('find_lead', {});
    expect(found).toMatchObject({ ok: true, content: { lead: { id: 'lead-1' } } });
    const after = foldResults(call, [found], playbook);
    expect(after).toMatchObject({ lead: 'lead-1', variables: { lead_status: 'gold' } });
    const later = aToolUser(playbook, memoryCalendar(), MONDAY_MORNING_MS, { crm }, after);
    await later.use('update_lead', { note: 'Wants a call.' });
    expect(crm.leads()).toMatchObject([{ note: 'Wants a call.', status: 'gold' }]);
  });

  it('of somebody else cannot be changed by an id that this call did not find', async () => {
    const { crm, use } = desk();
    crm.put(aLead({ id: 'other', phone: '+12065550177' }));
    expect(await use('update_lead', { leadId: 'other', note: 'x' })).toMatchObject({ failure: 'not-found' });
    expect(crm.leads()[0]).not.toHaveProperty('note');
  });

  it('that nobody has is an answer, not a failure', async () => {
    const { use } = desk();
    expect(await use('find_lead', { email: 'no@body.example' })).toMatchObject({
      ok: true,
      content: { lead: null },
      effects: [],
    });
  });

  it('reaches the goal whose tool makes it', async () => {
    const { use, call } = desk({ goal: 'quote' });
    const after = foldResults(call, [await use('create_lead', {})], playbook);
    expect(after).toMatchObject({ goal: null, reached: ['quote'] });
  });
});

describe('a ticket', () => {
  it('holds what it is about, where to call back and what the call has brought', async () => {
    const { crm, use } = desk();
    const result = await use('open_ticket', { about: 'Call Maria back about her bill.', urgency: 'high' });
    const [ticket] = crm.tickets();
    expect(ticket).toMatchObject({
      about: 'Call Maria back about her bill.',
      urgency: 'high',
      phone: PHONE,
      fields: { name: 'Maria Lopez' },
    });
    expect(result).toMatchObject({
      content: { ticket: ticket?.number, spokenTicket: ticket?.number.split('').join(' ') },
    });
  });

  it('has one number under one key, and another under another', async () => {
    const { crm, use } = desk();
    const first = await use('open_ticket', { about: 'one' }, 'call/4/0');
    expect(await use('open_ticket', { about: 'one' }, 'call/4/0')).toMatchObject({
      content: first.ok ? first.content : {},
    });
    await use('open_ticket', { about: 'two' }, 'call/5/0');
    const numbers = crm.tickets().map(({ number }) => number);
    expect(new Set(numbers).size).toBe(2);
    expect(numbers).toHaveLength(2);
  });
});
