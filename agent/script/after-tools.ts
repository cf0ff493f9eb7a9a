import type { ToolResult } from '../tools/tool.ts';
import { withAppointments } from './appointments.ts';
import { answersBesideYes } from './from-knowledge.ts';
import { type Moment, phrase, type Ran, spokenValues, text } from './moment.ts';
import { nextStep, offerPerson, slotFields } from './next-step.ts';
import { after, type Reply } from './reply.ts';
import { lookUp, noneFree } from './slots.ts';

type Failure = Extract<ToolResult, { ok: false }>;

/** What is said and done after a tool ran. The last tool of the turn decides. */
export function afterTools(moment: Moment, last: Ran): Reply {
  if (!last.result.ok) return afterFailure(moment, last.name, last.result);
  switch (last.name) {
    case 'find_free_slots':
    case 'hold_slot':
      return nextStep(moment);
    case 'find_appointments':
      return withAppointments(
        moment,
        last.result.effects.flatMap((effect) =>
          effect.effect === 'appointments-found' ? effect.appointments : [],
        ),
      );
    case 'book_appointment':
    case 'reschedule_appointment':
    case 'cancel_appointment':
    case 'create_lead':
    case 'update_lead':
    case 'open_ticket':
      return reached(moment);
    default:
      // A connector that reaches the goal at hand.
      if (last.name === moment.goal?.plain?.tool) return reached(moment);
      // Handing over, hanging up and noting are said in the same breath; nothing is left to say.
      return { say: [], uses: [] };
  }
}

function reached(moment: Moment): Reply {
  const done = moment.goal?.plain?.done;
  const said = done === undefined ? [] : [text(moment, done, spokenValues(moment))];
  return after(said, answersBesideYes(moment));
}

/** A slot that was lost is replaced at once by others; for the rest the caller is offered a person. */
function afterFailure(moment: Moment, name: string, result: Failure): Reply {
  const slot = slotFields(moment);
  const day = slot === undefined ? undefined : moment.fields[slot.day]?.value;
  if (slot !== undefined && day !== undefined) {
    const lost = result.failure === 'slot-taken' || isRefusal(result);
    if (name === 'find_free_slots' && isRefusal(result)) return noneFree(moment, slot.day);
    if (name !== 'find_free_slots' && lost) return lookUp(moment, day, moment.fields[slot.time]?.value);
  }
  // A time that could not be kept can still be booked.
  if (name === 'hold_slot') return nextStep(moment);
  return offerPerson(moment, phrase(moment, 'trouble'));
}

/** Whether the calendar said that the time cannot be had, and not that the calendar cannot be asked. */
function isRefusal({ failure, content }: Failure): boolean {
  return failure === 'not-available' && 'problem' in content;
}
