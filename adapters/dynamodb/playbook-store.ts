import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type PlaybookStore, Publication } from '../../agent/playbook/publication.ts';
import { ifConditionHolds } from './conditional.ts';
import {
  compiledPartition,
  PART_PREFIX,
  PUBLICATION_PREFIX,
  partSortKey,
  playbookPartition,
  publicationSortKey,
} from './tables.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** An item may have 400 KB with its names (DynamoDB developer guide, "Service quotas"); this leaves room for them. */
const PART_BYTES = 380 * 1024;

const PublicationItem = z.strictObject({ pk: z.string(), sk: z.string(), ...Publication.shape });
const PartItem = z.object({ content: z.instanceof(Uint8Array), parts: z.int().positive() });

/**
 * Published playbooks in DynamoDB. A publication is one item, written once: the condition on its number is what
 * keeps two publishers from overwriting each other unnoticed. A version is its gzipped JSON in as many items as it
 * needs; all of them are named by its hash, so writing them twice changes nothing.
 */
export function dynamoPlaybookStore(client: DynamoDBDocumentClient, table: string): PlaybookStore {
  const query = async (partition: string, prefix: string, limit?: number): Promise<unknown[]> => {
    const items: unknown[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': partition, ':prefix': prefix },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: limit,
          ExclusiveStartKey: from,
        }),
      );
      items.push(...(page.Items ?? []));
      from = limit === undefined ? page.LastEvaluatedKey : undefined;
    } while (from !== undefined);
    return items;
  };
  return {
    async newest(id) {
      const [item] = await query(playbookPartition(id), PUBLICATION_PREFIX, 1);
      return item === undefined ? undefined : publicationFromItem(item);
    },
    history: async (id) => (await query(playbookPartition(id), PUBLICATION_PREFIX)).map(publicationFromItem),
    async append(id, publication) {
      const Item = {
        pk: playbookPartition(id),
        sk: publicationSortKey(publication.number),
        ...publication,
      } satisfies z.input<typeof PublicationItem>;
      const put = new PutCommand({
        TableName: table,
        Item,
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      return (await ifConditionHolds(client.send(put))) === undefined ? 'number-taken' : 'appended';
    },
    async version(id, version) {
      const items = await query(compiledPartition(id, version), PART_PREFIX);
      const parts = items.map((item) => PartItem.parse(item)).reverse();
      // A version of which not all parts are there is still being written.
      if (parts.length === 0 || parts.length !== parts[0]?.parts) return undefined;
      const json = await decompress(Buffer.concat(parts.map(({ content }) => content)));
      // Only a version that is not in the bundle needs the schema, the largest of all: a cold start does without.
      const { CompiledPlaybook } = await import('../../agent/playbook/compiled-playbook.ts');
      return CompiledPlaybook.parse(JSON.parse(json.toString('utf8')));
    },
    async keep(playbook) {
      const bytes = await compress(JSON.stringify(playbook));
      const parts = Math.ceil(bytes.byteLength / PART_BYTES);
      for (let part = 0; part < parts; part += 1)
        await client.send(
          new PutCommand({
            TableName: table,
            Item: {
              pk: compiledPartition(playbook.id, playbook.version),
              sk: partSortKey(part),
              parts,
              content: bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
            },
          }),
        );
    },
  };
}

function publicationFromItem(item: unknown): Publication {
  const { pk: _pk, sk: _sk, ...publication } = PublicationItem.parse(item);
  return publication;
}
