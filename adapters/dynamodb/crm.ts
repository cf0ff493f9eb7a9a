import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CreateOutcome, Crm, LeadIdentity, NewLead, UpdateOutcome } from '../../agent/tools/crm/crm.ts';
import { changed, Lead, type LeadChanges } from '../../agent/tools/crm/lead.ts';
import { type NewTicket, Ticket } from '../../agent/tools/crm/ticket.ts';
import { ticketNumber } from '../../agent/tools/crm/ticket-number.ts';
import { ifConditionHolds } from './conditional.ts';
import { customerKey, customerList } from './tables.ts';

/** How often a change starts over because somebody else changed the lead meanwhile. */
const CHANGE_ATTEMPTS = 4;
/** Keys of changes that a lead remembers: a change is repeated within minutes, not after this many others. */
const KEYS_REMEMBERED = 20;
/** Numbers that are tried for a ticket. With 100,000 tickets open, one of ten is taken; ten in a row never are. */
const NUMBER_ATTEMPTS = 10;

const Key = { pk: z.string(), sk: z.string(), list: z.string() };
const LeadItem = z.strictObject({
  ...Key,
  ...Lead.shape,
  /** The key of the change that created it. */
  createdUnder: z.string(),
  /** The keys of the last changes, oldest first. */
  changedUnder: z.array(z.string()),
  /** Counts changes: a change is stored only over the revision that it was made from. */
  revision: z.int().nonnegative(),
});
type LeadItem = z.infer<typeof LeadItem>;
const ContactItem = z.strictObject({ pk: z.string(), sk: z.string(), leadId: z.string() });
const TicketItem = z.strictObject({ ...Key, ...Ticket.shape, openedUnder: z.string() });

export interface CustomersTable {
  client: DynamoDBDocumentClient;
  table: string;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/**
 * Leads and tickets in DynamoDB. A number or address is claimed first, by a conditional write of its own, so that
 * it leads to one lead whoever creates at the same moment; a run that dies in between leaves a claim under which
 * the next one creates the lead.
 */
export function dynamoCrm(store: CustomersTable): Crm {
  return {
    find: (book, by) => find(store, book, by),
    create: (book, lead, key) => create(store, book, lead, key),
    update: (book, leadId, changes, key) => update(store, book, leadId, changes, key),
    openTicket: (book, ticket, key) => openTicket(store, book, ticket, key),
  };
}

async function find(
  store: CustomersTable,
  book: string,
  { phone, email }: LeadIdentity,
): Promise<Lead | undefined> {
  for (const contact of [phone, email]) {
    if (contact === undefined) continue;
    const claim = await read(store, customerKey('contact', book, contact), ContactItem);
    const item = claim === undefined ? undefined : await readLead(store, book, claim.leadId);
    if (item !== undefined) return leadOf(item);
  }
  return undefined;
}

async function create(
  store: CustomersTable,
  book: string,
  { id: wantedId, status, ...own }: NewLead,
  key: string,
): Promise<CreateOutcome> {
  const contacts = [own.phone, own.email].filter((contact) => contact !== undefined);
  let id = wantedId;
  for (const contact of contacts) id = await claim(store, book, contact, id);
  const at = new Date(store.now()).toISOString();
  const lead = changed({ id, status, fields: {}, createdAt: at, updatedAt: at }, own, store.now());
  const item: LeadItem = {
    ...customerKey('lead', book, id),
    list: customerList('leads', book),
    ...lead,
    createdUnder: key,
    changedUnder: [],
    revision: 0,
  };
  if (await putIf(store, item, 'attribute_not_exists(pk)')) return { outcome: 'created', lead };
  const standing = await readLead(store, book, id);
  if (standing === undefined) throw new Error(`Lead ${id} is said to be stored but cannot be read.`);
  const outcome = standing.createdUnder === key ? 'created' : 'exists';
  return { outcome, lead: leadOf(standing) };
}

/** Claims a number or address for a lead; answers with the lead that has it. */
async function claim(store: CustomersTable, book: string, contact: string, leadId: string): Promise<string> {
  const key = customerKey('contact', book, contact);
  if (await putIf(store, { ...key, leadId }, 'attribute_not_exists(pk)')) return leadId;
  return (await read(store, key, ContactItem))?.leadId ?? leadId;
}

async function update(
  store: CustomersTable,
  book: string,
  leadId: string,
  changes: LeadChanges,
  key: string,
): Promise<UpdateOutcome> {
  for (let attempt = 0; attempt < CHANGE_ATTEMPTS; attempt += 1) {
    const before = await readLead(store, book, leadId);
    if (before === undefined) return { outcome: 'not-found' };
    if (before.changedUnder.includes(key)) return { outcome: 'updated', lead: leadOf(before) };
    const item: LeadItem = {
      ...before,
      ...changed(leadOf(before), changes, store.now()),
      changedUnder: [...before.changedUnder, key].slice(-KEYS_REMEMBERED),
      revision: before.revision + 1,
    };
    const stored = await putIf(store, item, 'revision = :before', { ':before': before.revision });
    if (!stored) continue;
    // A new number or address that is another lead's already stays with that one.
    for (const contact of [changes.phone, changes.email])
      if (contact !== undefined) await claim(store, book, contact, leadId);
    return { outcome: 'updated', lead: leadOf(item) };
  }
  throw new Error(`Lead ${leadId} keeps changing while it is updated; try again.`);
}

async function openTicket(
  store: CustomersTable,
  book: string,
  given: NewTicket,
  key: string,
): Promise<Ticket> {
  for (let attempt = 0; attempt < NUMBER_ATTEMPTS; attempt += 1) {
    const ticket: Ticket = { ...given, number: ticketNumber(key, attempt), status: 'open' };
    const itemKey = customerKey('ticket', book, ticket.number);
    const item = { ...itemKey, list: customerList('tickets', book), ...ticket, openedUnder: key };
    if (await putIf(store, item, 'attribute_not_exists(pk)')) return ticket;
    const standing = await read(store, itemKey, TicketItem);
    if (standing?.openedUnder !== key) continue;
    const { pk: _pk, sk: _sk, list: _list, openedUnder: _key, ...earlier } = standing;
    return earlier;
  }
  throw new Error(`${NUMBER_ATTEMPTS} ticket numbers in a row are taken; close tickets that are done.`);
}

function leadOf(item: LeadItem): Lead {
  const {
    pk: _pk,
    sk: _sk,
    list: _list,
    createdUnder: _by,
    changedUnder: _keys,
    revision: _n,
    ...lead
  } = item;
  return lead;
}

function readLead(store: CustomersTable, book: string, leadId: string): Promise<LeadItem | undefined> {
  return read(store, customerKey('lead', book, leadId), LeadItem);
}

/** Reads one item, strongly consistent. */
async function read<S extends z.ZodType>(
  { client, table }: CustomersTable,
  key: { pk: string; sk: string },
  schema: S,
): Promise<z.output<S> | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
  return Item === undefined ? undefined : schema.parse(Item);
}

/** Stores an item if the condition holds; says whether it did. */
async function putIf(
  { client, table }: CustomersTable,
  item: Record<string, unknown>,
  condition: string,
  values?: Record<string, unknown>,
): Promise<boolean> {
  const put = new PutCommand({
    TableName: table,
    Item: item,
    ConditionExpression: condition,
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
  });
  return (await ifConditionHolds(client.send(put))) !== undefined;
}
