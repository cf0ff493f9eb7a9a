import { fieldsToCollect } from '../playbook/condition.ts';
import type { Field } from '../playbook/schema.ts';
import { TOOL_INPUTS } from '../tools/inputs.ts';
import { NEEDS_APPOINTMENT } from '../tools/needs.ts';
import { CONFIRMS } from '../turn/expect.ts';
import { connectorUse } from './connector-use.ts';
import {
  expectOf,
  fieldOfType,
  type Moment,
  type PursuedGoal,
  phrase,
  spokenValues,
  text,
} from './moment.ts';
import { asks, type Reply, runs, type ToolUse } from './reply.ts';
import { type SlotFields, settleTime, wantedStart } from './slots.ts';

/**
 * What brings the goal on: the first thing that is missing, in the playbook's order, is asked for or looked
 * up; when nothing is, all is read back. Without a goal the caller is told what there is.
 */
export function nextStep(moment: Moment): Reply {
  const { goal } = moment;
  if (goal === undefined) return withoutGoal(moment);
  for (const id of fieldsOnTheWay(moment, goal)) {
    const reply = stepFor(moment, id);
    if (reply !== undefined) return reply;
  }
  return findsAppointment(moment) ?? confirm(moment);
}

/** The fields to ask for in this call, in their order: those of the steps so far, or those of the whole goal. */
function fieldsOnTheWay({ situation, fields }: Moment, { plain }: PursuedGoal): readonly string[] {
  const { step, variables = {} } = situation;
  if (plain === undefined) return step?.fields ?? [];
  return fieldsToCollect(plain, { fields, variables, outcomes: new Map() });
}

/** What is said when no goal is pursued: an offer of help, or of more help. */
export function withoutGoal(moment: Moment): Reply {
  if (moment.situation.reached.length > 0) return anythingElse(moment);
  return asks({ kind: 'open' }, phrase(moment, 'help'));
}

/** Asks whether something is left to do. */
export function anythingElse(moment: Moment): Reply {
  return asks({ kind: 'yes-no', confirms: CONFIRMS.anythingElse }, phrase(moment, 'anythingElse'));
}

/** Offers to put the caller through to a person. */
export function offerPerson(moment: Moment, ...before: string[]): Reply {
  return asks({ kind: 'yes-no', confirms: CONFIRMS.person }, ...before, phrase(moment, 'offerPerson'));
}

/** Asks for one field. */
export function ask(moment: Moment, id: string): Reply {
  const field = fieldNamed(moment, id);
  return asks(expectOf(id, field), text(moment, field.ask));
}

/** Asks for one field again, in the words the playbook has for that. */
export function askAgain(moment: Moment, id: string): Reply {
  const field = fieldNamed(moment, id);
  return asks(expectOf(id, field), text(moment, field.reask ?? field.ask));
}

/** Reads back what was collected. Where steps have come to no reading back, only a person can help. */
export function confirm(moment: Moment): Reply {
  const { goal, situation } = moment;
  if (goal === undefined) return withoutGoal(moment);
  const { step } = situation;
  const said = goal.plain === undefined ? step?.say : text(moment, goal.plain.confirm, spokenValues(moment));
  if (goal.plain === undefined && step?.do !== 'read-back')
    return offerPerson(moment, said ?? phrase(moment, 'trouble'));
  return asks({ kind: 'yes-no', confirms: CONFIRMS.goal }, ...(said === undefined ? [] : [said]));
}

/** Runs the tool that reaches the goal, with what was collected; asks for what its input still misses. */
export function reach(moment: Moment): Reply {
  const input = toolInput(moment);
  return input === undefined ? nextStep(moment) : runs(input);
}

function stepFor(moment: Moment, id: string): Reply | undefined {
  const field = fieldNamed(moment, id);
  const known = moment.fields[id] !== undefined;
  if (field.type === 'phone' && needsAppointment(moment)) {
    if (moment.appointment !== null) return undefined;
    return known ? findsAppointment(moment) : ask(moment, id);
  }
  const slot = slotFields(moment);
  if (slot !== undefined && id === slot.time && moment.fields[slot.day] !== undefined)
    return settleTime(moment, slot) ?? holdTime(moment, slot);
  return known ? undefined : ask(moment, id);
}

