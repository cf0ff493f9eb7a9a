import { isDeepStrictEqual } from 'node:util';
import type { Appointment } from '../../call/call-state.ts';
import type { TurnRecord } from '../../call/turn-record.ts';
import type { Failure, Outcome } from '../outcome.ts';
import type { ExpectedAppointment } from '../schema/expectations.ts';
import { written } from '../world/contents.ts';
import { type Expectation, failure } from './expectation.ts';

/** The state of the world after the call: exactly these bookings, moves and cancellations, each once. */
export const worldIsAsExpected: Expectation = (outcome) => {
  const { booked = [], moved = [], cancelled = [] } = outcome.scenario.expect.world;
  const { before, after, othersMade } = outcome;
  const known = new Map(before.appointments.map((one) => [one.id, one]));
  const others = new Set(othersMade);
  const made = after.appointments.filter(({ id }) => !known.has(id) && !others.has(id));
  const standing = new Map(after.appointments.map((one) => [one.id, one]));
  const gone = [...known.keys()].filter((id) => !standing.has(id));
  const shifted = [...known.values()].flatMap(({ id, slot }) => {
    const now = standing.get(id);
    return now === undefined || now.slot.start === slot.start ? [] : [{ id, to: now.slot.start }];
  });
  const wantedMoves = moved.map(({ id, to }) => ({ id, to: written(to, outcome.playbook.source) }));
  return [
    ...bookedExactly(booked, made, outcome),
    ...sameList('world.moved', byId(wantedMoves), byId(shifted), outcome),
    ...sameList('world.cancelled', cancelled.toSorted(), gone.toSorted(), outcome),
  ];
};

function bookedExactly(
  wanted: readonly ExpectedAppointment[],
  made: readonly Appointment[],
  outcome: Outcome,
): Failure[] {
  const left = [...made];
  const missing = wanted.filter((each) => {
    const index = left.findIndex((one) => isAs(one, each, outcome));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  const turn = lastTurnWith(outcome.records, 'book_appointment');
  return [
    ...missing.map((each) =>
      failure('world.booked', `not booked: ${JSON.stringify(each)}; booked: ${described(made)}`, turn),
    ),
    ...left.map((one) => failure('world.booked', `booked, but should not be: ${described([one])}`, turn)),
  ];
}

function isAs(one: Appointment, wanted: ExpectedAppointment, { playbook }: Outcome): boolean {
  const { start, name, phone, reason, minutes, resource, details = {} } = wanted;
  return (
    one.slot.start === written(start, playbook.source) &&
    (name === undefined || one.name === name) &&
    (phone === undefined || one.phone === phone) &&
    (reason === undefined || one.reason === reason) &&
    (minutes === undefined || one.slot.minutes === minutes) &&
    (resource === undefined || one.slot.resource === resource) &&
    Object.entries(details).every(([id, value]) => one.details?.[id] === value)
  );
}

function sameList<T>(expectation: string, wanted: T[], found: T[], { records }: Outcome): Failure[] {
  if (isDeepStrictEqual(wanted, found)) return [];
  const message = `should be ${JSON.stringify(wanted)}, but is ${JSON.stringify(found)}`;
  const tool = expectation === 'world.moved' ? 'reschedule_appointment' : 'cancel_appointment';
  return [failure(expectation, message, lastTurnWith(records, tool))];
}

function byId<T extends { id: string }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => a.id.localeCompare(b.id));
}

function described(appointments: readonly Appointment[]): string {
  if (appointments.length === 0) return 'nothing';
  return appointments
    .map(({ slot, name, phone, reason, details = {} }) => {
      const kept = Object.entries(details).map(([id, value]) => ` ${id}=${value}`);
      return `${slot.start} ${slot.minutes} min ${slot.resource} ${name} ${phone} ${reason}${kept.join('')}`;
    })
    .join('; ');
}

function lastTurnWith(records: readonly TurnRecord[], tool: string): number | undefined {
  return records.findLast(({ tools }) => tools.some(({ name }) => name === tool))?.turn;
}
