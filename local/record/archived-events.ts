import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CallEvent } from '../../agent/call/events/catalogue.ts';
import { BusEvent } from '../services/event-bus.ts';

/**
 * The events of a call in a bus's archive, each once and in the order of the call. Delivery is at least
 * once: an event that was delivered again is told by its id. Reads the file, so that it works whether or not
 * a cloud is running on the directory.
 */
export function archivedEvents(dataDirectory: string, busName: string, callId: string): CallEvent[] {
  const file = path.join(dataDirectory, 'events', `${busName}.ndjson`);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const delivered = lines
    .map((line) => BusEvent.parse(JSON.parse(line)))
    .filter(({ detail }) => detail.callId === callId)
    .map(({ detail }) => CallEvent.parse(detail));
  return onceInOrder(delivered);
}

/** Drops repeated deliveries and sorts by turn and sequence. */
export function onceInOrder(delivered: readonly CallEvent[]): CallEvent[] {
  const byId = new Map(delivered.map((event) => [event.id, event]));
  return [...byId.values()].sort((a, b) => a.turn - b.turn || a.sequence - b.sequence);
}
