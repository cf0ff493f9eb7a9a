import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { keptTable } from '../kept-table.ts';

/** Playbooks that were published since the deployment, and versions that calls began with. Kept when the stack is deleted. */
export class PlaybooksTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = keptTable(this, []);
  }
}
