import { expect, test } from 'vitest';
import type { Slot } from '../../../agent/call/call-state.ts';
import { bookAppointment } from '../../../agent/tools/book-appointment.ts';
import type { Calendar } from '../../../agent/tools/calendar.ts';
import { MAX_OFFERED_SLOTS } from '../../../agent/tools/find-free-slots.ts';
import { aCallState } from '../../builders/a-call-state.ts';
import { aPlaybook, aPlaybookSource } from '../../builders/a-playbook.ts';
import { aToolUser, effectOf, MONDAY_MORNING_MS } from '../../builders/a-tool-use.ts';
import { memoryCalendar } from '../../builders/memory-calendar.ts';

const { calendar: rules } = aPlaybookSource();
const playbook = aPlaybook({
  calendar: { ...rules, resources: ['chair-1', 'chair-2'] },
  tools: [...aPlaybook().source.tools, 'reschedule_appointment'],
});
const TUESDAY = '2026-12-01';
const MARIA = { name: "Maria O'Brien", phone: '+12065550142', reason: 'cleaning' };
const at = (time: string): string => `${TUESDAY}T${time}`;

function setUp() {
  const calendar = memoryCalendar(rules.slotMinutes);
  return { calendar, ...aToolUser(playbook, calendar) };
}
async function book(use: ReturnType<typeof setUp>['use'], time: string, key?: string) {
  const result = await use('book_appointment', { start: at(time), ...MARIA }, key);
  return effectOf(result, 'appointment-booked').appointment;
}
const times = (slots: Slot[]) => slots.map((slot) => slot.start.slice(11, 16));

test('a tool that does not exist, or that the playbook does not have, is a failure that names the others', async () => {
  const { use } = setUp();
  expect(await use('order_pizza', {})).toMatchObject({
    ok: false,
    id: 'use-1',
    failure: 'unknown-tool',
    message: expect.stringContaining('find_free_slots'),
  });
  const { use: useLess } = aToolUser(aPlaybook({ tools: ['end_call'] }), memoryCalendar());
  expect(await useLess('find_free_slots', { day: TUESDAY })).toMatchObject({ failure: 'unknown-tool' });
});

test('a bad input names every path that is wrong, to the model as well', async () => {
  const { use } = setUp();
  const result = await use('book_appointment', { start: 'tomorrow', name: '', phone: '555-0100' });
  expect(result).toMatchObject({ ok: false, failure: 'bad-input', content: { failure: 'bad-input' } });
  for (const path of ['start', 'name', 'phone', 'reason']) {
    expect(result.content.problems).toContainEqual(expect.stringMatching(`^${path}: `));
  }
});

test('input that is no object at all is a failure too', async () => {
  const { use } = setUp();
  for (const input of [undefined, null, 'text', 7, []]) {
    expect(await use('find_free_slots', input)).toMatchObject({ failure: 'bad-input' });
  }
});

test('free slots are offered nearest first, at most as many as can be kept in mind', async () => {
  const { use } = setUp();
  const result = await use('find_free_slots', { day: TUESDAY, time: '15:00' });
  const { slots } = effectOf(result, 'slots-offered');
  expect(times(slots)).toEqual(['15:00', '14:30', '15:30']);
  expect(slots).toHaveLength(MAX_OFFERED_SLOTS);
  expect(result.content).toMatchObject({
    day: TUESDAY,
    slots: [
      {
        start: '2026-12-01T15:00:00-05:00',
        spokenDay: 'Tuesday, December first',
        spokenTime: "three o'clock",
      },
      {},
      {},
    ],
  });
});

test('the reason decides how long the slots are', async () => {
  const { use } = setUp();
  const result = await use('find_free_slots', { day: TUESDAY, reason: 'cleaning', time: '16:30' });
  expect(effectOf(result, 'slots-offered').slots[0]).toMatchObject({
    start: '2026-12-01T16:00:00-05:00',
    minutes: 60,
  });
});

test('on a closed day the next day with a free slot is offered, and why', async () => {
  const { use } = setUp();
  const result = await use('find_free_slots', { day: '2026-12-05' });
  expect(result.content).toMatchObject({
    day: '2026-12-07',
    askedDay: '2026-12-05',
    whyNotAskedDay: 'closed',
  });
});

