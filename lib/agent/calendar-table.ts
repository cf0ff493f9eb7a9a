import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { CALENDAR_INDEXES, EXPIRY_ATTRIBUTE } from '../../adapters/dynamodb/tables.ts';
import { keptTable } from '../kept-table.ts';

/** The calendar of each playbook: occupied slots and appointments. Kept when the stack is deleted. */
export class CalendarTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = keptTable(this, Object.values(CALENDAR_INDEXES), {
      timeToLiveAttribute: EXPIRY_ATTRIBUTE,
    });
  }
}
