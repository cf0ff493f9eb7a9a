import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, type TableProps } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { PARTITION_KEY, SORT_KEY } from '../adapters/dynamodb/tables.ts';

/** An index as `adapters/dynamodb/tables.ts` names it; every attribute is projected. */
export interface TableIndex {
  name: string;
  partitionKey: string;
  sortKey: string;
}

/**
 * A table of Parley's data: paid per request, restorable to any second, and deleted neither by a mistake nor with
 * the stack.
 */
export function keptTable(
  scope: Construct,
  indexes: readonly TableIndex[],
  own: Pick<TableProps, 'stream' | 'timeToLiveAttribute'> = {},
): Table {
  const table = new Table(scope, 'Table', {
    partitionKey: { name: PARTITION_KEY, type: AttributeType.STRING },
    sortKey: { name: SORT_KEY, type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    ...own,
  });
  for (const { name, partitionKey, sortKey } of indexes) {
    table.addGlobalSecondaryIndex({
      indexName: name,
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.STRING },
    });
  }
  return table;
}
