import type { Appointment } from '../call/call-state.ts';
import type { KnownValues } from '../playbook/condition.ts';
import type { Field, InputSource, PlaybookSource } from '../playbook/schema.ts';
import { BUILT_IN, isBuiltIn } from '../variables/built-in.ts';

/** What the input of a step's tool is made of. */
export interface InputSources {
  /** The fields of the playbook. */
  types: PlaybookSource['fields'];
  /** The fields that the goal may ask for. */
  collected: readonly string[];
  fields: KnownValues;
  variables: Readonly<Record<string, string>>;
  appointment: Appointment | null;
  /** Fields that are kept with what is booked: it is another booking when one of them is another. */
  keeps: readonly string[];
}

/** The input, or the fields that are still missing. `given` is what its signature is made of. */
export type StepInput =
  | { ready: true; input: Record<string, unknown>; given: unknown }
  | { ready: false; missing: string[]; needsAppointment: boolean };

/** Makes a tool's input as its step maps it. A variable that is not known leaves its key out. */
export function mappedInput(
  mapping: Readonly<Record<string, InputSource>>,
  { fields, variables }: InputSources,
): StepInput {
  const entries: [string, string | number | boolean][] = [];
  const given: unknown[] = [];
  const missing: string[] = [];
  for (const [key, source] of Object.entries(mapping)) {
    if (typeof source !== 'object') entries.push([key, source]);
    else if ('field' in source) {
      const value = fields[source.field]?.value;
      if (value === undefined) missing.push(source.field);
      else entries.push([key, value]);
      given.push([key, value]);
    } else {
      const value = variables[source.variable];
      if (value !== undefined) entries.push([key, value]);
      // The clock moves on while the call goes on: that alone is no reason to run a tool again.
      given.push([key, isOfClock(source.variable) ? source.variable : value]);
    }
  }
  return missing.length > 0
    ? { ready: false, missing, needsAppointment: false }
    : { ready: true, input: Object.fromEntries(entries), given };
}

function isOfClock(name: string): boolean {
  return isBuiltIn(name) && BUILT_IN[name].from === 'clock';
}

/** Makes the input of one of the calendar's tools from the goal's fields, by their types. */
export function calendarInput(tool: string, sources: InputSources): StepInput {
  const parts = calendarParts(tool, sources);
  const missing = Object.values(parts).flatMap((part) =>
    part === undefined || part.ready ? [] : part.missing,
  );
  if (needsAppointment(tool) && sources.appointment === null)
    return { ready: false, missing: [...new Set(missing)], needsAppointment: true };
  if (missing.length > 0) return { ready: false, missing: [...new Set(missing)], needsAppointment: false };
  const entries = Object.entries(parts).flatMap(([key, part]) =>
    part?.ready === true ? [[key, part.value] as const] : [],
  );
  // A tool that is given nothing reads the call's fields itself: they decide whether it is to run again.
  const read = entries.length === 0 ? sources.collected : tool === 'book_appointment' ? sources.keeps : [];
  const given = [...entries, ...read.map((id) => [id, sources.fields[id]?.value])];
  return { ready: true, input: Object.fromEntries(entries), given };
}

type Part = { ready: true; value: string } | { ready: false; missing: string[] };

function needsAppointment(tool: string): boolean {
  return tool === 'reschedule_appointment' || tool === 'cancel_appointment';
}

/** Each key of the input; undefined for one that may be left out and is. */
function calendarParts(tool: string, sources: InputSources): Record<string, Part | undefined> {
  const of = (...types: Field['type'][]) => partOf(types, sources);
  const id = sources.appointment?.id;
  const appointmentId: Part | undefined = id === undefined ? undefined : { ready: true, value: id };
  switch (tool) {
    case 'find_free_slots':
      return { day: of('date'), time: ifReady(of('time')), reason: ifReady(of('choice')) };
    case 'book_appointment':
      return {
        start: startOf(of('date'), of('time')),
        reason: of('choice', 'text'),
        name: of('person-name'),
        phone: of('phone'),
      };
    case 'find_appointments':
      return { phone: of('phone'), name: ifReady(of('person-name')) };
    case 'reschedule_appointment':
      return { appointmentId, start: startOf(of('date'), of('time')) };
    case 'cancel_appointment':
      return { appointmentId };
    default:
      return {};
  }
}

/** The first field of one of the types that is known; the first that could be asked for is missing else. */
function partOf(types: readonly Field['type'][], { types: all, collected, fields }: InputSources): Part {
  const candidates = types.flatMap((type) => collected.filter((id) => all[id]?.type === type));
  for (const id of candidates) {
    const value = fields[id]?.value;
    if (value !== undefined) return { ready: true, value };
  }
  return { ready: false, missing: candidates.slice(0, 1) };
}

function ifReady(part: Part): Part | undefined {
  return part.ready ? part : undefined;
}

/** A day and a time of day make a start in the business's time zone. */
function startOf(day: Part, time: Part): Part {
  if (day.ready && time.ready) return { ready: true, value: `${day.value}T${time.value}` };
  return { ready: false, missing: [day, time].flatMap((part) => (part.ready ? [] : part.missing)) };
}
