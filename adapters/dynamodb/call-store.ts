import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { TurnRecord } from '../../agent/call/turn-record.ts';
import type { CallStore } from '../../agent/conversation/ports.ts';
import { CALLS_INDEXES, callPartition, TURN_PREFIX, turnSortKey } from './tables.ts';

/** A committed turn as its item holds it: the record's own attributes beside the keys. */
const TurnItem = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('turn'),
  ...TurnRecord.shape,
});

/** Reads a turn record out of its item. Throws a ZodError when the item is not one. */
export function turnFromItem(item: unknown): TurnRecord {
  const { pk: _pk, sk: _sk, kind: _kind, ...record } = TurnItem.parse(item);
  return record;
}

/** The item of a turn record. */
export function turnToItem(record: TurnRecord): z.input<typeof TurnItem> {
  return { pk: callPartition(record.callId), sk: turnSortKey(record.turn), kind: 'turn', ...record };
}

/** The newest committed turn of a call, or undefined when the call is unknown. Strongly consistent. */
export async function newestTurn(
  client: DynamoDBDocumentClient,
  table: string,
  callId: string,
): Promise<TurnRecord | undefined> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :call AND begins_with(sk, :turn)',
      ExpressionAttributeValues: { ':call': callPartition(callId), ':turn': TURN_PREFIX },
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    }),
  );
  const item = Items?.[0];
  return item === undefined ? undefined : turnFromItem(item);
}

/**
 * The record of calls in DynamoDB. A turn is one item, written once: the condition on the key is what makes
 * two deliveries of one turn safe. Reads are strongly consistent, so a turn that was committed is seen by
 * the next one wherever it runs.
 */
export function dynamoCallStore(client: DynamoDBDocumentClient, table: string): CallStore {
  return {
    newestTurn: (callId) => newestTurn(client, table, callId),

    async turn(callId, turn) {
      const { Item } = await client.send(
        new GetCommand({
          TableName: table,
          Key: { pk: callPartition(callId), sk: turnSortKey(turn) },
          ConsistentRead: true,
        }),
      );
      return Item === undefined ? undefined : turnFromItem(Item);
    },

    async callsFrom(from) {
      const { name, partitionKey } = CALLS_INDEXES.byCaller;
      const { Count } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: name,
          KeyConditionExpression: '#caller = :from',
          ExpressionAttributeNames: { '#caller': partitionKey },
          ExpressionAttributeValues: { ':from': from },
          Select: 'COUNT',
        }),
      );
      return Count ?? 0;
    },

    async commit(record) {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: turnToItem(record),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
        return 'committed';
      } catch (cause) {
        if (cause instanceof ConditionalCheckFailedException) return 'already-committed';
        throw cause;
      }
    },
  };
}
