import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';

/** An item, or a part of one, in DynamoDB's JSON: `{"pk": {"S": "call#1"}}`. */
export const Item = z.record(z.string(), z.unknown());
export type Item = z.infer<typeof Item>;

export const StreamViewType = z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']);
export type StreamViewType = z.infer<typeof StreamViewType>;

/** One record of a table's stream, as a Lambda function is given it. */
export const StreamRecord = z.object({
  eventID: z.string(),
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  eventVersion: z.literal('1.1'),
  eventSource: z.literal('aws:dynamodb'),
  awsRegion: z.string(),
  eventSourceARN: z.string(),
  dynamodb: z.object({
    /** Seconds since the epoch. */
    ApproximateCreationDateTime: z.number(),
    Keys: Item,
    NewImage: Item.optional(),
    OldImage: Item.optional(),
    SequenceNumber: z.string(),
    SizeBytes: z.number(),
    StreamViewType,
  }),
});
export type StreamRecord = z.infer<typeof StreamRecord>;

/** What happened to one item. An image is undefined when there was, or is, no such item. */
export interface Change {
  keys: Item;
  before: Item | undefined;
  after: Item | undefined;
}

export interface StreamOfTable {
  streamArn: string;
  view: StreamViewType;
  region: string;
}

/** A write that leaves an item as it was makes no record (DynamoDB developer guide, "Streams"). */
export function isChange({ before, after }: Change): boolean {
  return !isDeepStrictEqual(before, after);
}

/** The record of a change. `sequence` rises by one per record of a stream. */
export function streamRecord(
  of: StreamOfTable,
  change: Change,
  sequence: number,
  nowMs: number,
): StreamRecord {
  const images = imagesOf(of.view, change);
  // Real sequence numbers are 21 digits or more; zero-padding keeps them in order as texts too.
  const sequenceNumber = String(sequence).padStart(21, '0');
  return {
    eventID: `${of.streamArn}/${sequenceNumber}`,
    eventName: change.after === undefined ? 'REMOVE' : change.before === undefined ? 'INSERT' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: of.region,
    eventSourceARN: of.streamArn,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(nowMs / 1_000),
      Keys: change.keys,
      ...images,
      SequenceNumber: sequenceNumber,
      SizeBytes: JSON.stringify({ keys: change.keys, ...images }).length,
      StreamViewType: of.view,
    },
  };
}

export function sequenceOf(record: StreamRecord): number {
  return Number(record.dynamodb.SequenceNumber);
}

function imagesOf(view: StreamViewType, { before, after }: Change): { NewImage?: Item; OldImage?: Item } {
  const wantsNew = view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
  const wantsOld = view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
  return {
    ...(wantsNew && after !== undefined ? { NewImage: after } : {}),
    ...(wantsOld && before !== undefined ? { OldImage: before } : {}),
  };
}
