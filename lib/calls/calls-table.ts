import { StreamViewType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { CALLS_INDEXES, EXPIRY_ATTRIBUTE } from '../../adapters/dynamodb/tables.ts';
import { keptTable } from '../kept-table.ts';

/**
 * The record of calls: one item per committed turn and one header per call. Its stream is the outbox, so
 * the turn function publishes nothing itself. Kept when the stack is deleted.
 */
export class CallsTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = keptTable(this, Object.values(CALLS_INDEXES), {
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: EXPIRY_ATTRIBUTE,
    });
  }
}
