import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { type CallEvent, EVENT_SOURCE } from '../../agent/call/events/catalogue.ts';
import { detailOf } from './detail.ts';

/** Entries of one PutEvents request at most (EventBridge API reference). */
const MAX_ENTRIES = 10;
/** Bytes of one PutEvents request must stay below this (EventBridge user guide, "Calculating event size"). */
const MAX_REQUEST_BYTES = 1_048_576;
/** What an entry's `Time` counts for, in bytes (same page). */
const TIME_BYTES = 14;
/** How often an entry that failed is sent again before it is reported. */
const MAX_RETRIES = 3;
/** Waits before each repetition; doubled each time. */
const FIRST_BACKOFF_MS = 100;

/** The code of events that were not sent because one before them was not taken. */
export const NOT_SENT = 'NotSent';

/** An event that is not on the bus. */
export interface Unpublished {
  event: CallEvent;
  /** EventBridge's error code or the SDK's error name, such as ThrottlingException; or `NOT_SENT`. */
  code: string;
}

export interface PublishReport {
  unpublished: Unpublished[];
  /** Events whose text had to be cut to fit, with the names of what was cut. */
  cut: { eventId: string; texts: string[] }[];
}

export interface Publisher {
  /**
   * Publishes the events in their order, in as few requests as fit. Stops at the first request of which
   * something is not taken even after repetitions, so that nothing overtakes it; says what is left. Throws
   * `EventTooLarge` before anything is sent.
   */
  publish(events: readonly CallEvent[]): Promise<PublishReport>;
}

interface Entry {
  event: CallEvent;
  request: PutEventsRequestEntry;
  bytes: number;
  cut: string[];
}

export interface PublisherOptions {
  client: EventBridgeClient;
  /** Name or ARN of the bus. An unknown bus takes events with success and drops them. */
  bus: string;
  wait: (ms: number) => Promise<void>;
}

export function eventPublisher(options: PublisherOptions): Publisher {
  return {
    async publish(events) {
      const entries = events.map((event) => entryOf(event, options.bus));
      const unpublished: Unpublished[] = [];
      for (const batch of batches(entries)) {
        if (unpublished.length === 0) unpublished.push(...(await send(options, batch)));
        else unpublished.push(...batch.map(({ event }) => ({ event, code: NOT_SENT })));
      }
      const cut = entries
        .filter((entry) => entry.cut.length > 0)
        .map((entry) => ({ eventId: entry.event.id, texts: entry.cut }));
      return { unpublished, cut };
    },
  };
}

function entryOf(event: CallEvent, bus: string): Entry {
  const { json, bytes, cut } = detailOf(event);
  const request: PutEventsRequestEntry = {
    EventBusName: bus,
    Source: EVENT_SOURCE,
    DetailType: event.type,
    Detail: json,
    Time: new Date(event.at),
  };
  return { event, request, bytes: TIME_BYTES + EVENT_SOURCE.length + event.type.length + bytes, cut };
}

/** Groups entries, in order, into requests that EventBridge takes. */
function* batches(entries: readonly Entry[]): Generator<Entry[]> {
  let batch: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (batch.length === MAX_ENTRIES || (batch.length > 0 && bytes + entry.bytes >= MAX_REQUEST_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += entry.bytes;
  }
  if (batch.length > 0) yield batch;
}

interface Failed {
  entry: Entry;
  code: string;
}

/** Sends one request; sends again, after a pause, only the entries that were not taken. */
async function send(options: PublisherOptions, batch: Entry[]): Promise<Unpublished[]> {
  let pending = batch;
  for (let attempt = 0; ; attempt += 1) {
    const failed = await sendOnce(options.client, pending);
    if (failed.length === 0 || attempt === MAX_RETRIES)
      return failed.map(({ entry, code }) => ({ event: entry.event, code }));
    await options.wait(FIRST_BACKOFF_MS * 2 ** attempt);
    pending = failed.map(({ entry }) => entry);
  }
}

async function sendOnce(client: EventBridgeClient, batch: readonly Entry[]): Promise<Failed[]> {
  try {
    const { Entries } = await client.send(
      new PutEventsCommand({ Entries: batch.map((entry) => entry.request) }),
    );
    return batch.flatMap((entry, index) => {
      const code = Entries?.[index]?.ErrorCode;
      return code === undefined ? [] : [{ entry, code }];
    });
  } catch (cause) {
    const code = cause instanceof Error ? cause.name : String(cause);
    return batch.map((entry) => ({ entry, code }));
  }
}
