import { DateTime } from 'luxon';
import type { Slot } from '../call/call-state.ts';
import { minuteOfDay } from '../playbook/hours.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { appointmentNeeds, type NeedingCall, rulesFor } from './appointment-needs.ts';
import type { Calendar, OccupiedCell } from './calendar.ts';
import { type BookingRules, dayProblem, freeSlotsOn, partOfDay } from './free-slots.ts';
import type { ToolInput } from './inputs.ts';
import { failed, succeeded, type ToolOutcome } from './outcome.ts';
import { withoutOwnHold } from './own-hold.ts';
import { spokenSlot } from './spoken.ts';
import type { ToolContext } from './tool.ts';

/** How many slots are offered at once: more than three times cannot be kept in mind by ear. */
export const MAX_OFFERED_SLOTS = 3;
/** How many days, the one asked for included, are searched for one with a free slot. */
const SEARCHED_DAYS = 14;

/**
 * Finds free slots on the day that was asked for, or else on the next day that has some. The content says
 * when the day is another one, and why.
 */
export async function findFreeSlots(
  calendar: Calendar,
  input: ToolInput<'find_free_slots'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { source } = context.playbook;
  const problem = dayProblem(source, input.day, context.nowMs);
  if (problem === 'past' || problem === 'too-far')
    return failed('not-available', `${input.day} ${OUT_OF_REACH[problem]}. Ask for another day.`, {
      problem,
    });

  const occupied = withoutOwnHold(await occupiedFrom(calendar, context, input.day), context.call);
  for (const { day, slots } of freeSlotsByDay(source, context.call, input, occupied, context.nowMs)) {
    if (slots.length > 0) return offer(input, day, slots.slice(0, MAX_OFFERED_SLOTS), problem, context);
  }
  return failed('not-available', `Nothing is free within ${SEARCHED_DAYS} days of ${input.day}.`, {
    problem: problem ?? 'full',
  });
}

/** What is free on each of the days that are searched for a request, best first, by what is occupied. */
export function* freeSlotsByDay(
  source: PlaybookSource,
  call: NeedingCall,
  input: ToolInput<'find_free_slots'>,
  occupied: readonly OccupiedCell[],
  nowMs: number,
): Generator<{ day: string; slots: Slot[] }> {
  const needs = appointmentNeeds(source, call, input.reason);
  const rules = rulesFor(source, needs);
  const preference = { ...input, time: input.time ?? usualTime(source, input) };
  for (const day of daysFrom(source, input.day))
    yield { day, slots: freeSlotsOn(rules, occupied, day, needs.minutes, nowMs, preference) };
}

/** The usual time stands in for one that was not named, unless another part of the day was asked for. */
function usualTime(
  source: PlaybookSource,
  { partOfDay: wanted }: ToolInput<'find_free_slots'>,
): string | undefined {
  const usual = source.calendar.usualTime;
  if (usual === undefined || wanted === undefined) return usual;
  return partOfDay(source, minuteOfDay(usual)) === wanted ? usual : undefined;
}

const OUT_OF_REACH = {
  past: 'has gone by',
  'too-far': 'is further ahead than appointments are made',
} as const;

function offer(
  input: ToolInput<'find_free_slots'>,
  day: string,
  slots: Slot[],
  problem: string | undefined,
  context: ToolContext,
): ToolOutcome {
  const content = {
    day,
    slots: slots.map((slot) => spokenSlot(slot, context.locale)),
    ...(day === input.day ? {} : { askedDay: input.day, whyNotAskedDay: problem ?? 'full' }),
  };
  return succeeded(content, { effect: 'slots-offered', slots });
}

function daysFrom(rules: BookingRules, day: string): string[] {
  const first = DateTime.fromISO(day, { zone: rules.timeZone });
  return Array.from({ length: SEARCHED_DAYS }, (_, ahead) => first.plus({ days: ahead }).toISODate() ?? day);
}

function occupiedFrom(calendar: Calendar, context: ToolContext, day: string): Promise<OccupiedCell[]> {
  const { source } = context.playbook;
  const first = DateTime.fromISO(day, { zone: source.timeZone });
  // The last cell of an appointment may reach beyond midnight.
  const end = first.plus({ days: SEARCHED_DAYS, minutes: source.calendar.slotMinutes });
  return calendar.occupied(context.playbook.id, first.toMillis(), end.toMillis());
}
