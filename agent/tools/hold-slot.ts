import type { Hold } from '../call/call-state.ts';
import { type AppointmentNeeds, appointmentNeeds, rulesFor, suits } from './appointment-needs.ts';
import { appointmentId } from './book-appointment.ts';
import type { Calendar } from './calendar.ts';
import { freeResources, slotAt } from './free-slots.ts';
import type { ToolInput } from './inputs.ts';
import { failed, succeeded, type ToolOutcome } from './outcome.ts';
import { withoutOwnHold } from './own-hold.ts';
import { spokenSlot } from './spoken.ts';
import type { ToolContext } from './tool.ts';
import { wantedStart } from './wanted-start.ts';

const MS_PER_MINUTE = 60_000;
/** How long a caller may decide: a read-back, a question in between and a yes, with room to spare. */
export const HOLD_MS = 5 * MS_PER_MINUTE;

/**
 * Keeps the slot that the caller has chosen. A call holds one slot at a time: the one before is given back. The
 * hold lapses by itself when the caller hangs up.
 */
export async function holdSlot(
  calendar: Calendar,
  input: ToolInput<'hold_slot'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { playbook, call, locale, nowMs, idempotencyKey } = context;
  const { source } = playbook;
  const { slotMinutes } = source.calendar;
  const needs = appointmentNeeds(source, call, input.reason);
  const { minutes } = needs;
  const rules = rulesFor(source, needs);
  const wanted = wantedStart(rules, input.start, minutes, nowMs);
  if (!wanted.ok) return wanted.outcome;
  const endMs = wanted.startMs + (minutes + slotMinutes) * MS_PER_MINUTE;
  const occupied = withoutOwnHold(await calendar.occupied(playbook.id, wanted.startMs, endMs), call);
  for (const resource of freeResources(rules, occupied, wanted.startMs, minutes)) {
    const slot = slotAt(source, wanted.startMs, minutes, resource);
    const hold: Hold = { id: appointmentId(idempotencyKey), slot, untilMs: nowMs + HOLD_MS };
    if (isHeld(call.hold, slot, needs)) return held(call.hold ?? hold, locale);
    if ((await calendar.hold(playbook.id, hold, slotMinutes)) === 'slot-taken') continue;
    if (call.hold !== undefined) await calendar.release(playbook.id, call.hold, slotMinutes);
    return held(hold, locale);
  }
  return failed('slot-taken', `${input.start} is taken. Apologise and find other free slots.`);
}

function held(hold: Hold, locale: string): ToolOutcome {
  return succeeded({ held: spokenSlot(hold.slot, locale) }, { effect: 'slot-held', hold });
}

function isHeld(hold: Hold | undefined, { start }: Hold['slot'], needs: AppointmentNeeds): boolean {
  return hold?.slot.start === start && suits(hold.slot, needs);
}
