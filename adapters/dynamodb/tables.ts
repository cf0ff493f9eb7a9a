/**
 * The keys of the tables, in one place: `lib/` declares the tables and their indexes from it, the
 * adapters beside this file read and write by it.
 *
 * `calls`, partition `call#<callId>`:
 * - `turn#000012`: one committed turn, written once;
 * - `call`: the header that analysts query, kept up to date from the table's stream.
 *
 * `calendar`, partition `calendar#<playbookId>`:
 * - `slot#<UTC start>#<resource>`: one occupied cell of the grid;
 * - `appointment#<id>`: one appointment with all that is known of it;
 * - `cancelled#<idempotency key>`: what a cancellation took away, for a day.
 *
 * `playbooks`, partition `playbook#<id>`:
 * - `publication#000012`: one version that was made current, written once;
 * and partition `compiled#<id>#<version>`:
 * - `part#0001`: a part of that version's gzipped JSON.
 *
 * `customers`, each item in a partition of its own:
 * - `lead#<playbookId>#<leadId>` / `lead`: one lead;
 * - `contact#<playbookId>#<number or address>` / `contact`: whose lead a number or address belongs to;
 * - `ticket#<playbookId>#<number>` / `ticket`: one ticket;
 * - `message#<event id>` / `message`: what came of one text message, for a month;
 * - `no-texts#<number>` / `no-texts`: a number whose owner wants no texts.
 */
export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';

/** Indexes of `calls`. Only header items have these attributes, so the indexes hold one entry per call. */
export const CALLS_INDEXES = {
  byDay: { name: 'byDay', partitionKey: 'dayPlaybook', sortKey: 'startedAt' },
  byCaller: { name: 'byCaller', partitionKey: 'from', sortKey: 'startedAt' },
  byOutcome: { name: 'byOutcome', partitionKey: 'outcome', sortKey: 'startedAt' },
} as const;

/** Indexes of `calendar`. Only appointment items have these attributes. All attributes are projected. */
export const CALENDAR_INDEXES = {
  byPhone: { name: 'byPhone', partitionKey: 'phone', sortKey: 'startsAt' },
} as const;

/** Indexes of `customers`. Leads and tickets have these attributes: `leads#<playbookId>`, `tickets#<playbookId>`. */
export const CUSTOMERS_INDEXES = {
  byList: { name: 'byList', partitionKey: 'list', sortKey: 'createdAt' },
} as const;

/** Digits of a turn number in a sort key, so that text order is number order up to the largest turn. */
const TURN_DIGITS = 6;

export const TURN_PREFIX = 'turn#';
export const HEADER_SORT_KEY = 'call';
export const SLOT_PREFIX = 'slot#';
export const APPOINTMENT_PREFIX = 'appointment#';
export const CANCELLATION_PREFIX = 'cancelled#';
/** The attribute by which DynamoDB deletes items, in both tables: seconds since the epoch. */
export const EXPIRY_ATTRIBUTE = 'expiresAt';

export function callPartition(callId: string): string {
  return `call#${callId}`;
}

export function turnSortKey(turn: number): string {
  return `${TURN_PREFIX}${String(turn).padStart(TURN_DIGITS, '0')}`;
}

export function calendarPartition(calendarId: string): string {
  return `calendar#${calendarId}`;
}

/** `startMs` is milliseconds since the epoch; the key holds it as ISO-8601 in UTC, so that keys sort by time. */
export function slotSortKey(startMs: number, resource: string): string {
  return `${SLOT_PREFIX}${new Date(startMs).toISOString()}#${resource}`;
}

/** Digits of a publication's number in a sort key, and of a part's. */
const PUBLICATION_DIGITS = 6;
const PART_DIGITS = 4;

export const PUBLICATION_PREFIX = 'publication#';
export const PART_PREFIX = 'part#';
export const COMPILED_PREFIX = 'compiled#';

export function playbookPartition(playbookId: string): string {
  return `playbook#${playbookId}`;
}

export function publicationSortKey(number: number): string {
  return `${PUBLICATION_PREFIX}${String(number).padStart(PUBLICATION_DIGITS, '0')}`;
}

export function compiledPartition(playbookId: string, version: string): string {
  return `${COMPILED_PREFIX}${playbookId}#${version}`;
}

export function partSortKey(part: number): string {
  return `${PART_PREFIX}${String(part).padStart(PART_DIGITS, '0')}`;
}

export function appointmentSortKey(appointmentId: string): string {
  return `${APPOINTMENT_PREFIX}${appointmentId}`;
}

export function cancellationSortKey(key: string): string {
  return `${CANCELLATION_PREFIX}${key}`;
}

/** The key of an item of `customers`, whose sort key is the kind of item. */
export function customerKey(
  kind: 'lead' | 'contact' | 'ticket' | 'message' | 'no-texts',
  ...parts: string[]
): { pk: string; sk: string } {
  return { pk: [kind, ...parts].join('#'), sk: kind };
}

/** Under what `byList` has the leads or tickets of a playbook. */
export function customerList(kind: 'leads' | 'tickets', playbookId: string): string {
  return `${kind}#${playbookId}`;
}
