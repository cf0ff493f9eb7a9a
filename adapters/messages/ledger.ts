import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ifConditionHolds } from '../dynamodb/conditional.ts';
import { customerKey } from '../dynamodb/tables.ts';

/** How long what came of a text is kept, in seconds: a month covers looking into a complaint. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;
const MS_PER_SECOND = 1_000;

/** What came of a text. `sending` is one whose sending began and of which nobody knows the end. */
export const TextStatus = z.enum(['sending', 'sent', 'refused', 'declined']);
export type TextStatus = z.infer<typeof TextStatus>;

/** Which texts were sent, and who wants none. */
export interface MessageLedger {
  /** Takes the sending of a text over; `taken` when an earlier delivery of its event did. */
  claim(eventId: string): Promise<'claimed' | 'taken'>;
  /** Gives it back: it was certainly not sent, and is to be tried again. */
  giveBack(eventId: string): Promise<void>;
  settle(eventId: string, status: Exclude<TextStatus, 'sending'>, messageId?: string): Promise<void>;
  /** Notes that the owner of a number wants no texts. */
  decline(number: string): Promise<void>;
  declines(number: string): Promise<boolean>;
}

export interface LedgerOptions {
  client: DynamoDBDocumentClient;
  table: string;
  /** Milliseconds since the epoch. */
  now: () => number;
}

export function messageLedger({ client, table, now }: LedgerOptions): MessageLedger {
  const TableName = table;
  return {
    async claim(eventId) {
      const expiresAt = Math.floor(now() / MS_PER_SECOND) + KEPT_SECONDS;
      const at = new Date(now()).toISOString();
      const status: TextStatus = 'sending';
      const claimed = await ifConditionHolds(
        client.send(
          new PutCommand({
            TableName,
            Item: { ...customerKey('message', eventId), status, at, expiresAt },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
      return claimed === undefined ? 'taken' : 'claimed';
    },
    async giveBack(eventId) {
      await client.send(new DeleteCommand({ TableName, Key: customerKey('message', eventId) }));
    },
    async settle(eventId, status, messageId) {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: customerKey('message', eventId),
          UpdateExpression: 'SET #status = :status, messageId = :id',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': status, ':id': messageId ?? '' },
        }),
      );
    },
    async decline(number) {
      const at = new Date(now()).toISOString();
      await client.send(new PutCommand({ TableName, Item: { ...customerKey('no-texts', number), at } }));
    },
    async declines(number) {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: customerKey('no-texts', number), ConsistentRead: true }),
      );
      return Item !== undefined;
    },
  };
}
