import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { OccupiedCell } from '../../agent/tools/calendar.ts';
import { AppointmentItem, CellItem } from './calendar-items.ts';
import { ifConditionHolds } from './conditional.ts';
import { appointmentSortKey, calendarPartition, SLOT_PREFIX, slotSortKey } from './tables.ts';

const MS_PER_MINUTE = 60_000;
/** The longest cell a playbook can have (`calendar.slotMinutes`), in minutes. */
const LONGEST_CELL_MINUTES = 480;
/**
 * A cell that was held longer ago than this and belongs to no stored appointment is free: whoever held it
 * cannot be alive, since a Lambda function runs for 900 s at most (Lambda quotas).
 */
const HOLD_LIVES_MS = 15 * MS_PER_MINUTE;

/** How long a hold that has lapsed is kept before DynamoDB may delete it, in seconds. */
const HOLD_KEPT_SECONDS = 60 * 60;

export interface CalendarTable {
  client: DynamoDBDocumentClient;
  table: string;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** A text that is different each time. */
  newAttempt: () => string;
}

/** The cells that one appointment wants. */
export interface Wanted {
  calendarId: string;
  appointmentId: string;
  resource: string;
  starts: number[];
  minutes: number;
  /** When a hold for a caller lapses, in milliseconds since the epoch; absent for a booking. */
  heldUntilMs?: number;
}

/** Cells as one run of a booking holds them. */
export interface Held extends Wanted {
  attempt: string;
  /** Starts of the cells that were free before; only these are given back. */
  created: number[];
}

/** Reads an appointment's item, strongly consistent. */
export async function readAppointment(
  store: CalendarTable,
  calendarId: string,
  appointmentId: string,
): Promise<AppointmentItem | undefined> {
  const { Item } = await store.client.send(
    new GetCommand({
      TableName: store.table,
      Key: { pk: calendarPartition(calendarId), sk: appointmentSortKey(appointmentId) },
      ConsistentRead: true,
    }),
  );
  return Item === undefined ? undefined : AppointmentItem.parse(Item);
}

/**
 * Holds all the cells, or none: undefined when another appointment has one of them. DynamoDB's transactions
 * would do it in one request, but would not run on a laptop; so the cells are taken one after the other,
 * always the latest first, which leaves one winner wherever two want overlapping cells.
 */
export async function holdCells(store: CalendarTable, wanted: Wanted): Promise<Held | undefined> {
  const held: Held = { ...wanted, attempt: store.newAttempt(), created: [] };
  for (const startMs of wanted.starts.toSorted((one, other) => other - one)) {
    const outcome = await holdCell(store, held, startMs);
    if (outcome === 'created') held.created.push(startMs);
    if (outcome === 'taken') {
      await giveBack(store, held);
      return undefined;
    }
  }
  return held;
}

async function holdCell(
  store: CalendarTable,
  held: Held,
  startMs: number,
): Promise<'created' | 'ours' | 'taken'> {
  const item = cellItem(store, held, startMs);
  const written = await ifConditionHolds(
    store.client.send(
      new PutCommand({
        TableName: store.table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk) OR appointmentId = :id',
        ExpressionAttributeValues: { ':id': held.appointmentId },
        ReturnValues: 'ALL_OLD',
      }),
    ),
  );
  if (written === undefined) return (await takeOverDeadHold(store, held, item)) ? 'created' : 'taken';
  const before = written.Attributes === undefined ? undefined : CellItem.parse(written.Attributes);
  // The SDK sends a write again when the answer was lost: then our own cell is what was there before.
  return before === undefined || before.attempt === held.attempt ? 'created' : 'ours';
}

function cellItem(store: CalendarTable, held: Held, startMs: number): CellItem {
  return {
    pk: calendarPartition(held.calendarId),
    sk: slotSortKey(startMs, held.resource),
    kind: 'cell',
    appointmentId: held.appointmentId,
    startMs,
    minutes: held.minutes,
    resource: held.resource,
    attempt: held.attempt,
    heldAtMs: store.now(),
    ...(held.heldUntilMs === undefined
      ? {}
      : {
          heldUntilMs: held.heldUntilMs,
          expiresAt: Math.ceil(held.heldUntilMs / 1_000) + HOLD_KEPT_SECONDS,
        }),
    pending: true,
  };
}

