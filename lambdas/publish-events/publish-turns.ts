import {
  readStreamedTurn,
  type StreamBatchResponse,
  type StreamedTurn,
  sequenceNumberOf,
  TurnStreamEvent,
} from '../../adapters/dynamodb/turn-stream.ts';
import type { Publisher, PublishReport } from '../../adapters/eventbridge/publish.ts';
import { type LoggedError, loggedError } from '../../adapters/logged-error.ts';

/** What happened to a batch, for the log. No caller's data. */
export interface PublishedBatch {
  turns: number;
  events: number;
  /** Ids of events that are not on the bus yet, and why. */
  unpublished: { eventId: string; code: string }[];
  cut: PublishReport['cut'];
  /** Why reading the batch stopped before its end. */
  unreadable?: LoggedError;
}

/**
 * Publishes the events of a batch of committed turns, in the order of the stream. Answers with the first turn
 * that is not wholly published: Lambda delivers again from there, so nothing is lost and nothing overtakes.
 */
export async function publishTurns(
  event: unknown,
  publisher: Publisher,
): Promise<{ response: StreamBatchResponse; batch: PublishedBatch }> {
  const { turns, stoppedAt, unreadable } = readTurns(event);
  const events = turns.flatMap(({ turn }) => turn.events);
  const { unpublished, cut } = await publisher.publish(events);
  const failedIds = new Set(unpublished.map((one) => one.event.id));
  const firstFailed = turns.find(({ turn }) => turn.events.some(({ id }) => failedIds.has(id)));
  const from = firstFailed?.sequenceNumber ?? stoppedAt;
  return {
    response: { batchItemFailures: from === undefined ? [] : [{ itemIdentifier: from }] },
    batch: {
      turns: turns.length,
      events: events.length,
      unpublished: unpublished.map(({ event: { id }, code }) => ({ eventId: id, code })),
      cut,
      ...(unreadable === undefined ? {} : { unreadable }),
    },
  };
}

interface ReadTurns {
  turns: StreamedTurn[];
  /** Sequence number of the first record that is no turn. */
  stoppedAt?: string;
  unreadable?: LoggedError;
}

function readTurns(event: unknown): ReadTurns {
  const turns: StreamedTurn[] = [];
  for (const record of TurnStreamEvent.parse(event).Records) {
    try {
      turns.push(readStreamedTurn(record));
    } catch (cause) {
      return { turns, stoppedAt: sequenceNumberOf(record), unreadable: loggedError(cause) };
    }
  }
  return { turns };
}
