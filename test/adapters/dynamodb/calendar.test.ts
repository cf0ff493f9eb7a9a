import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dynamoCalendar } from '../../../adapters/dynamodb/calendar.ts';
import { holdCells } from '../../../adapters/dynamodb/calendar-cells.ts';
import type { Appointment } from '../../../agent/call/call-state.ts';
import { type Calendar, cellsOf } from '../../../agent/tools/calendar.ts';
import { CALENDAR_TABLE, startTables, type Tables } from '../../builders/tables.ts';

const GRID_MINUTES = 30;
const NINE = Date.parse('2026-12-01T17:00:00Z');
const MS_PER_MINUTE = 60_000;

let tables: Tables;
let calendar: Calendar;
/** A calendar of its own for each test. */
let calendarId: string;
let nowMs: number;
let attempts = 0;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.close());
beforeEach(() => {
  nowMs = NINE - 24 * 60 * MS_PER_MINUTE;
  calendarId = crypto.randomUUID();
  calendar = dynamoCalendar(store());
});

function store() {
  return {
    client: tables.client,
    table: CALENDAR_TABLE,
    now: () => nowMs,
    newAttempt: () => `attempt-${attempts++}`,
  };
}

/** An appointment that begins in the grid's cell number `cell`, counted from nine o'clock. */
function anAppointment(id: string, cell: number, minutes = 30, resource = 'chair-1'): Appointment {
  const start = new Date(NINE + cell * GRID_MINUTES * MS_PER_MINUTE).toISOString();
  return {
    id,
    slot: { start, minutes, resource },
    name: `Caller ${id}`,
    phone: '+12065550100',
    reason: 'cleaning',
  };
}

const book = (appointment: Appointment) => calendar.book(calendarId, appointment, GRID_MINUTES);
const whole = () => calendar.occupied(calendarId, NINE, NINE + 24 * 60 * MS_PER_MINUTE);
async function cellNumbers(): Promise<number[]> {
  return (await whole()).map(({ startMs }) => (startMs - NINE) / (GRID_MINUTES * MS_PER_MINUTE));
}

test('an appointment occupies as many consecutive cells as it needs, the last one whole', async () => {
  expect((await book(anAppointment('a', 2, 75))).outcome).toBe('booked');
  expect(await cellNumbers()).toEqual([2, 3, 4]);
  expect(await calendar.find(calendarId, 'a')).toEqual(anAppointment('a', 2, 75));
});

test('a cell that is partly before the range that is asked for still counts', async () => {
  await book(anAppointment('a', 0));
  const fromMs = NINE + 10 * MS_PER_MINUTE;
  expect(await calendar.occupied(calendarId, fromMs, fromMs + MS_PER_MINUTE)).toHaveLength(1);
  const afterMs = NINE + 30 * MS_PER_MINUTE;
  expect(await calendar.occupied(calendarId, afterMs, afterMs + MS_PER_MINUTE)).toHaveLength(0);
});

test('a long appointment that meets a taken cell takes none of its cells', async () => {
  await book(anAppointment('short', 3));
  expect(await book(anAppointment('long', 1, 90))).toEqual({ outcome: 'slot-taken' });
  expect(await cellNumbers()).toEqual([3]);
  expect(await calendar.find(calendarId, 'long')).toBeUndefined();
});

test('of many callers who want one slot exactly one gets it and all others are told', async () => {
  const callers = Array.from({ length: 25 }, (_, index) => anAppointment(`caller-${index}`, 0));
  const outcomes = await Promise.all(callers.map(book));
  expect(outcomes.filter(({ outcome }) => outcome === 'booked')).toHaveLength(1);
  expect(outcomes.filter(({ outcome }) => outcome === 'slot-taken')).toHaveLength(24);
  expect(await whole()).toHaveLength(1);
});

test('however many callers book at once, each slot of one cell has exactly one winner', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(5), { minLength: 2, maxLength: 15 }), async (wanted) => {
      calendarId = crypto.randomUUID();
      const outcomes = await Promise.all(wanted.map((cell, index) => book(anAppointment(`c${index}`, cell))));
      for (const cell of new Set(wanted)) {
        const here = outcomes.filter((_, index) => wanted[index] === cell);
        expect(here.filter(({ outcome }) => outcome === 'booked')).toHaveLength(1);
      }
    }),
    { numRuns: 15 },
  );
});

