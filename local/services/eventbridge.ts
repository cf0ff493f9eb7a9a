import * as z from 'zod';
import { sendJson, sendJsonError } from '../wire/answers.ts';
import { readBody, type WireHandler } from '../wire/server.ts';
import type { BusEvent, EventBus } from './event-bus.ts';

export interface EventBridgeOptions {
  /** By bus name. */
  buses: ReadonlyMap<string, EventBus>;
  region: string;
  account: string;
  onWarning(message: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** PutEvents takes at most ten entries and less than 1 MB in all (EventBridge user guide, "PutEvents"). */
const MAX_ENTRIES = 10;
const MAX_REQUEST_BYTES = 1_048_576;

const Entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().default('default'),
  /** Seconds since the epoch. */
  Time: z.number().optional(),
  Resources: z.array(z.string()).default([]),
});
type Entry = z.infer<typeof Entry>;
const PutEvents = z.object({ Entries: z.array(Entry).min(1) });

type Result = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

/** Amazon EventBridge: PutEvents onto the template's buses. */
export function eventBridgeService(options: EventBridgeOptions): WireHandler {
  return async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1);
    const body = await readBody(request);
    if (operation !== 'PutEvents')
      return sendJsonError(
        response,
        400,
        'UnknownOperationException',
        `${operation} is not served on a laptop.`,
      );
    const put = PutEvents.safeParse(JSON.parse(body.toString('utf8')));
    if (!put.success) return sendJsonError(response, 400, 'ValidationException', z.prettifyError(put.error));
    const { Entries } = put.data;
    const refusal = whyRefused(Entries);
    if (refusal !== undefined) return sendJsonError(response, 400, 'ValidationException', refusal);
    const results = Entries.map((entry) => accept(entry, options));
    const FailedEntryCount = results.filter((result) => 'ErrorCode' in result).length;
    sendJson(response, 200, { FailedEntryCount, Entries: results }, 'application/x-amz-json-1.1');
  };
}

function whyRefused(entries: Entry[]): string | undefined {
  if (entries.length > MAX_ENTRIES)
    return `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length less than or equal to ${MAX_ENTRIES}`;
  if (entries.reduce((total, entry) => total + sizeOf(entry), 0) >= MAX_REQUEST_BYTES)
    return 'Total size of the entries in the request is over the limit.';
  return undefined;
}

/** As EventBridge counts it: 14 bytes for a time, and the UTF-8 length of each text. */
function sizeOf({ Time, Source = '', DetailType = '', Detail = '', Resources }: Entry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((total, text) => total + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}

function accept(entry: Entry, { buses, region, account, onWarning, now }: EventBridgeOptions): Result {
  const { Source, DetailType, Detail } = entry;
  if (!Source || !DetailType || !Detail)
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source, DetailType and Detail are required.' };
  const detail = parseDetail(Detail);
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const event: BusEvent = {
    version: '0',
    id: crypto.randomUUID(),
    'detail-type': DetailType,
    source: Source,
    account,
    time: new Date(entry.Time === undefined ? now() : entry.Time * 1_000).toISOString(),
    region,
    resources: entry.Resources,
    detail,
  };
  const name = entry.EventBusName.split('/').at(-1) ?? entry.EventBusName;
  const bus = buses.get(name);
  // AWS says nothing either, which is how a misspelt name loses events in production.
  if (bus === undefined)
    onWarning(`An event was put on the bus ${name}, which is not in the template: it is lost.`);
  else bus.put(event);
  return { EventId: event.id };
}

function parseDetail(text: string): Record<string, unknown> | undefined {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
