import { describe, expect, test } from 'vitest';
import { speakAppointment } from '../../../agent/capture/speak-appointment.ts';
import { aCallState } from '../../builders/a-call-state.ts';
import { aPlaybook, aPlaybookSource } from '../../builders/a-playbook.ts';
import { aToolUser, effectOf, MONDAY_MORNING_MS } from '../../builders/a-tool-use.ts';
import { memoryCalendar } from '../../builders/memory-calendar.ts';

const text = (words: string) => ({ 'en-US': words });
const { calendar, fields, goals, tools } = aPlaybookSource();

/** A room with a small and a large table; five and more sit for two hours at the large one. */
const room = aPlaybook({
  calendar: {
    ...calendar,
    resources: ['small', 'large'],
    usualTime: '15:00',
    bookings: [
      { when: { field: 'people', atMost: 4 }, resources: ['small', 'large'] },
      { when: { field: 'people', atLeast: 5 }, minutes: 120, resources: ['large'] },
    ],
    keeps: ['people'],
    spoken: text('a table for {people}'),
  },
  fields: { ...fields, people: { type: 'number', label: text('how many'), ask: text('How many?') } },
  goals: {
    ...goals,
    move: {
      label: text('move it'),
      phrases: { 'en-US': ['move it'] },
      collect: ['phone', 'day', 'time'],
      confirm: text('To {day} at {time}?'),
      tool: 'reschedule_appointment',
      done: text('Moved.'),
    },
  },
  tools: [...tools, 'reschedule_appointment'],
});

function aParty(people: string, book = memoryCalendar(calendar.slotMinutes)) {
  const known = { value: people, spoken: people, confirmed: false, turn: 1 };
  const call = aCallState({ fields: { people: known } });
  return { book, ...aToolUser(room, book, MONDAY_MORNING_MS, {}, call) };
}

const WHO = { name: 'Maria Lopez', phone: '+12065550142', reason: 'dinner' };

async function booked(party: ReturnType<typeof aParty>, time = '15:00') {
  const result = await party.use('book_appointment', { start: `2026-12-01T${time}`, ...WHO });
  return effectOf(result, 'appointment-booked').appointment;
}

describe('what an appointment takes', () => {
  test('is decided by the first rule whose conditions are facts of the call', async () => {
    expect((await booked(aParty('2'))).slot).toMatchObject({ resource: 'small', minutes: 30 });
    expect((await booked(aParty('6'))).slot).toMatchObject({ resource: 'large', minutes: 120 });
  });

  test('is nothing else than before where no rule holds', async () => {
    const use = aToolUser(room, memoryCalendar(calendar.slotMinutes));
    const result = await use.use('book_appointment', { start: '2026-12-01T15:00', ...WHO });
    const { appointment } = effectOf(result, 'appointment-booked');
    expect(appointment.slot).toMatchObject({ resource: 'small', minutes: 30 });
    expect(appointment.details).toBeUndefined();
  });

  test('is not offered from what is too small, however much of that is free', async () => {
    const book = memoryCalendar(calendar.slotMinutes);
    await booked(aParty('6', book), '15:00');
    const two = await aParty('2', book).use('find_free_slots', { day: '2026-12-01', time: '15:00' });
    expect(effectOf(two, 'slots-offered').slots[0]?.start).toContain('15:00');
    const six = await aParty('6', book).use('find_free_slots', { day: '2026-12-01', time: '15:00' });
    expect(effectOf(six, 'slots-offered').slots.map(({ start }) => start.slice(11, 16))).toContain('13:00');
    const late = { start: '2026-12-01T15:00', ...WHO };
    expect(await aParty('6', book).use('book_appointment', late, 'call-2/1/1')).toMatchObject({
      failure: 'slot-taken',
    });
  });

  test('is the same when it is moved in another call: what was kept with it counts', async () => {
    const party = aParty('6');
    const appointment = await booked(party);
    const call = aCallState({ goal: 'move', appointment });
    const { use } = aToolUser(room, party.book, MONDAY_MORNING_MS, {}, call);
    const result = await use('reschedule_appointment', {
      appointmentId: appointment.id,
      start: '2026-12-02T13:00',
    });
    const moved = effectOf(result, 'appointment-moved').appointment;
    expect(moved.slot).toMatchObject({ resource: 'large', minutes: 120 });
    expect(moved.details).toEqual({ people: '6' });
  });
});

test('who names a day and no time is offered what is nearest to the usual time', async () => {
  const result = await aParty('2').use('find_free_slots', { day: '2026-12-01' });
  expect(effectOf(result, 'slots-offered').slots[0]?.start).toContain('15:00');
  const morning = await aParty('2').use('find_free_slots', { day: '2026-12-01', partOfDay: 'morning' });
  expect(effectOf(morning, 'slots-offered').slots[0]?.start).toContain('08:00');
  const afternoon = await aParty('2').use('find_free_slots', { day: '2026-12-01', partOfDay: 'afternoon' });
  expect(effectOf(afternoon, 'slots-offered').slots[0]?.start).toContain('15:00');
});

test('an appointment is called what the playbook calls it, and by its reason where that was not kept', async () => {
  const appointment = await booked(aParty('6'));
  expect(speakAppointment(appointment, room.source, 'en-US')).toBe(
    "a table for six on Tuesday, December first at three o'clock",
  );
  const { details, ...older } = appointment;
  expect(details).toEqual({ people: '6' });
  expect(speakAppointment(older, room.source, 'en-US')).toBe(
    "dinner on Tuesday, December first at three o'clock",
  );
});
