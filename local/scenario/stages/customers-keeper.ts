import { DeleteCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { documentClient } from '../../../adapters/dynamodb/client.ts';
import { dynamoCrm } from '../../../adapters/dynamodb/crm.ts';
import { CUSTOMERS_INDEXES, customerKey, customerList } from '../../../adapters/dynamodb/tables.ts';
import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import type { WorldState } from '../../../agent/scenario/outcome.ts';
import { Lead } from '../../../agent/tools/crm/lead.ts';
import { Ticket } from '../../../agent/tools/crm/ticket.ts';
import type { RecordPlace } from '../../record/record-reader.ts';

type Customers = Pick<WorldState, 'leads' | 'tickets'>;

/** Keeps the customer systems of scenarios in DynamoDB as their worlds say. */
export interface CustomersKeeper {
  /** Takes everything out of a playbook's customer system, and puts these leads in; answers with what it then holds. */
  begin(playbook: CompiledPlaybook, leads: readonly Lead[], nowMs: number): Promise<Customers>;
  /** What a playbook's customer system holds, in the order in which it came. */
  contents(playbook: CompiledPlaybook): Promise<Customers>;
  close(): void;
}

/** An item without the attributes that are the table's own. */
const LeadItem = z.object(Lead.shape);
const TicketItem = z.object(Ticket.shape);

/** Keeps the customer systems in the table of a laptop's cloud. */
export function customersKeeper({ customersTable, endpoint, region }: RecordPlace): CustomersKeeper {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = documentClient({ endpoint, region, credentials });
  const listed = async (kind: 'leads' | 'tickets', { id }: CompiledPlaybook) => {
    const pages = paginateQuery(
      { client },
      {
        TableName: customersTable,
        IndexName: CUSTOMERS_INDEXES.byList.name,
        KeyConditionExpression: '#list = :list',
        ExpressionAttributeNames: { '#list': CUSTOMERS_INDEXES.byList.partitionKey },
        ExpressionAttributeValues: { ':list': customerList(kind, id) },
      },
    );
    return (await Array.fromAsync(pages)).flatMap(({ Items }) => Items ?? []);
  };
  const contents: CustomersKeeper['contents'] = async (playbook) => ({
    leads: (await listed('leads', playbook)).map((item) => LeadItem.parse(item)),
    tickets: (await listed('tickets', playbook)).map((item) => TicketItem.parse(item)),
  });
  const remove = (key: { pk: string; sk: string }) =>
    client.send(new DeleteCommand({ TableName: customersTable, Key: key }));
  return {
    contents,
    async begin(playbook, leads, nowMs) {
      const { id } = playbook;
      const before = await contents(playbook);
      // Most scenarios neither leave customers behind nor begin with some: what was read is then what is there.
      if (before.leads.length + before.tickets.length + leads.length === 0) return before;
      for (const lead of before.leads) {
        await remove(customerKey('lead', id, lead.id));
        for (const contact of [lead.phone, lead.email])
          if (contact !== undefined) await remove(customerKey('contact', id, contact));
      }
      for (const { number } of before.tickets) await remove(customerKey('ticket', id, number));
      const crm = dynamoCrm({ client, table: customersTable, now: () => nowMs });
      for (const { createdAt: _made, updatedAt: _changed, ...lead } of leads)
        await crm.create(id, lead, `given/${lead.id}`);
      return contents(playbook);
    },
    close: () => client.destroy(),
  };
}