test('appointments of any length, booked at once and each sent twice, never overlap and take effect once', async () => {
  const wish = fc.record({
    cell: fc.nat(6),
    minutes: fc.constantFrom(15, 30, 60, 90),
    resource: fc.constantFrom('chair-1', 'chair-2'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 2, maxLength: 10 }), async (wishes) => {
      calendarId = crypto.randomUUID();
      const wanted = wishes.map(({ cell, minutes, resource }, index) =>
        anAppointment(`c${index}`, cell, minutes, resource),
      );
      await Promise.all([...wanted, ...wanted].map(book));
      const stored = (await Promise.all(wanted.map(({ id }) => calendar.find(calendarId, id)))).flatMap(
        (appointment) => appointment ?? [],
      );
      const cells = stored.flatMap(({ slot }) =>
        cellsOf(slot, GRID_MINUTES).map((startMs) => `${slot.resource} ${startMs}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      const occupied = (await whole()).map(({ resource, startMs }) => `${resource} ${startMs}`);
      expect(occupied).toEqual(expect.arrayContaining(cells));
    }),
    { numRuns: 15 },
  );
});

test('a booking sent again answers with the first one, even if it asks for another slot', async () => {
  await book(anAppointment('a', 1));
  expect(await book(anAppointment('a', 5))).toEqual({
    outcome: 'booked',
    appointment: anAppointment('a', 1),
  });
  expect(await cellNumbers()).toEqual([1]);
});

test('a booking that died before its appointment was stored can be sent again and then succeeds', async () => {
  await holdCells(store(), heldCells('a', 1));
  expect((await book(anAppointment('a', 1))).outcome).toBe('booked');
});

test('cells of a booking that died stay taken while it could be alive, and are free afterwards', async () => {
  await holdCells(store(), heldCells('dead', 1));
  expect((await book(anAppointment('b', 1))).outcome).toBe('slot-taken');
  nowMs += 15 * MS_PER_MINUTE;
  expect(await whole()).toEqual([]);
  expect((await book(anAppointment('b', 1))).outcome).toBe('booked');
});

test('cells whose appointment is stored stay taken for ever, even if the run died right after', async () => {
  const appointment = anAppointment('a', 1);
  await holdCells(store(), heldCells('a', 1));
  await tables.client.send(
    new PutCommand({
      TableName: CALENDAR_TABLE,
      Item: {
        pk: `calendar#${calendarId}`,
        sk: 'appointment#a',
        kind: 'appointment',
        ...appointment,
        startsAt: appointment.slot.start,
        cells: cellsOf(appointment.slot, GRID_MINUTES),
      },
    }),
  );
  nowMs += 15 * MS_PER_MINUTE;
  expect(await cellNumbers()).toEqual([1]);
  expect((await book(anAppointment('b', 1))).outcome).toBe('slot-taken');
});

function heldCells(appointmentId: string, cell: number) {
  const { slot } = anAppointment(appointmentId, cell);
  const starts = cellsOf(slot, GRID_MINUTES);
  return { calendarId, appointmentId, resource: slot.resource, starts, minutes: GRID_MINUTES };
}

test('a moved appointment leaves its old cells free and keeps those that it still needs', async () => {
  await book(anAppointment('a', 1, 60));
  const to = anAppointment('a', 2, 60).slot;
  const moved = await calendar.move(calendarId, { appointmentId: 'a', to, key: 'k1' }, GRID_MINUTES);
  expect(moved).toEqual({
    outcome: 'moved',
    appointment: anAppointment('a', 2, 60),
    from: anAppointment('a', 1, 60).slot,
  });
  expect(await cellNumbers()).toEqual([2, 3]);
});

test('a move sent again changes nothing and answers as the first time', async () => {
  await book(anAppointment('a', 1));
  const change = { appointmentId: 'a', to: anAppointment('a', 4).slot, key: 'k1' };
  const first = await calendar.move(calendarId, change, GRID_MINUTES);
  expect(await calendar.move(calendarId, change, GRID_MINUTES)).toEqual(first);
  expect(await cellNumbers()).toEqual([4]);
});

test('a move to a taken slot leaves the appointment where it was', async () => {
  await book(anAppointment('a', 1, 60));
  await book(anAppointment('b', 3));
  const to = anAppointment('a', 2, 60).slot;
  const outcome = await calendar.move(calendarId, { appointmentId: 'a', to, key: 'k1' }, GRID_MINUTES);
  expect(outcome).toEqual({ outcome: 'slot-taken' });
  expect(await calendar.find(calendarId, 'a')).toEqual(anAppointment('a', 1, 60));
  expect(await cellNumbers()).toEqual([1, 2, 3]);
});

test('two callers who move to one slot at once: one gets it, the other keeps its own', async () => {
  await book(anAppointment('a', 1));
  await book(anAppointment('b', 2));
  const to = anAppointment('x', 5).slot;
  const outcomes = await Promise.all(
    ['a', 'b'].map((id) => calendar.move(calendarId, { appointmentId: id, to, key: id }, GRID_MINUTES)),
  );
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['moved', 'slot-taken']);
  expect(await whole()).toHaveLength(2);
});

