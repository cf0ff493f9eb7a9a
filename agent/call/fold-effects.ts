import { overcome } from '../objections/raise.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { plainGoal, toolsOfSteps } from '../playbook/goals.ts';
import type { ToolEffect, ToolResult } from '../tools/tool.ts';
import type { CallState } from './call-state.ts';
import { noteFields } from './fold.ts';
import { foldVariables } from './fold-variables.ts';

/** More offers than a caller can hold in mind; the rest would only make the state larger. */
export const MAX_OFFERS = 12;
/** Goals reached that are kept; a call that reaches more is not a call of a person. */
export const MAX_REACHED = 20;

/** Folds in the results of a turn's tools: their effects in order, and how many there were and failed. */
export function foldResults(
  state: CallState,
  results: readonly ToolResult[],
  playbook: CompiledPlaybook,
): CallState {
  const effects = results.flatMap((result) => (result.ok ? result.effects : []));
  const folded = effects.reduce((before, effect) => foldEffect(before, effect, playbook), state);
  const { counters } = folded;
  return {
    ...folded,
    counters: {
      ...counters,
      toolCalls: counters.toolCalls + results.length,
      toolFailures: counters.toolFailures + results.filter((result) => !result.ok).length,
    },
  };
}

/** Folds in what the domain learned from a tool. */
export function foldEffect(state: CallState, effect: ToolEffect, playbook: CompiledPlaybook): CallState {
  switch (effect.effect) {
    case 'slots-offered':
      return { ...state, offers: effect.slots.slice(0, MAX_OFFERS) };
    case 'slot-held':
      return { ...state, hold: effect.hold };
    case 'appointment-booked': {
      const { hold: _booked, ...without } = state;
      return reach({ ...without, appointment: effect.appointment }, 'book_appointment', playbook);
    }
    case 'appointment-moved':
      return reach({ ...state, appointment: effect.appointment }, 'reschedule_appointment', playbook);
    case 'appointment-cancelled':
      return reach({ ...state, appointment: null }, 'cancel_appointment', playbook);
    case 'appointments-found': {
      const [only, ...others] = effect.appointments;
      return { ...state, appointment: only !== undefined && others.length === 0 ? only : null };
    }
    case 'fields-noted':
      return noteFields(state, effect.fields, playbook);
    case 'variables-set':
      return foldVariables(state, effect.variables, 'tool', playbook.source);
    case 'lead-found':
      return { ...state, lead: effect.leadId };
    case 'lead-saved': {
      // A caller who is known already is brought up to date by the tool that creates, and has reached as much.
      const saved = { ...state, lead: effect.lead.id };
      return reachPursued(reachPursued(saved, 'create_lead', playbook), 'update_lead', playbook);
    }
    case 'ticket-opened':
      return reachPursued({ ...state, ticket: effect.ticket.number }, 'open_ticket', playbook);
    case 'text-requested':
      return reachPursued({ ...state, texts: (state.texts ?? 0) + 1 }, 'send_text', playbook);
    case 'texts-declined':
      return { ...state, textsDeclined: true };
    case 'connector-answered':
      return reachPursued(state, effect.tool, playbook);
    case 'transfer-requested':
    case 'call-ending':
      // These move the call's status, which is folded once per turn.
      return state;
  }
}

/**
 * The goal that the tool serves is reached: the one being pursued if the tool is its own, else the first that
 * has this tool (a model may act before the goal was recognised).
 */
function reach(state: CallState, tool: string, playbook: CompiledPlaybook): CallState {
  const { goals } = playbook.source;
  // A goal with steps goes on to its end; the tool was one of them.
  if (state.goal !== null && toolsOfSteps(playbook.source, state.goal).includes(tool)) return state;
  const reaches = (id: string): boolean => plainGoal(goals[id])?.tool === tool;
  const pursued = state.goal !== null && reaches(state.goal) ? state.goal : undefined;
  return reachGoal(state, pursued ?? Object.keys(goals).find(reaches), playbook);
}

/**
 * A goal is reached, or with none the one that was pursued has ended without. The day and time were those of this appointment and would be wrong for the next, so they are
 * forgotten; who the caller is stays known.
 */
export function reachGoal(
  state: CallState,
  goal: string | undefined,
  { source: { fields } }: CompiledPlaybook,
): CallState {
  const lasting = Object.entries(state.fields).filter(([name]) => {
    const type = fields[name]?.type;
    return type !== 'date' && type !== 'time';
  });
  return {
    ...state,
    goal: null,
    closed: goal === undefined ? state.goal : null,
    reached: goal === undefined ? state.reached : [...state.reached, goal].slice(-MAX_REACHED),
    fields: Object.fromEntries(lasting),
    ...(state.objections === undefined || goal === undefined
      ? {}
      : { objections: overcome(state.objections) }),
    offers: [],
  };
}

/** The goal being pursued is reached if the tool is its own; a tool that only helps it reaches nothing. */
function reachPursued(state: CallState, tool: string, playbook: CompiledPlaybook): CallState {
  const goal = state.goal === null ? undefined : playbook.source.goals[state.goal];
  return plainGoal(goal)?.tool === tool ? reach(state, tool, playbook) : state;
}
