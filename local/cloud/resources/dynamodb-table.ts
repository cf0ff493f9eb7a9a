import * as z from 'zod';
import { StreamViewType } from '../../stream/stream-record.ts';
import type { Resource } from '../template.ts';

const Key = z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) });
const Index = z.object({ IndexName: z.string(), KeySchema: z.array(Key), Projection: z.looseObject({}) });
const Properties = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  KeySchema: z.array(Key).min(1),
  GlobalSecondaryIndexes: z.array(Index).optional(),
  LocalSecondaryIndexes: z.array(Index).optional(),
  StreamSpecification: z.object({ StreamViewType }).optional(),
});

/** A table as the laptop's DynamoDB makes it. */
export interface TableSpec {
  name: string;
  /** DynamoDB's CreateTable request. */
  createTable: z.infer<typeof Properties> & { TableName: string; BillingMode: 'PAY_PER_REQUEST' };
  keyNames: string[];
  stream: { arn: string; view: StreamViewType } | undefined;
}

/** Capacity, backups, encryption and time to live are left out: a laptop has none of them. */
export function readTable(resource: Resource): TableSpec {
  const { StreamSpecification, ...properties } = resource.read(Properties);
  const { name, attributes } = resource.identity;
  const arn = attributes.StreamArn;
  return {
    name,
    createTable: { TableName: name, BillingMode: 'PAY_PER_REQUEST', ...properties },
    keyNames: properties.KeySchema.map(({ AttributeName }) => AttributeName),
    stream:
      StreamSpecification === undefined || arn === undefined
        ? undefined
        : { arn, view: StreamSpecification.StreamViewType },
  };
}
