import * as z from 'zod';
import type { Appointment, Slot } from '../call/call-state.ts';
import type { ToolRecord, TurnRecord } from '../call/turn-record.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { appointmentNeeds, rulesFor } from '../tools/appointment-needs.ts';
import { cellsOf, type OccupiedCell } from '../tools/calendar.ts';
import { freeSlotsByDay, MAX_OFFERED_SLOTS } from '../tools/find-free-slots.ts';
import { type DayProblem, freeResources, slotAt } from '../tools/free-slots.ts';
import { TOOL_INPUTS } from '../tools/inputs.ts';
import type { ToolEffect } from '../tools/tool.ts';
import { wantedStart } from '../tools/wanted-start.ts';

/** What one use of a tool in a recorded call shows of the calendar. */
export interface Sighting {
  record: TurnRecord;
  /** Slots that nobody had. */
  free: Slot[];
  /** Slots that others had: at least one cell of each, for nothing else in the call explains them. */
  taken: Slot[];
}

type Appointments = Map<string, Slot>;

/** Why nothing was offered, where days were searched: it says that all of them were full. */
const WAS_SEARCHED: ReadonlySet<unknown> = new Set<DayProblem | 'full'>(['full', 'holiday', 'closed']);

/**
 * What a call saw of the calendar, in its order. What was asked for and not offered, though it would have been the
 * better answer, was taken. `before` are the appointments that the call came upon; those and its own are no others'.
 */
export function calendarSeen(
  records: readonly TurnRecord[],
  source: PlaybookSource,
  before: readonly Appointment[],
): Sighting[] {
  const known: Appointments = new Map(before.map(({ id, slot }) => [id, slot]));
  return records.flatMap((record) =>
    record.tools.map((tool) => {
      const sighting = { record, free: [], taken: [], ...seen(record, tool, source, known) };
      if (tool.result.ok) for (const effect of tool.result.effects) keep(effect, known);
      return sighting;
    }),
  );
}

function seen(
  record: TurnRecord,
  { name, input, result }: ToolRecord,
  source: PlaybookSource,
  known: Appointments,
): Partial<Pick<Sighting, 'free' | 'taken'>> {
  if (name === 'find_free_slots') return seenByAsking(record, { input, result }, source, known);
  if (result.ok) return { free: result.effects.flatMap(slotGot) };
  return result.failure === 'slot-taken' ? { taken: slotsMissed(record, input, source, known) } : {};
}

function seenByAsking(
  { state, at }: TurnRecord,
  { input, result }: Pick<ToolRecord, 'input' | 'result'>,
  source: PlaybookSource,
  known: Appointments,
): Partial<Pick<Sighting, 'free' | 'taken'>> {
  const asked = TOOL_INPUTS.find_free_slots.safeParse(input);
  if (!asked.success || (!result.ok && !WAS_SEARCHED.has(result.content.problem))) return {};
  const free = result.ok
    ? result.effects.flatMap((effect) => (effect.effect === 'slots-offered' ? effect.slots : []))
    : [];
  const rules = rulesFor(source, appointmentNeeds(source, state, asked.data.reason));
  const occupied = cells(known, source);
  const taken: Slot[] = [];
  const nowMs = Date.parse(at);
  for (const { slots } of freeSlotsByDay(source, state, asked.data, occupied, nowMs)) {
    let left = free.length;
    for (const { start, minutes } of slots) {
      if (free.length === MAX_OFFERED_SLOTS && left === 0) return { free, taken };
      const got = free.find((slot) => slot.start === start);
      const startMs = Date.parse(start);
      const resources = freeResources(rules, occupied, startMs, minutes);
      const missed = got === undefined ? resources : resources.slice(0, resources.indexOf(got.resource));
      taken.push(...missed.map((resource) => slotAt(rules, startMs, minutes, resource)));
      if (got !== undefined) left -= 1;
    }
    if (left < free.length) break;
  }
  return { free, taken };
}

function slotGot(effect: ToolEffect): Slot[] {
  switch (effect.effect) {
    case 'slot-held':
      return [effect.hold.slot];
    case 'appointment-booked':
    case 'appointment-moved':
      return [effect.appointment.slot];
    default:
      return [];
  }
}

/** What a booking, a hold or a move would have had, had nobody been faster. */
function slotsMissed(
  { state, at }: TurnRecord,
  input: unknown,
  source: PlaybookSource,
  known: Appointments,
): Slot[] {
  const wanted = WantedSlot.safeParse(input);
  if (!wanted.success) return [];
  // An appointment that is moved does not stand in its own way.
  const others = new Map(known);
  const move = TOOL_INPUTS.reschedule_appointment.safeParse(input);
  if (move.success) others.delete(move.data.appointmentId);
  const { start, reason } = wanted.data;
  const needs = appointmentNeeds(source, state, reason ?? state.appointment?.reason);
  const rules = rulesFor(source, needs);
  const time = wantedStart(rules, start, needs.minutes, Date.parse(at));
  if (!time.ok) return [];
  return freeResources(rules, cells(others, source), time.startMs, needs.minutes).map((resource) =>
    slotAt(rules, time.startMs, needs.minutes, resource),
  );
}

/** What the tools that take a slot have in common. */
const WantedSlot = z.object(TOOL_INPUTS.hold_slot.shape);

function keep(effect: ToolEffect, known: Appointments): void {
  switch (effect.effect) {
    case 'appointment-booked':
    case 'appointment-moved':
      known.set(effect.appointment.id, effect.appointment.slot);
      break;
    case 'appointment-cancelled':
      known.delete(effect.appointment.id);
      break;
  }
}

function cells(known: Appointments, { calendar: { slotMinutes: minutes } }: PlaybookSource): OccupiedCell[] {
  return [...known].flatMap(([appointmentId, slot]) =>
    cellsOf(slot, minutes).map((startMs) => ({ startMs, minutes, resource: slot.resource, appointmentId })),
  );
}
