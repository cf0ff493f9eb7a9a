import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { OPEN } from '../../agent/call/post-call.ts';
import { CALLS_INDEXES } from './tables.ts';

const OpenHeader = z.object({ callId: z.string() });

/**
 * Ids of the calls that began before `startedBefore` (ISO-8601, UTC) and of which the headers know no end, the
 * oldest first. An index lags behind the turns by moments: ask for a call's newest turn before you act.
 */
export async function* openCalls(
  client: DynamoDBDocumentClient,
  table: string,
  startedBefore: string,
): AsyncGenerator<string> {
  const { name, partitionKey, sortKey } = CALLS_INDEXES.byOutcome;
  let next: QueryCommandOutput['LastEvaluatedKey'];
  do {
    const page: QueryCommandOutput = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: name,
        KeyConditionExpression: '#outcome = :open AND #startedAt < :before',
        ExpressionAttributeNames: { '#outcome': partitionKey, '#startedAt': sortKey },
        ExpressionAttributeValues: { ':open': OPEN, ':before': startedBefore },
        ExclusiveStartKey: next,
      }),
    );
    for (const item of page.Items ?? []) yield OpenHeader.parse(item).callId;
    next = page.LastEvaluatedKey;
  } while (next !== undefined);
}
