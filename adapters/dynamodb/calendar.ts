import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Appointment, Slot } from '../../agent/call/call-state.ts';
import {
  type BookOutcome,
  type Calendar,
  type Cancellation,
  type CancelOutcome,
  cellsOf,
  type Move,
  type MoveOutcome,
} from '../../agent/tools/calendar.ts';
import {
  type CalendarTable,
  freeCells,
  giveBack,
  holdCells,
  occupiedCells,
  readAppointment,
  settleCells,
} from './calendar-cells.ts';
import { AppointmentItem, appointmentOf, CancellationItem } from './calendar-items.ts';
import { ifConditionHolds } from './conditional.ts';
import { appointmentSortKey, CALENDAR_INDEXES, calendarPartition, cancellationSortKey } from './tables.ts';

/** How long a repeated cancellation is recognised. A turn is retried within minutes; a day is ample. */
const CANCELLATION_KEPT_SECONDS = 24 * 60 * 60;
/** How often a change starts over because the appointment was changed by another call meanwhile. */
const CHANGE_ATTEMPTS = 3;

/**
 * The calendar in DynamoDB. A booking holds its cells, then stores the appointment, which is the moment it
 * happens; a run that dies in between leaves cells that count for nothing once it cannot be alive any more.
 */
export function dynamoCalendar(store: CalendarTable): Calendar {
  return {
    occupied: (calendarId, fromMs, toMs) => occupiedCells(store, calendarId, fromMs, toMs),
    async find(calendarId, appointmentId) {
      const item = await readAppointment(store, calendarId, appointmentId);
      return item === undefined ? undefined : appointmentOf(item);
    },
    findByPhone: (calendarId, phone, fromMs) => findByPhone(store, calendarId, phone, fromMs),
    book: (calendarId, appointment, cellMinutes) => book(store, calendarId, appointment, cellMinutes),
    move: (calendarId, change, cellMinutes) => move(store, calendarId, change, cellMinutes, CHANGE_ATTEMPTS),
    async hold(calendarId, { id, slot, untilMs }, cellMinutes) {
      const held = await holdCells(store, {
        calendarId,
        appointmentId: id,
        resource: slot.resource,
        starts: cellsOf(slot, cellMinutes),
        minutes: cellMinutes,
        heldUntilMs: untilMs,
      });
      return held === undefined ? 'slot-taken' : 'held';
    },
    release: (calendarId, { id, slot }, cellMinutes) =>
      freeCells(
        store,
        { calendarId, appointmentId: id, resource: slot.resource, starts: cellsOf(slot, cellMinutes) },
        'held-for-a-caller',
      ),
    cancel: (calendarId, change) => cancel(store, calendarId, change, CHANGE_ATTEMPTS),
  };
}

async function findByPhone(
  store: CalendarTable,
  calendarId: string,
  phone: string,
  fromMs: number,
): Promise<Appointment[]> {
  const { Items } = await store.client.send(
    new QueryCommand({
      TableName: store.table,
      IndexName: CALENDAR_INDEXES.byPhone.name,
      KeyConditionExpression: 'phone = :phone AND startsAt >= :from',
      ExpressionAttributeValues: { ':phone': phone, ':from': new Date(fromMs).toISOString() },
    }),
  );
  return (Items ?? [])
    .map((item) => AppointmentItem.parse(item))
    .filter((item) => item.pk === calendarPartition(calendarId))
    .map(appointmentOf);
}

