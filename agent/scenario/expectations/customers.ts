import type { Lead } from '../../tools/crm/lead.ts';
import type { Failure, Outcome } from '../outcome.ts';
import type { ExpectedLead } from '../schema/expectations.ts';
import { hasValues } from '../world/mock-shelf.ts';
import { type Expectation, failure } from './expectation.ts';

/** The customer system after the call: the leads that must be there, and exactly these tickets and texts. */
export const customersAreAsExpected: Expectation = (outcome) => {
  const { leads = [] } = outcome.scenario.expect.world;
  const held = JSON.stringify(outcome.after.leads);
  const missing = leads
    .filter((wanted) => !outcome.after.leads.some((lead) => isAs(lead, wanted)))
    .map((wanted) => failure('world.leads', `no such lead: ${JSON.stringify(wanted)}; there is ${held}`));
  return [...missing, ...ticketsAreAsExpected(outcome), ...textsAreAsExpected(outcome)];
};

function isAs(lead: Lead, { fields = {}, ...own }: ExpectedLead): boolean {
  return hasValues(lead, own) && hasValues(lead.fields, fields);
}

function ticketsAreAsExpected({ scenario, after }: Outcome): Failure[] {
  const wanted = scenario.expect.world.tickets;
  const opened = after.tickets.map(({ about, urgency }) => ({ about, urgency }));
  const fits = wanted?.every((one, index) => hasValues(opened[index], one)) === true;
  if (wanted === undefined || (fits && opened.length === wanted.length)) return [];
  return [failure('world.tickets', `should be ${JSON.stringify(wanted)}, but is ${JSON.stringify(opened)}`)];
}

function textsAreAsExpected({ scenario, records }: Outcome): Failure[] {
  const wanted = scenario.expect.world.texts ?? [];
  const effects = records.flatMap(({ tools }) =>
    tools.flatMap(({ result }) => (result.ok ? result.effects : [])),
  );
  const asked = effects.flatMap((effect) =>
    effect.effect === 'text-requested' ? [{ template: effect.template, to: effect.to }] : [],
  );
  const fits = wanted.every((one, index) => hasValues(asked[index], one));
  if (fits && asked.length === wanted.length) return [];
  return [failure('world.texts', `should be ${JSON.stringify(wanted)}, but is ${JSON.stringify(asked)}`)];
}
