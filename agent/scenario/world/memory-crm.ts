import type { Crm } from '../../tools/crm/crm.ts';
import { changed, type Lead } from '../../tools/crm/lead.ts';
import type { Ticket } from '../../tools/crm/ticket.ts';
import { ticketNumber } from '../../tools/crm/ticket-number.ts';

export interface MemoryCrm extends Crm {
  /** The leads in the order in which they came. */
  leads(): Lead[];
  /** The tickets in the order in which they were opened. */
  tickets(): Ticket[];
  /** Puts a lead in, as if an earlier call had made it. */
  put(lead: Lead): void;
}

/** Customers that keep the promises of `Crm` in memory, for one playbook. `now` is in milliseconds since the epoch. */
export function memoryCrm(now: () => number): MemoryCrm {
  const leads = new Map<string, Lead>();
  const tickets = new Map<string, Ticket>();
  /** What each key came to. */
  const createdUnder = new Map<string, string>();
  const updatedUnder = new Set<string>();
  const ticketUnder = new Map<string, Ticket>();
  const find = (phone: string | undefined, email: string | undefined): Lead | undefined => {
    const all = [...leads.values()];
    const byPhone = phone === undefined ? undefined : all.find((lead) => lead.phone === phone);
    return byPhone ?? (email === undefined ? undefined : all.find((lead) => lead.email === email));
  };
  return {
    leads: () => [...leads.values()],
    tickets: () => [...tickets.values()],
    put: (lead) => void leads.set(lead.id, lead),
    find: async (_book, { phone, email }) => find(phone, email),
    async create(_book, { id, status, ...own }, key) {
      const before = find(own.phone, own.email);
      if (before !== undefined)
        return createdUnder.get(key) === before.id
          ? { outcome: 'created', lead: before }
          : { outcome: 'exists', lead: before };
      const at = new Date(now()).toISOString();
      const lead = changed({ id, status, fields: {}, createdAt: at, updatedAt: at }, own, now());
      leads.set(id, lead);
      createdUnder.set(key, id);
      return { outcome: 'created', lead };
    },
    async update(_book, leadId, changes, key) {
      const before = leads.get(leadId);
      if (before === undefined) return { outcome: 'not-found' };
      if (updatedUnder.has(key)) return { outcome: 'updated', lead: before };
      const lead = changed(before, changes, now());
      leads.set(leadId, lead);
      updatedUnder.add(key);
      return { outcome: 'updated', lead };
    },
    async openTicket(_book, given, key) {
      const earlier = ticketUnder.get(key);
      if (earlier !== undefined) return earlier;
      let attempt = 0;
      while (tickets.has(ticketNumber(key, attempt))) attempt += 1;
      const ticket: Ticket = { ...given, number: ticketNumber(key, attempt), status: 'open' };
      tickets.set(ticket.number, ticket);
      ticketUnder.set(key, ticket);
      return ticket;
    },
  };
}
