import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoCrm } from '../../../adapters/dynamodb/crm.ts';
import type { Crm } from '../../../agent/tools/crm/crm.ts';
import { ticketNumber } from '../../../agent/tools/crm/ticket-number.ts';
import { CUSTOMERS_TABLE, startTables, type Tables } from '../../builders/tables.ts';

const NOW_MS = Date.parse('2026-12-01T15:00:00Z');
const PHONE = '+12065550122';
let tables: Tables;
let crm: Crm;
let books = 0;
/** A book of its own for each test. */
const newBook = (): string => {
  books += 1;
  return `book-${books}`;
};

beforeAll(async () => {
  tables = await startTables();
  crm = dynamoCrm({ client: tables.client, table: CUSTOMERS_TABLE, now: () => NOW_MS });
});
afterAll(() => tables.close());

const MARIA = { name: 'Maria Lopez', phone: PHONE, email: 'maria@example.com', status: 'new' };
const A_TICKET = {
  about: 'Call back',
  urgency: 'normal',
  callId: 'call',
  fields: {},
  createdAt: new Date(NOW_MS).toISOString(),
} as const;

describe('leads in DynamoDB', () => {
  it('are found by number and by address, in their own book alone', async () => {
    const book = newBook();
    await crm.create(book, { id: 'one', ...MARIA, fields: { service: 'roof' } }, 'k1');
    expect(await crm.find(book, { phone: PHONE })).toMatchObject({ id: 'one', fields: { service: 'roof' } });
    expect(await crm.find(book, { email: 'maria@example.com' })).toMatchObject({ id: 'one' });
    expect(await crm.find(newBook(), { phone: PHONE })).toBeUndefined();
  });

  it('are made once for one number, whoever is first of twenty at the same moment', async () => {
    const book = newBook();
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, n) => crm.create(book, { id: `lead-${n}`, ...MARIA }, `key-${n}`)),
    );
    expect(made.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    expect(new Set(made.map(({ lead }) => lead.id)).size).toBe(1);
  });

  it('are made once under one key: the repetition answers as the first time', async () => {
    const book = newBook();
    const first = await crm.create(book, { id: 'one', ...MARIA }, 'k1');
    expect(await crm.create(book, { id: 'one', ...MARIA }, 'k1')).toEqual(first);
    expect(await crm.create(book, { id: 'two', ...MARIA }, 'k2')).toEqual({ ...first, outcome: 'exists' });
  });

  it('are changed once under one key, and no change of several at once is lost', async () => {
    const book = newBook();
    await crm.create(book, { id: 'one', ...MARIA }, 'k1');
    await crm.update(book, 'one', { note: 'first' }, 'k2');
    await crm.update(book, 'one', { note: 'second' }, 'k3');
    await crm.update(book, 'one', { note: 'first' }, 'k2');
    expect(await crm.find(book, { phone: PHONE })).toMatchObject({ note: 'second' });
    await Promise.all(
      Array.from({ length: 3 }, (_, n) =>
        crm.update(book, 'one', { fields: { [`f${n}`]: 'yes' } }, `together-${n}`),
      ),
    );
    expect(await crm.find(book, { phone: PHONE })).toMatchObject({
      fields: { f0: 'yes', f1: 'yes', f2: 'yes' },
    });
  });

  it('that are not there are not changed', async () => {
    expect(await crm.update(newBook(), 'nobody', { note: 'x' }, 'k')).toEqual({ outcome: 'not-found' });
  });

  it('with a new number are found by it, unless it is that of somebody else', async () => {
    const book = newBook();
    await crm.create(book, { id: 'one', ...MARIA }, 'k1');
    await crm.create(book, { id: 'two', phone: '+12065550133', status: 'new' }, 'k2');
    await crm.update(book, 'one', { phone: '+12065550144' }, 'k3');
    expect(await crm.find(book, { phone: '+12065550144' })).toMatchObject({ id: 'one' });
    await crm.update(book, 'one', { phone: '+12065550133' }, 'k4');
    expect(await crm.find(book, { phone: '+12065550133' })).toMatchObject({ id: 'two' });
  });
});

describe('tickets in DynamoDB', () => {
  it('have one number under one key', async () => {
    const book = newBook();
    const first = await crm.openTicket(book, A_TICKET, 'k1');
    expect(first).toMatchObject({ number: ticketNumber('k1', 0), status: 'open', about: 'Call back' });
    expect(await crm.openTicket(book, A_TICKET, 'k1')).toEqual(first);
  });

  it('never share a number: where two keys lead to one, the second gets the next', async () => {
    const book = newBook();
    const { number } = await crm.openTicket(book, A_TICKET, 'k1');
    await tables.client.send(takenBySomeoneElse(book, ticketNumber('k2', 0)));
    const second = await crm.openTicket(book, A_TICKET, 'k2');
    expect(second.number).toBe(ticketNumber('k2', 1));
    expect(second.number).not.toBe(number);
  });
});

function takenBySomeoneElse(book: string, number: string) {
  const item = { ...A_TICKET, number, status: 'open', openedUnder: 'somebody else' };
  const key = { pk: `ticket#${book}#${number}`, sk: 'ticket', list: `tickets#${book}` };
  return new PutCommand({ TableName: CUSTOMERS_TABLE, Item: { ...key, ...item } });
}
