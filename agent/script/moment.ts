import type { Appointment, FieldState, Hold, Slot } from '../call/call-state.ts';
import type { ModelRequest } from '../conversation/ports.ts';
import type { Situation } from '../conversation/situation.ts';
import { spokenValues as valuesOf } from '../conversation/spoken-values.ts';
import { STEP_USE } from '../conversation/step-use.ts';
import { fill } from '../playbook/fill.ts';
import { collectedFields, plainGoal } from '../playbook/goals.ts';
import type { Field, Localized, PlainGoal, PlaybookSource } from '../playbook/schema.ts';
import type { ToolEffect, ToolResult } from '../tools/tool.ts';
import type { Expect } from '../turn/expect.ts';
import { spokenVariables } from '../variables/spoken.ts';

/** A tool use of this turn with what came of it. */
export interface Ran {
  name: string;
  result: ToolResult;
  /** Whether a step of the goal ran it, and not the script. */
  byStep: boolean;
}

/** The goal that is pursued. */
export interface PursuedGoal {
  id: string;
  label: Localized;
  /** The fields it may ask for. */
  collect: readonly string[];
  /** The goal itself where it has no steps; how far one with steps has come is in the situation. */
  plain: PlainGoal | undefined;
}

/** The call as the script sees it: the situation with the effects of this turn's tools already in it. */
export interface Moment {
  source: PlaybookSource;
  locale: string;
  situation: Situation;
  history: ModelRequest['history'];
  goal: PursuedGoal | undefined;
  fields: Readonly<Record<string, FieldState>>;
  offers: readonly Slot[];
  appointment: Appointment | null;
  /** The slot that is held for the caller while they decide. */
  hold: Hold | undefined;
  /** What ran in this turn so far, oldest first. */
  ran: readonly Ran[];
}

/** Reads the request. Pure. */
export function momentOf({ playbook, situation, history, rounds }: ModelRequest): Moment {
  const { source } = playbook;
  const ran = rounds.flatMap(({ uses, results }) =>
    uses.flatMap((use) => {
      const result = results.find((one) => one.id === use.id);
      return result === undefined ? [] : [{ name: use.name, result, byStep: use.id.startsWith(STEP_USE) }];
    }),
  );
  const before: Moment = {
    source,
    locale: situation.locale,
    situation,
    history,
    goal: pursuedGoal(situation.goal, source),
    fields: situation.fields,
    offers: situation.offers,
    appointment: situation.appointment,
    hold: situation.hold,
    ran,
  };
  return ran.flatMap(({ result }) => (result.ok ? result.effects : [])).reduce(withEffect, before);
}

function pursuedGoal(id: string | null, source: PlaybookSource): PursuedGoal | undefined {
  const goal = id === null ? undefined : source.goals[id];
  if (id === null || goal === undefined) return undefined;
  return { id, label: goal.label, collect: collectedFields(source, id), plain: plainGoal(goal) };
}

function withEffect(moment: Moment, effect: ToolEffect): Moment {
  switch (effect.effect) {
    case 'slots-offered':
      return { ...moment, offers: effect.slots };
    case 'slot-held':
      return { ...moment, hold: effect.hold };
    case 'appointments-found': {
      const [only, ...others] = effect.appointments;
      return { ...moment, appointment: only !== undefined && others.length === 0 ? only : null };
    }
    case 'appointment-booked':
    case 'appointment-moved':
    case 'appointment-cancelled':
      return { ...moment, appointment: effect.appointment };
    default:
      return moment;
  }
}

/** The playbook has no text in the language of the call. `playbook check` finds it before a call does. */
export class MissingText extends Error {
  override readonly name = 'MissingText';
  constructor(locale: string, languages: readonly string[]) {
    super(
      `The playbook has a text only in ${languages.join(', ')}, not in ${locale}. Run: parley playbook check.`,
    );
  }
}

/** A text of the playbook in the call's language, filled in. Throws `MissingText`, `UnknownPlaceholder`. */
export function text(moment: Moment, localized: Localized, values: Record<string, string> = {}): string {
  const found = localized[moment.locale];
  if (found === undefined) throw new MissingText(moment.locale, Object.keys(localized));
  return fillCompany(moment, found, values);
}

/** A text that is in the call's language already, with the names of the business and its variables filled in. */
export function fillCompany(
  { source, situation, locale }: Moment,
  written: string,
  values: Record<string, string> = {},
): string {
  const variables = spokenVariables(source, situation.variables ?? {}, locale);
  return fill(written, { company: source.company, agent: source.agent.name, ...variables, ...values });
}

/** One of the playbook's set phrases, filled in. */
export function phrase(
  moment: Moment,
  name: Exclude<keyof PlaybookSource['phrases'], 'openers' | 'closedAt'>,
  values: Record<string, string> = {},
): string {
  return text(moment, moment.source.phrases[name], values);
}

/** What stands for `{name}`, `{day}` and the others: the appointment's values, over them what was collected. */
export function spokenValues(moment: Moment): Record<string, string> {
  const { source, locale, goal, fields, situation, appointment } = moment;
  const variables = situation.variables ?? {};
  return valuesOf({ source, locale, collected: goal?.collect ?? [], fields, variables, appointment });
}

/** The goal's field of that type, if it collects one. */
export function fieldOfType(moment: Moment, type: Field['type']): string | undefined {
  return moment.goal?.collect.find((id) => moment.source.fields[id]?.type === type);
}

/** What to expect after a field was asked for. */
export function expectOf(id: string, field: Field): Expect {
  switch (field.type) {
    case 'phone':
    case 'number':
    case 'money':
    case 'postal-code':
      return { kind: 'digits', field: id };
    case 'yes-no':
      return { kind: 'yes-no', confirms: id };
    case 'person-name':
      return { kind: 'name', field: id };
    case 'date':
    case 'date-range':
    case 'date-of-birth':
      return { kind: 'date', field: id };
    case 'time':
      return { kind: 'time', field: id };
    case 'choice':
      return { kind: 'choice', field: id };
    case 'email':
    case 'address':
    case 'text':
      return { kind: 'text', field: id };
  }
}
