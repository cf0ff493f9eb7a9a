import type { CallState, Slot } from '../call/call-state.ts';
import { allHold, type Facts } from '../playbook/condition.ts';
import { plainGoal, toolsOfSteps } from '../playbook/goals.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { appointmentReason } from './appointment-reason.ts';
import type { BookingRules } from './free-slots.ts';

/** What an appointment takes. */
export interface AppointmentNeeds {
  minutes: number;
  /** Those of whom one is needed, the one that is taken first foremost. */
  resources: readonly string[];
}

/** What of a call decides it. */
export type NeedingCall = Pick<CallState, 'fields' | 'variables' | 'goal' | 'appointment'>;

/**
 * What the appointment takes that this call is about: by the first of the calendar's `bookings` whose conditions are
 * facts of the call, and where none says it by the reason. One that is moved is judged by what was kept with it.
 */
export function appointmentNeeds(
  source: PlaybookSource,
  call: NeedingCall,
  reason: string | undefined,
): AppointmentNeeds {
  const { slotMinutes, resources, bookings = [] } = source.calendar;
  const moved = movedAppointment(source, call);
  const minutes =
    moved?.slot.minutes ?? (reason === undefined ? slotMinutes : appointmentReason(source, reason).minutes);
  const facts = factsOf(call, moved?.details);
  const rule = bookings.find(({ when }) => allHold(when, facts));
  return { minutes: rule?.minutes ?? minutes, resources: rule?.resources ?? resources };
}

/** Whether a slot that was offered is enough for what is known now. */
export function suits(slot: Slot, { minutes, resources }: AppointmentNeeds): boolean {
  return slot.minutes >= minutes && resources.includes(slot.resource);
}

/** The playbook's rules for this appointment: only what it may be booked with counts. */
export function rulesFor(source: PlaybookSource, { resources }: AppointmentNeeds): BookingRules {
  return { ...source, calendar: { ...source.calendar, resources: [...resources] } };
}

/** The fields that are kept with an appointment, as the call knows them; undefined when none is. */
export function keptFields(
  { calendar: { keeps = [] } }: PlaybookSource,
  { fields }: NeedingCall,
): Record<string, string> | undefined {
  const kept = keeps.flatMap((id) => {
    const value = fields[id]?.value;
    return value === undefined ? [] : [[id, value]];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** The appointment that the goal moves, once it was found. */
function movedAppointment(source: PlaybookSource, { goal, appointment }: NeedingCall) {
  if (goal === null || appointment === null) return undefined;
  const tools = [plainGoal(source.goals[goal])?.tool, ...toolsOfSteps(source, goal)];
  return tools.includes('reschedule_appointment') ? appointment : undefined;
}

function factsOf({ fields, variables }: NeedingCall, details: Record<string, string> | undefined): Facts {
  const kept = Object.entries(details ?? {}).map(([id, value]) => [id, { value }] as const);
  return {
    fields: details === undefined ? fields : Object.fromEntries(kept),
    variables: variables ?? {},
    outcomes: new Map(),
  };
}
