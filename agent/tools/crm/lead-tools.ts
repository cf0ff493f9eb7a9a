import { createHash } from 'node:crypto';
import type { ToolInput } from '../inputs.ts';
import { failed, succeeded, type ToolOutcome } from '../outcome.ts';
import type { ToolContext, ToolEffect } from '../tool.ts';
import type { Crm } from './crm.ts';
import { identityOf, leadFromCall } from './from-call.ts';
import type { Lead, LeadChanges } from './lead.ts';

/** 64 bits: among a million leads of one business, two share an id once in 37 million businesses. */
const ID_HEX_DIGITS = 16;

/** Finds the lead of a number or an address; the caller's own where none is given. Finding none is an answer. */
export async function findLead(
  crm: Crm,
  input: ToolInput<'find_lead'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { playbook, call } = context;
  const asked = input.phone !== undefined || input.email !== undefined;
  const by = asked ? { ...input, email: input.email?.toLowerCase() } : identityOf(call, playbook.source);
  if (by.phone === undefined && by.email === undefined) return nobody();
  const lead = await crm.find(playbook.id, by);
  if (lead === undefined) return succeeded({ lead: null });
  return succeeded({ lead }, { effect: 'lead-found', leadId: lead.id }, ...variablesOf(lead, context));
}

/**
 * Creates a lead of what the call has brought and what the input adds. A caller who is known already is not
 * made a second time: their lead is brought up to date.
 */
export async function createLead(
  crm: Crm,
  input: ToolInput<'create_lead'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { playbook, call, idempotencyKey } = context;
  const changes = changesOf(input, context);
  const { phone, email } = identityOf(call, playbook.source);
  if (phone === undefined && email === undefined) return nobody();
  const status = changes.status ?? playbook.source.crm?.status ?? 'new';
  const id = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, ID_HEX_DIGITS);
  const made = await crm.create(
    playbook.id,
    { ...(phone === undefined ? {} : { phone }), ...changes, id, status },
    idempotencyKey,
  );
  if (made.outcome === 'created') return saved(made.lead, true);
  return update(crm, made.lead.id, changes, context);
}

/** Brings the lead of this call up to date, or the one that the input names. */
export async function updateLead(
  crm: Crm,
  input: ToolInput<'update_lead'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { leadId, ...given } = input;
  const { playbook, call } = context;
  const known = leadId ?? call.lead ?? (await leadOfCaller(crm, context))?.id;
  if (known === undefined)
    return failed('not-found', 'No lead is known for this call. Use find_lead or create_lead first.');
  // The lead that a model names is one that this call found: nobody else's is changed by a guessed id.
  if (leadId !== undefined && leadId !== call.lead && leadId !== (await leadOfCaller(crm, context))?.id)
    return failed('not-found', `There is no lead ${leadId} in this call. Use find_lead.`);
  return update(crm, known, changesOf(given, { playbook, call }), context);
}

async function update(
  crm: Crm,
  leadId: string,
  changes: LeadChanges,
  { playbook, idempotencyKey }: ToolContext,
): Promise<ToolOutcome> {
  const outcome = await crm.update(playbook.id, leadId, changes, idempotencyKey);
  return outcome.outcome === 'updated'
    ? saved(outcome.lead, false)
    : failed('not-found', `The lead ${leadId} is not there any more.`);
}

function saved(lead: Lead, created: boolean): ToolOutcome {
  return succeeded({ [created ? 'created' : 'updated']: lead }, { effect: 'lead-saved', lead, created });
}

function nobody(): ToolOutcome {
  return failed('bad-input', 'A lead needs a phone number or an e-mail address. Ask the caller for one.');
}

function leadOfCaller(crm: Crm, { playbook, call }: ToolContext): Promise<Lead | undefined> {
  const by = identityOf(call, playbook.source);
  return by.phone === undefined && by.email === undefined
    ? Promise.resolve(undefined)
    : crm.find(playbook.id, by);
}

/** What the call knows, and over it what the input says. */
function changesOf(
  { fields, status, score, note }: Omit<ToolInput<'update_lead'>, 'leadId'>,
  { playbook, call }: Pick<ToolContext, 'playbook' | 'call'>,
): LeadChanges {
  const fromCall = leadFromCall(call, playbook.source);
  const all = { ...fromCall.fields, ...fields };
  return {
    ...fromCall,
    ...(status === undefined ? {} : { status }),
    ...(score === undefined ? {} : { score }),
    ...(note === undefined ? {} : { note }),
    ...(Object.keys(all).length === 0 ? {} : { fields: all }),
  };
}

function variablesOf(lead: Lead, { playbook }: ToolContext): ToolEffect[] {
  const { sets } = playbook.source.crm ?? {};
  if (sets === undefined) return [];
  const values = new Map<string, unknown>(Object.entries({ ...lead.fields, ...lead }));
  const variables = Object.fromEntries(
    Object.entries(sets).flatMap(([name, part]) => {
      const value = values.get(part);
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    }),
  );
  return [{ effect: 'variables-set', variables }];
}
