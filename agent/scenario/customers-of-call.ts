import type { TurnRecord } from '../call/turn-record.ts';
import { Lead } from '../tools/crm/lead.ts';
import type { ToolEffect } from '../tools/tool.ts';
import type { ExpectedLead } from './schema/expectations.ts';
import type { GivenLead } from './schema/world.ts';

/** The leads that the customer system had before a recorded call, as far as the call came upon them. */
export function leadsBefore(records: readonly Pick<TurnRecord, 'tools'>[]): GivenLead[] {
  const before = new Map<string, GivenLead>();
  const own = new Set<string>();
  for (const { result } of records.flatMap(({ tools }) => tools)) {
    if (!result.ok) continue;
    const found = Lead.safeParse(result.content.lead);
    if (found.success && !own.has(found.data.id) && !before.has(found.data.id))
      before.set(found.data.id, given(found.data));
    for (const effect of result.effects) {
      if (effect.effect !== 'lead-saved') continue;
      const { lead, created } = effect;
      if (created) own.add(lead.id);
      else if (!own.has(lead.id) && !before.has(lead.id)) before.set(lead.id, given(lead));
    }
  }
  return [...before.values()];
}

function given({ createdAt: _created, updatedAt: _updated, ...lead }: Lead): GivenLead {
  return lead;
}

/** What a recorded call left with the customer system and asked to be texted. */
export function customersAfter(effects: readonly ToolEffect[]) {
  const leads = new Map<string, ExpectedLead>();
  for (const effect of effects) {
    if (effect.effect !== 'lead-saved') continue;
    const { id, name, phone, email, status, score, fields } = effect.lead;
    leads.set(id, { name, phone, email, status, score, fields });
  }
  const tickets = effects.flatMap((effect) =>
    effect.effect === 'ticket-opened' ? [{ about: effect.ticket.about, urgency: effect.ticket.urgency }] : [],
  );
  const texts = effects.flatMap((effect) =>
    effect.effect === 'text-requested' ? [{ template: effect.template, to: effect.to }] : [],
  );
  return {
    ...(leads.size === 0 ? {} : { leads: [...leads.values()] }),
    ...(tickets.length === 0 ? {} : { tickets }),
    ...(texts.length === 0 ? {} : { texts }),
  };
}
