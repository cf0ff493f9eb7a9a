import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { CUSTOMERS_INDEXES, EXPIRY_ATTRIBUTE } from '../../adapters/dynamodb/tables.ts';
import { keptTable } from '../kept-table.ts';

/** Leads, tickets and what came of text messages. Kept when the stack is deleted. */
export class CustomersTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = keptTable(this, Object.values(CUSTOMERS_INDEXES), {
      timeToLiveAttribute: EXPIRY_ATTRIBUTE,
    });
  }
}