test('on a full day the next day with a free slot is offered', async () => {
  const { use, calendar } = setUp();
  for (const resource of rules.resources.concat('chair-2')) {
    const slot = { start: '2026-12-01T08:00:00-05:00', minutes: 9 * 60, resource };
    calendar.put({ id: `all-day-${resource}`, slot, ...MARIA });
  }
  const result = await use('find_free_slots', { day: TUESDAY });
  expect(result.content).toMatchObject({ day: '2026-12-02', whyNotAskedDay: 'full' });
});

test.each([
  ['2026-11-29', 'past'],
  ['2027-06-01', 'too-far'],
])('a day out of reach (%s) is a failure that says so: %s', async (day, problem) => {
  const { use } = setUp();
  expect(await use('find_free_slots', { day })).toMatchObject({
    failure: 'not-available',
    content: { problem },
  });
});

test('a booking takes a free resource, then the next, and then says that the slot is taken', async () => {
  const { use, calendar } = setUp();
  expect((await book(use, '15:00')).slot.resource).toBe('chair-1');
  expect((await book(use, '15:00')).slot.resource).toBe('chair-2');
  expect(await use('book_appointment', { start: at('15:00'), ...MARIA })).toMatchObject({
    failure: 'slot-taken',
  });
  expect(calendar.appointments()).toHaveLength(2);
});

test('a booking with an offset and one in local time mean the same instant', async () => {
  const { use } = setUp();
  const local = await book(use, '15:00');
  const result = await use('book_appointment', { start: '2026-12-01T20:00:00Z', ...MARIA });
  expect(effectOf(result, 'appointment-booked').appointment.slot.start).toBe(local.slot.start);
});

test('a booking sent again under its key takes effect once and answers with the same appointment', async () => {
  const { use, calendar } = setUp();
  const first = await book(use, '15:00', 'call/4/0');
  expect(await book(use, '15:00', 'call/4/0')).toEqual(first);
  // A model that is asked again may ask for something else.
  expect(await book(use, '09:00', 'call/4/0')).toEqual(first);
  expect(calendar.appointments()).toEqual([first]);
});

test.each([
  ['12:30', 'lunch'],
  ['15:10', 'between slots'],
  ['16:30', 'too long for the rest of the day'],
])('%s cannot be booked: %s', async (time) => {
  const { use, calendar } = setUp();
  expect(await use('book_appointment', { start: at(time), ...MARIA })).toMatchObject({
    failure: 'not-available',
    content: { problem: 'not-a-slot' },
  });
  expect(calendar.appointments()).toEqual([]);
});

test('a reason is stored by its id, whether the model gives the id or the label', async () => {
  const { use } = setUp();
  const result = await use('book_appointment', { start: at('15:00'), ...MARIA, reason: 'A Cleaning' });
  expect(effectOf(result, 'appointment-booked').appointment).toMatchObject({
    reason: 'cleaning',
    slot: { minutes: 60 },
  });
});

test('a caller who is faster between the look and the booking wins; the other is told', async () => {
  const calendar = memoryCalendar(rules.slotMinutes);
  const raced: Calendar = {
    ...calendar,
    async occupied(...range) {
      const before = await calendar.occupied(...range);
      for (const resource of ['chair-1', 'chair-2']) {
        const slot = { start: '2026-12-01T15:00:00-05:00', minutes: 60, resource };
        calendar.put({ id: `faster-${resource}`, slot, ...MARIA });
      }
      return before;
    },
  };
  const { use } = aToolUser(playbook, raced);
  expect(await use('book_appointment', { start: at('15:00'), ...MARIA })).toMatchObject({
    failure: 'slot-taken',
  });
});

test('appointments are found by phone; a name only narrows them down', async () => {
  const { use } = setUp();
  const maria = await book(use, '15:00');
  const sean = effectOf(
    await use('book_appointment', { start: at('09:00'), ...MARIA, name: "Sean D'Arcy" }),
    'appointment-booked',
  ).appointment;
  const find = async (input: object) =>
    effectOf(await use('find_appointments', { phone: MARIA.phone, ...input }), 'appointments-found')
      .appointments;
  expect(await find({})).toEqual([sean, maria]);
  expect(await find({ name: 'maria' })).toEqual([maria]);
  expect(await find({ name: 'Mariah Obryan' })).toEqual([sean, maria]);
  expect(await find({ phone: '+12065550199' })).toEqual([]);
});