/** Takes a cell whose booking died before its appointment was stored. */
async function takeOverDeadHold(store: CalendarTable, held: Held, item: CellItem): Promise<boolean> {
  const { Item } = await store.client.send(
    new GetCommand({ TableName: store.table, Key: { pk: item.pk, sk: item.sk }, ConsistentRead: true }),
  );
  // Given back between the write and this read: somebody else was first all the same.
  if (Item === undefined) return false;
  const cell = CellItem.parse(Item);
  if (await counts(store, held.calendarId, cell)) return false;
  const written = await ifConditionHolds(
    store.client.send(
      new PutCommand({
        TableName: store.table,
        Item: item,
        ConditionExpression: 'appointmentId = :dead AND attempt = :attempt',
        ExpressionAttributeValues: { ':dead': cell.appointmentId, ':attempt': cell.attempt },
      }),
    ),
  );
  return written !== undefined;
}

/** Whether a cell is really occupied. */
async function counts(store: CalendarTable, calendarId: string, cell: CellItem): Promise<boolean> {
  if (cell.pending === undefined) return true;
  const livesUntilMs = cell.heldUntilMs ?? cell.heldAtMs + HOLD_LIVES_MS;
  if (store.now() < livesUntilMs) return true;
  const appointment = await readAppointment(store, calendarId, cell.appointmentId);
  return appointment?.slot.resource === cell.resource && appointment.cells.includes(cell.startMs);
}

/** Gives back the cells that this run took and that are still its own. */
export async function giveBack(store: CalendarTable, held: Held): Promise<void> {
  await Promise.all(
    held.created.map((startMs) =>
      ifConditionHolds(
        store.client.send(
          new DeleteCommand({
            TableName: store.table,
            Key: { pk: calendarPartition(held.calendarId), sk: slotSortKey(startMs, held.resource) },
            ConditionExpression: 'appointmentId = :id AND attempt = :attempt',
            ExpressionAttributeValues: { ':id': held.appointmentId, ':attempt': held.attempt },
          }),
        ),
      ),
    ),
  );
}

/** Frees cells of an appointment or hold that it no longer needs. Safe to repeat. */
export async function freeCells(
  store: CalendarTable,
  wanted: Omit<Wanted, 'minutes'>,
  which: 'all' | 'held-for-a-caller' = 'all',
): Promise<void> {
  const held = which === 'all' ? '' : ' AND attribute_exists(heldUntilMs)';
  await Promise.all(
    wanted.starts.map((startMs) =>
      ifConditionHolds(
        store.client.send(
          new DeleteCommand({
            TableName: store.table,
            Key: { pk: calendarPartition(wanted.calendarId), sk: slotSortKey(startMs, wanted.resource) },
            ConditionExpression: `appointmentId = :id${held}`,
            ExpressionAttributeValues: { ':id': wanted.appointmentId },
          }),
        ),
      ),
    ),
  );
}

/** Marks the cells of a stored appointment as settled, so that no reader has to look it up. */
export async function settleCells(store: CalendarTable, held: Held): Promise<void> {
  await Promise.all(
    held.starts.map((startMs) =>
      ifConditionHolds(
        store.client.send(
          new UpdateCommand({
            TableName: store.table,
            Key: { pk: calendarPartition(held.calendarId), sk: slotSortKey(startMs, held.resource) },
            UpdateExpression: 'REMOVE pending',
            ConditionExpression: 'appointmentId = :id',
            ExpressionAttributeValues: { ':id': held.appointmentId },
          }),
        ),
      ),
    ),
  );
}

/** The cells that overlap a range and count, strongly consistent. */
export async function occupiedCells(
  store: CalendarTable,
  calendarId: string,
  fromMs: number,
  toMs: number,
): Promise<OccupiedCell[]> {
  const pages = paginateQuery(
    { client: store.client },
    {
      TableName: store.table,
      KeyConditionExpression: 'pk = :calendar AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':calendar': calendarPartition(calendarId),
        ':from': `${SLOT_PREFIX}${new Date(fromMs - LONGEST_CELL_MINUTES * MS_PER_MINUTE).toISOString()}`,
        ':to': `${SLOT_PREFIX}${new Date(toMs).toISOString()}`,
      },
      ConsistentRead: true,
    },
  );
  const occupied: OccupiedCell[] = [];
  for await (const page of pages) {
    for (const item of page.Items ?? []) {
      const cell = CellItem.parse(item);
      if (cell.startMs + cell.minutes * MS_PER_MINUTE <= fromMs) continue;
      if (!(await counts(store, calendarId, cell))) continue;
      const { startMs, minutes, resource, appointmentId } = cell;
      occupied.push({ startMs, minutes, resource, appointmentId });
    }
  }
  return occupied;
}