test('a cancelled appointment leaves nothing of itself in the calendar', async () => {
  await book(anAppointment('a', 1, 60));
  const outcome = await calendar.cancel(calendarId, { appointmentId: 'a', key: 'k1' });
  expect(outcome).toEqual({ outcome: 'cancelled', appointment: anAppointment('a', 1, 60) });
  expect(await whole()).toEqual([]);
  expect(await calendar.find(calendarId, 'a')).toBeUndefined();
  expect(await calendar.findByPhone(calendarId, '+12065550100', 0)).toEqual([]);
});

test('a cancellation sent again answers as the first time; another one finds nothing', async () => {
  await book(anAppointment('a', 1));
  const first = await calendar.cancel(calendarId, { appointmentId: 'a', key: 'k1' });
  expect(await calendar.cancel(calendarId, { appointmentId: 'a', key: 'k1' })).toEqual(first);
  expect(await calendar.cancel(calendarId, { appointmentId: 'a', key: 'k2' })).toEqual({
    outcome: 'not-found',
  });
});

test('of a move and a cancellation at once, no cell is left behind without its appointment', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(5), fc.nat(5), async (from, target) => {
      calendarId = crypto.randomUUID();
      await book(anAppointment('a', from, 60));
      const to = anAppointment('a', target, 60).slot;
      await Promise.all([
        calendar.move(calendarId, { appointmentId: 'a', to, key: 'move' }, GRID_MINUTES),
        calendar.cancel(calendarId, { appointmentId: 'a', key: 'cancel' }),
      ]);
      const left = await calendar.find(calendarId, 'a');
      nowMs += 15 * MS_PER_MINUTE;
      expect(await whole()).toHaveLength(left === undefined ? 0 : 2);
    }),
    { numRuns: 20 },
  );
});

test('appointments are found by phone, from a point in time on, earliest first, of this calendar only', async () => {
  await book(anAppointment('late', 5));
  await book(anAppointment('early', 1));
  const elsewhere = crypto.randomUUID();
  await calendar.book(elsewhere, anAppointment('other', 3), GRID_MINUTES);
  const found = await calendar.findByPhone(calendarId, '+12065550100', NINE);
  expect(found.map(({ id }) => id)).toEqual(['early', 'late']);
  const later = await calendar.findByPhone(calendarId, '+12065550100', NINE + 60 * MS_PER_MINUTE);
  expect(later.map(({ id }) => id)).toEqual(['late']);
});

const hold = (id: string, cell: number, untilMs = nowMs + 5 * MS_PER_MINUTE) => ({
  id,
  slot: anAppointment(id, cell).slot,
  untilMs,
});

test('a slot that is held is occupied for others until the hold lapses, and then free for all', async () => {
  expect(await calendar.hold(calendarId, hold('held', 3), GRID_MINUTES)).toBe('held');
  expect(await cellNumbers()).toEqual([3]);
  expect((await book(anAppointment('other', 3))).outcome).toBe('slot-taken');
  nowMs += 5 * MS_PER_MINUTE;
  expect(await cellNumbers()).toEqual([]);
  expect((await book(anAppointment('other', 3))).outcome).toBe('booked');
  expect((await book(anAppointment('held', 3))).outcome).toBe('slot-taken');
});

test('a slot that is held is booked under the id of its hold, for good', async () => {
  await calendar.hold(calendarId, hold('held', 3), GRID_MINUTES);
  expect((await book(anAppointment('held', 3))).outcome).toBe('booked');
  await calendar.release(calendarId, hold('held', 3), GRID_MINUTES);
  nowMs += 24 * 60 * MS_PER_MINUTE;
  expect(await cellNumbers()).toEqual([3]);
  const items = await tables.items(CALENDAR_TABLE);
  const cell = items.find(({ pk, kind }) => pk === `calendar#${calendarId}` && kind === 'cell');
  expect(cell).not.toHaveProperty('expiresAt');
});

test('a slot that is given back is free at once; that of somebody else is not', async () => {
  await calendar.hold(calendarId, hold('held', 3), GRID_MINUTES);
  await calendar.release(calendarId, hold('stranger', 3), GRID_MINUTES);
  expect(await cellNumbers()).toEqual([3]);
  await calendar.release(calendarId, hold('held', 3), GRID_MINUTES);
  expect(await cellNumbers()).toEqual([]);
});

test('of twenty callers who choose the same time at once, one holds it', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, n) => calendar.hold(calendarId, hold(`caller-${n}`, 3), GRID_MINUTES)),
  );
  expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(1);
});
