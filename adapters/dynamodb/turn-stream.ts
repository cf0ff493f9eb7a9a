import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { TurnRecord } from '../../agent/call/turn-record.ts';
import { turnFromItem } from './call-store.ts';

/** One attribute in DynamoDB's own JSON. `unmarshall` reads it, and throws on what is none. */
const Attribute = z.custom<AttributeValue>((value) => typeof value === 'object' && value !== null);

/** What is read of a record of the table's stream. */
export const TurnStreamRecord = z.object({
  dynamodb: z.object({
    /** By it Lambda is told where to begin again. */
    SequenceNumber: z.string(),
    NewImage: z.record(z.string(), Attribute),
  }),
});
export const TurnStreamEvent = z.object({ Records: z.array(z.unknown()) });

/** A committed turn as the table's stream delivers it, and where in the stream it stands. */
export interface StreamedTurn {
  sequenceNumber: string;
  turn: TurnRecord;
}

/** Reads one record of the stream. Throws a ZodError when it is no committed turn. */
export function readStreamedTurn(record: unknown): StreamedTurn {
  const { dynamodb } = TurnStreamRecord.parse(record);
  return { sequenceNumber: dynamodb.SequenceNumber, turn: turnFromItem(unmarshall(dynamodb.NewImage)) };
}

/** The place of a record in the stream, even of one that is no turn. */
export function sequenceNumberOf(record: unknown): string {
  return z.object({ dynamodb: z.object({ SequenceNumber: z.string() }) }).parse(record).dynamodb
    .SequenceNumber;
}

/** What a stream reader answers: the first record from which the batch has to be delivered again, if any. */
export interface StreamBatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}
