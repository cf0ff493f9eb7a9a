import { DateTime } from 'luxon';
import type { Appointment } from '../call/call-state.ts';
import type { TurnRecord } from '../call/turn-record.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import type { ToolEffect } from '../tools/tool.ts';
import { acceptVariables } from '../variables/accept.ts';
import { calendarSeen } from './calendar-seen.ts';
import { closedDays } from './closed-days.ts';
import { customersAfter, leadsBefore } from './customers-of-call.ts';
import { mocksOfCall } from './mocks-of-call.ts';
import type { ScriptedTurn } from './schema/caller.ts';
import type { ExpectedAppointment } from './schema/expectations.ts';
import { Scenario } from './schema/scenario.ts';
import type { GivenAppointment } from './schema/world.ts';
import { takenByOthers } from './taken-by-others.ts';

const MS_PER_SECOND = 1_000;

/** A call that cannot be made into a scenario. */
export class CallNotPlayable extends Error {
  override readonly name = 'CallNotPlayable';
}

/**
 * Makes a scenario of a recorded call: the caller says again what was understood then, in the world as far as
 * the call showed it, and the call is to end as it did. What it holds of the caller's name and number is for
 * whoever keeps it to replace. `id` names the scenario.
 *
 * @throws CallNotPlayable when the record has no turn of a caller.
 */
export function scenarioFromCall(
  records: readonly TurnRecord[],
  playbook: PlaybookSource,
  id: string,
): Scenario {
  const last = records.at(-1);
  const turns = records.flatMap(callersTurn);
  if (last === undefined || turns.length === 0)
    throw new CallNotPlayable('The caller did nothing in this call, so there is nothing to play.');
  const { state } = last;
  const effects = records.flatMap(effectsOf);
  const before = appointmentsBefore(effects);
  const appointments = before.map((one) => given(one, playbook));
  const others = takenByOthers(calendarSeen(records, playbook, before), turnPlayed(records), playbook);
  const calendar = {
    ...(appointments.length === 0 ? {} : { appointments }),
    ...(others.full.length === 0 ? {} : { full: others.full }),
  };
  const holidays = closedDays(records, playbook);
  const leads = leadsBefore(records);
  const mocks = mocksOfCall(records, playbook);
  const failed = records.some(
    ({ tools, fellBack }) => fellBack.length > 0 || tools.some(({ result }) => !result.ok),
  );
  return Scenario.parse({
    schema: 'parley/scenario/v1',
    id,
    title: `What became of the call of ${state.startedAt.slice(0, 10)}`,
    trouble: failed,
    levels: ['text', 'turns'],
    locale: state.locale,
    caller: {
      kind: 'scripted',
      ...(state.from === undefined ? {} : { from: state.from }),
      ...variablesOf(records, playbook),
      turns,
    },
    world: {
      now: local(state.startedAt, playbook),
      ...(holidays === undefined ? {} : { holidays }),
      ...(Object.keys(calendar).length === 0 ? {} : { calendar }),
      ...(leads.length === 0 ? {} : { records: { leads } }),
      ...(others.meanwhile.length === 0 ? {} : { meanwhile: others.meanwhile }),
      ...(mocks.length === 0 ? {} : { tools: mocks }),
    },
    expect: {
      world: { ...worldAfter(effects, playbook), ...customersAfter(effects) },
      ends: [state.endReason ?? 'caller-hung-up'],
      reached: state.reached,
    },
  });
}

/** The turn in which a scenario plays what was said in a recorded one; the greeting is the first. */
function turnPlayed(records: readonly TurnRecord[]): (record: TurnRecord) => number {
  return ({ turn }) => 1 + records.filter((one) => one.turn <= turn).flatMap(callersTurn).length;
}