test('a moved appointment keeps its resource where it can', async () => {
  const { use } = setUp();
  await book(use, '15:00');
  const second = await book(use, '15:00');
  const result = await use('reschedule_appointment', { appointmentId: second.id, start: at('09:00') });
  expect(effectOf(result, 'appointment-moved')).toMatchObject({
    appointment: { slot: { start: '2026-12-01T09:00:00-05:00', resource: 'chair-2' } },
    from: { start: '2026-12-01T15:00:00-05:00' },
  });
});

test('an appointment may be moved by less than its own length', async () => {
  const { use, calendar } = setUp();
  const { id } = await book(use, '15:00');
  const result = await use('reschedule_appointment', { appointmentId: id, start: at('15:30') });
  expect(effectOf(result, 'appointment-moved').appointment.slot.resource).toBe('chair-1');
  expect(calendar.appointments()).toHaveLength(1);
});

test.each(['reschedule_appointment', 'cancel_appointment'])(
  '%s of an appointment that is not there is not-found',
  async (tool) => {
    const { use } = setUp();
    const input = { appointmentId: 'nobody', ...(tool.startsWith('re') ? { start: at('15:00') } : {}) };
    expect(await use(tool, input)).toMatchObject({ failure: 'not-found' });
  },
);

test('a cancelled appointment is gone and its slot can be booked again', async () => {
  const { use, calendar } = setUp();
  const { id } = await book(use, '15:00');
  effectOf(await use('cancel_appointment', { appointmentId: id }), 'appointment-cancelled');
  expect(calendar.appointments()).toEqual([]);
  await book(use, '15:00');
});

test('fields are noted with how they are said; one wrong field and none is noted', async () => {
  const { use } = setUp();
  const noted = await use('note_fields', { fields: { day: TUESDAY, reason: 'cleaning', name: ' Ann ' } });
  expect(effectOf(noted, 'fields-noted').fields).toEqual({
    day: { value: TUESDAY, spoken: 'Tuesday, December first' },
    reason: { value: 'cleaning', spoken: 'a cleaning' },
    name: { value: 'Ann', spoken: 'Ann' },
  });
  const wrong = await use('note_fields', { fields: { day: 'tomorrow', colour: 'red', name: 'Ann' } });
  expect(wrong).toMatchObject({
    failure: 'bad-input',
    content: {
      problems: ['fields.day: must be a date, YYYY-MM-DD', expect.stringMatching(/^fields\.colour: no such/)],
    },
  });
});

test('a transfer and the end of the call are effects for the turn to act on', async () => {
  const { use } = setUp();
  const transfer = await use('transfer_to_person', { reason: 'billing' });
  expect(effectOf(transfer, 'transfer-requested').reason).toBe('billing');
  effectOf(await use('end_call', {}), 'call-ending');
});

test('a calendar that cannot be reached is a failure of the tool, never an error of the turn', async () => {
  const broken = (error: Error): Calendar => ({
    ...memoryCalendar(),
    occupied: () => Promise.reject(error),
  });
  const down = aToolUser(playbook, broken(new Error('connection refused')));
  expect(await down.use('find_free_slots', { day: TUESDAY })).toMatchObject({ failure: 'not-available' });
  const slow = new Error('too slow');
  slow.name = 'TimeoutError';
  const { use } = aToolUser(playbook, broken(slow));
  expect(await use('find_free_slots', { day: TUESDAY })).toMatchObject({ failure: 'timed-out' });
});

test('what a tool says is plain data: it survives JSON unchanged', async () => {
  const context = {
    playbook,
    callId: 'call',
    call: aCallState(),
    locale: 'en-US',
    idempotencyKey: 'call/1/1',
    nowMs: MONDAY_MORNING_MS,
  };
  const outcome = await bookAppointment(memoryCalendar(), { start: at('15:00'), ...MARIA }, context);
  expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
});
