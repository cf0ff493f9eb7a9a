import type { AddressInfo } from 'node:net';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { documentClient } from '../../adapters/dynamodb/client.ts';
import {
  CALENDAR_INDEXES,
  CALLS_INDEXES,
  CUSTOMERS_INDEXES,
  PARTITION_KEY,
  SORT_KEY,
} from '../../adapters/dynamodb/tables.ts';

export const CALLS_TABLE = 'calls';
export const CALENDAR_TABLE = 'calendar';
export const PLAYBOOKS_TABLE = 'playbooks';
export const CUSTOMERS_TABLE = 'customers';

export interface Tables {
  client: DynamoDBDocumentClient;
  /** Such as http://127.0.0.1:40123 */
  url: string;
  /** Every item of a table. */
  items(table: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** The tables with their indexes, empty, in a real DynamoDB engine in memory, reached over HTTP. */
export async function startTables(): Promise<Tables> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const client = documentClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await createTable(client, CALLS_TABLE, Object.values(CALLS_INDEXES));
  await createTable(client, CALENDAR_TABLE, Object.values(CALENDAR_INDEXES));
  await createTable(client, PLAYBOOKS_TABLE, []);
  await createTable(client, CUSTOMERS_TABLE, Object.values(CUSTOMERS_INDEXES));
  return {
    client,
    url,
    async items(table) {
      const { Items } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
      return Items ?? [];
    },
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Index {
  name: string;
  partitionKey: string;
  sortKey: string;
}

async function createTable(client: DynamoDBDocumentClient, name: string, indexes: Index[]): Promise<void> {
  const keys = [PARTITION_KEY, SORT_KEY, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...new Set(keys)].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
      KeySchema: keySchema(PARTITION_KEY, SORT_KEY),
      ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexes: indexes.map(secondaryIndex) }),
    }),
  );
}

function secondaryIndex({ name, partitionKey, sortKey }: Index) {
  return {
    IndexName: name,
    KeySchema: keySchema(partitionKey, sortKey),
    Projection: { ProjectionType: 'ALL' as const },
  };
}

function keySchema(partitionKey: string, sortKey: string) {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' as const },
    { AttributeName: sortKey, KeyType: 'RANGE' as const },
  ];
}