/** What the line gave, as far as the playbook took it. */
function variablesOf(records: readonly TurnRecord[], playbook: Pick<PlaybookSource, 'variables'>) {
  const first = records[0]?.request;
  if (first?.cause !== 'call-started') return {};
  const { values } = acceptVariables(first.variables ?? {}, 'call', playbook);
  return Object.keys(values).length === 0 ? {} : { variables: values };
}

function callersTurn({ request }: TurnRecord): ScriptedTurn[] {
  const { played } = request;
  const interrupted = played !== undefined && !played.complete;
  const cut = interrupted ? { interruptsAfterWords: wordsIn(played.heard) } : {};
  switch (request.cause) {
    case 'caller-said':
      return request.said.text.trim() === '' ? [] : [{ say: request.said.text, ...cut }];
    case 'caller-keyed':
      return [{ keys: request.keys }];
    case 'caller-silent':
      return request.silentMs > 0 ? [{ silentSeconds: request.silentMs / MS_PER_SECOND }] : [];
    default:
      return [];
  }
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

function effectsOf({ tools }: TurnRecord): ToolEffect[] {
  return tools.flatMap(({ result }) => (result.ok ? result.effects : []));
}

/** What stood in the calendar before the call, as far as the call came upon it. */
function appointmentsBefore(effects: readonly ToolEffect[]): Appointment[] {
  const before = new Map<string, Appointment>();
  const own = new Set<string>();
  const found = (appointment: Appointment): void => {
    if (!own.has(appointment.id) && !before.has(appointment.id)) before.set(appointment.id, appointment);
  };
  for (const effect of effects) {
    if (effect.effect === 'appointment-booked') own.add(effect.appointment.id);
    if (effect.effect === 'appointments-found') effect.appointments.forEach(found);
    if (effect.effect === 'appointment-cancelled') found(effect.appointment);
    if (effect.effect === 'appointment-moved') found({ ...effect.appointment, slot: effect.from });
  }
  return [...before.values()];
}

/** What the call left behind: bookings, moves and cancellations that stand at its end. */
function worldAfter(effects: readonly ToolEffect[], playbook: Pick<PlaybookSource, 'timeZone'>) {
  const booked = new Map<string, ExpectedAppointment>();
  const moved = new Map<string, string>();
  const cancelled = new Set<string>();
  for (const effect of effects) {
    switch (effect.effect) {
      case 'appointment-booked':
        booked.set(effect.appointment.id, expected(effect.appointment, playbook));
        break;
      case 'appointment-moved': {
        const { id } = effect.appointment;
        if (booked.has(id)) booked.set(id, expected(effect.appointment, playbook));
        else moved.set(id, local(effect.appointment.slot.start, playbook));
        break;
      }
      case 'appointment-cancelled': {
        const { id } = effect.appointment;
        if (!booked.delete(id)) cancelled.add(id);
        moved.delete(id);
        break;
      }
    }
  }
  return {
    ...(booked.size === 0 ? {} : { booked: [...booked.values()] }),
    ...(moved.size === 0 ? {} : { moved: [...moved].map(([id, to]) => ({ id, to })) }),
    ...(cancelled.size === 0 ? {} : { cancelled: [...cancelled] }),
  };
}

function given(appointment: Appointment, playbook: Pick<PlaybookSource, 'timeZone'>): GivenAppointment {
  const { id, slot, name, phone, reason, details } = appointment;
  const { resource, minutes } = slot;
  const kept = details === undefined ? {} : { details };
  return { id, start: local(slot.start, playbook), resource, name, phone, reason, minutes, ...kept };
}

function expected(
  { slot, name, phone, reason }: Appointment,
  playbook: Pick<PlaybookSource, 'timeZone'>,
): ExpectedAppointment {
  return { start: local(slot.start, playbook), name, phone, reason, minutes: slot.minutes };
}

/** A moment on the business's clock, to the minute. */
function local(time: string, { timeZone }: Pick<PlaybookSource, 'timeZone'>): string {
  return DateTime.fromISO(time, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm");
}