async function book(
  store: CalendarTable,
  calendarId: string,
  appointment: Appointment,
  cellMinutes: number,
): Promise<BookOutcome> {
  const earlier = await readAppointment(store, calendarId, appointment.id);
  if (earlier !== undefined) return { outcome: 'booked', appointment: appointmentOf(earlier) };

  const starts = cellsOf(appointment.slot, cellMinutes);
  const held = await holdCells(store, {
    calendarId,
    appointmentId: appointment.id,
    resource: appointment.slot.resource,
    starts,
    minutes: cellMinutes,
  });
  if (held === undefined) return { outcome: 'slot-taken' };

  const stored = await ifConditionHolds(
    store.client.send(
      new PutCommand({
        TableName: store.table,
        Item: appointmentItem(calendarId, appointment, starts),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );
  if (stored !== undefined) {
    await settleCells(store, held);
    return { outcome: 'booked', appointment };
  }
  // Another delivery of the same booking was faster: what it stored stands.
  const winner = await readAppointment(store, calendarId, appointment.id);
  const needed = winner?.slot.resource === held.resource ? winner.cells : [];
  await giveBack(store, { ...held, created: held.created.filter((start) => !needed.includes(start)) });
  return winner === undefined
    ? { outcome: 'slot-taken' }
    : { outcome: 'booked', appointment: appointmentOf(winner) };
}

function appointmentItem(
  calendarId: string,
  appointment: Appointment,
  cells: number[],
  lastMove?: AppointmentItem['lastMove'],
): AppointmentItem {
  return {
    pk: calendarPartition(calendarId),
    sk: appointmentSortKey(appointment.id),
    kind: 'appointment',
    ...appointment,
    startsAt: new Date(Date.parse(appointment.slot.start)).toISOString(),
    cells,
    ...(lastMove === undefined ? {} : { lastMove }),
  };
}

async function move(
  store: CalendarTable,
  calendarId: string,
  change: Move,
  cellMinutes: number,
  attempts: number,
): Promise<MoveOutcome> {
  const before = await readAppointment(store, calendarId, change.appointmentId);
  if (before === undefined) return { outcome: 'not-found' };
  if (before.lastMove?.key === change.key) return finishMove(store, calendarId, before, before.lastMove);

  const starts = cellsOf(change.to, cellMinutes);
  const held = await holdCells(store, {
    calendarId,
    appointmentId: change.appointmentId,
    resource: change.to.resource,
    starts,
    minutes: cellMinutes,
  });
  if (held === undefined) return { outcome: 'slot-taken' };

  const lastMove = { key: change.key, from: before.slot, cells: before.cells };
  const after = appointmentItem(calendarId, { ...appointmentOf(before), slot: change.to }, starts, lastMove);
  if (await replace(store, before, after)) {
    await settleCells(store, held);
    return finishMove(store, calendarId, after, lastMove);
  }
  await giveBack(store, held);
  return attempts > 1
    ? move(store, calendarId, change, cellMinutes, attempts - 1)
    : { outcome: 'slot-taken' };
}

/** Stores the moved appointment if nobody has changed it since it was read. */
async function replace(
  store: CalendarTable,
  before: AppointmentItem,
  after: AppointmentItem,
): Promise<boolean> {
  const stored = await ifConditionHolds(
    store.client.send(
      new PutCommand({
        TableName: store.table,
        Item: after,
        ...whileAt(before.slot),
      }),
    ),
  );
  return stored !== undefined;
}

/** The condition that an appointment is still where it was when it was read. */
function whileAt(slot: Slot) {
  return {
    ConditionExpression: 'slot.#start = :start AND slot.#resource = :resource',
    ExpressionAttributeNames: { '#start': 'start', '#resource': 'resource' },
    ExpressionAttributeValues: { ':start': slot.start, ':resource': slot.resource },
  };
}

/** Frees the cells that the appointment was moved away from. */
async function finishMove(
  store: CalendarTable,
  calendarId: string,
  item: AppointmentItem,
  lastMove: { from: Slot; cells: number[] },
): Promise<MoveOutcome> {
  const sameResource = lastMove.from.resource === item.slot.resource;
  await freeCells(store, {
    calendarId,
    appointmentId: item.id,
    resource: lastMove.from.resource,
    starts: lastMove.cells.filter((start) => !(sameResource && item.cells.includes(start))),
  });
  return { outcome: 'moved', appointment: appointmentOf(item), from: lastMove.from };
}

async function cancel(
  store: CalendarTable,
  calendarId: string,
  change: Cancellation,
  attempts: number,
): Promise<CancelOutcome> {
  const before = await readAppointment(store, calendarId, change.appointmentId);
  if (before === undefined) return repeatCancellation(store, calendarId, change.key);

  const cancellation: CancellationItem = {
    pk: before.pk,
    sk: cancellationSortKey(change.key),
    kind: 'cancellation',
    appointment: appointmentOf(before),
    cells: before.cells,
    expiresAt: Math.ceil(store.now() / 1000) + CANCELLATION_KEPT_SECONDS,
  };
  // Written first: if this run dies after the deletion, its repetition still knows what was cancelled.
  await store.client.send(new PutCommand({ TableName: store.table, Item: cancellation }));
  if (await removeUnchanged(store, before)) return finishCancellation(store, calendarId, cancellation);
  if (attempts > 1) return cancel(store, calendarId, change, attempts - 1);
  throw new Error(`Appointment ${change.appointmentId} keeps changing while it is cancelled; try again.`);
}

async function repeatCancellation(
  store: CalendarTable,
  calendarId: string,
  key: string,
): Promise<CancelOutcome> {
  const { Item } = await store.client.send(
    new GetCommand({
      TableName: store.table,
      Key: { pk: calendarPartition(calendarId), sk: cancellationSortKey(key) },
      ConsistentRead: true,
    }),
  );
  if (Item === undefined) return { outcome: 'not-found' };
  return finishCancellation(store, calendarId, CancellationItem.parse(Item));
}

async function removeUnchanged(store: CalendarTable, before: AppointmentItem): Promise<boolean> {
  const removed = await ifConditionHolds(
    store.client.send(
      new DeleteCommand({
        TableName: store.table,
        Key: { pk: before.pk, sk: before.sk },
        ...whileAt(before.slot),
      }),
    ),
  );
  return removed !== undefined;
}

async function finishCancellation(
  store: CalendarTable,
  calendarId: string,
  cancellation: CancellationItem,
): Promise<CancelOutcome> {
  const { appointment, cells } = cancellation;
  await freeCells(store, {
    calendarId,
    appointmentId: appointment.id,
    resource: appointment.slot.resource,
    starts: cells,
  });
  return { outcome: 'cancelled', appointment };
}
