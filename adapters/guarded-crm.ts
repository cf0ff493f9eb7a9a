import type { Crm } from '../agent/tools/crm/crm.ts';
import type { Guard } from './guard.ts';

/** Customers of which every operation is guarded: each is safe to repeat (see `Crm`). */
export function guardedCrm(crm: Crm, guarded: Guard): Crm {
  return {
    find: (book, by) => guarded(() => crm.find(book, by)),
    create: (book, lead, key) => guarded(() => crm.create(book, lead, key)),
    update: (book, leadId, changes, key) => guarded(() => crm.update(book, leadId, changes, key)),
    openTicket: (book, ticket, key) => guarded(() => crm.openTicket(book, ticket, key)),
  };
}
