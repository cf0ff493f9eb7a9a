import type { Lead, LeadChanges } from './lead.ts';
import type { NewTicket, Ticket } from './ticket.ts';

/** By what a lead is found. One of the two is there. */
export interface LeadIdentity {
  /** E.164. */
  phone?: string | undefined;
  /** In lower case. */
  email?: string | undefined;
}

export interface NewLead extends LeadChanges {
  id: string;
  status: string;
}

export type CreateOutcome =
  /** `lead` is the one that stands: of an earlier delivery under the same key, if there was one. */
  | { outcome: 'created'; lead: Lead }
  /** Somebody of that number or address is known already; nothing was changed. */
  | { outcome: 'exists'; lead: Lead };
export type UpdateOutcome = { outcome: 'updated'; lead: Lead } | { outcome: 'not-found' };

/**
 * The customers that the business does not have yet, and the tickets that its people work on. `book` is the
 * playbook's id.
 *
 * Promises of every implementation: one number or address belongs to one lead, whoever creates at the same
 * moment; a change under the same key takes effect once; a ticket number is given once.
 */
export interface Crm {
  /** The lead of that number, else of that address; strongly consistent. */
  find(book: string, by: LeadIdentity): Promise<Lead | undefined>;
  /** Creates a lead that has a number or an address. */
  create(book: string, lead: NewLead, key: string): Promise<CreateOutcome>;
  update(book: string, leadId: string, changes: LeadChanges, key: string): Promise<UpdateOutcome>;
  /** Opens a ticket; under the same key it is opened once and has the same number. */
  openTicket(book: string, ticket: NewTicket, key: string): Promise<Ticket>;
}