/**
 * Keeps the chosen time for the caller while they decide, where the playbook has a tool for it. A time that cannot be
 * kept for another reason than that it is taken can still be booked: it is tried once a turn.
 */
function holdTime(moment: Moment, slot: SlotFields): Reply | undefined {
  const tried = moment.ran.some(({ name }) => name === 'hold_slot');
  if (tried || needsAppointment(moment) || !moment.source.tools.includes('hold_slot')) return undefined;
  const start = wantedStart(moment, slot);
  if (start === undefined || isHeld(moment, start)) return undefined;
  const choice = fieldOfType(moment, 'choice');
  const reason = choice === undefined ? undefined : moment.fields[choice]?.value;
  return runs({ name: 'hold_slot', input: { start, ...(reason === undefined ? {} : { reason }) } });
}

function isHeld({ hold, situation }: Moment, start: string): boolean {
  return hold?.slot.start === start && hold.untilMs > Date.parse(situation.now);
}

/** The goal's day and time, where free slots can be looked up. */
export function slotFields(moment: Moment): SlotFields | undefined {
  const [day, time] = [fieldOfType(moment, 'date'), fieldOfType(moment, 'time')];
  const searchable = moment.source.tools.includes('find_free_slots');
  return day === undefined || time === undefined || !searchable ? undefined : { day, time };
}

function needsAppointment({ goal, situation }: Moment): boolean {
  if (goal?.plain === undefined) return situation.step?.do === 'find-appointment';
  return NEEDS_APPOINTMENT.has(goal.plain.tool);
}

/** Looks up the appointment that the goal is about, while none is known. */
function findsAppointment(moment: Moment): Reply | undefined {
  if (!needsAppointment(moment) || moment.appointment !== null) return undefined;
  const id = fieldOfType(moment, 'phone');
  const phone = id === undefined ? undefined : moment.fields[id]?.value;
  if (phone === undefined) return id === undefined ? offerPerson(moment) : ask(moment, id);
  return runs({ name: 'find_appointments', input: { phone } });
}

function fieldNamed(moment: Moment, id: string): Field {
  const field = moment.source.fields[id];
  if (field === undefined)
    throw new Error(
      `Goal "${moment.goal?.id}" collects "${id}", which is no field. Run: parley playbook check.`,
    );
  return field;
}

function toolInput(moment: Moment): ToolUse | undefined {
  const { goal, appointment } = moment;
  const slot = slotFields(moment);
  const start = slot === undefined ? undefined : wantedStart(moment, slot);
  const value = (type: Field['type']): string | undefined => {
    const id = fieldOfType(moment, type);
    return id === undefined ? undefined : moment.fields[id]?.value;
  };
  const tool = goal?.plain?.tool;
  switch (tool) {
    case 'book_appointment': {
      const input = {
        start,
        reason: value('choice') ?? value('text'),
        name: value('person-name'),
        phone: value('phone'),
      };
      const checked = TOOL_INPUTS.book_appointment.safeParse(input);
      return checked.success ? { name: 'book_appointment', input: checked.data } : undefined;
    }
    case 'reschedule_appointment':
      if (appointment === null || start === undefined) return undefined;
      return { name: 'reschedule_appointment', input: { appointmentId: appointment.id, start } };
    case 'cancel_appointment':
      return appointment === null
        ? undefined
        : { name: 'cancel_appointment', input: { appointmentId: appointment.id } };
    case 'create_lead':
      return { name: 'create_lead', input: {} };
    case 'update_lead':
      return { name: 'update_lead', input: {} };
    case 'open_ticket': {
      const about = value('text') ?? value('choice');
      return about === undefined ? undefined : { name: 'open_ticket', input: { about } };
    }
    case undefined:
      return undefined;
    default:
      return connectorUse(moment, tool);
  }
}
