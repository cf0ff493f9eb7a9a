import { DateTime } from 'luxon';
import type { Appointment } from '../../call/call-state.ts';
import { compile } from '../../playbook/compile.ts';
import type { CompiledPlaybook } from '../../playbook/compiled-playbook.ts';
import type { PlaybookSource } from '../../playbook/schema.ts';
import { appointmentReason } from '../../tools/appointment-reason.ts';
import type { Lead } from '../../tools/crm/lead.ts';
import { localTime } from '../../tools/free-slots.ts';
import type { FullStretch, GivenAppointment, World } from '../schema/world.ts';

/** Whoever else has an appointment: a number of the range kept free for fiction, which no scenario's caller has. */
const OTHERS_PHONE = '+12025550199';
const MS_PER_MINUTE = 60_000;

/** The moment at which the call begins, in milliseconds since the epoch. */
export function beginsAtMs(
  world: Pick<World, 'now'>,
  { timeZone }: Pick<PlaybookSource, 'timeZone'>,
): number {
  return instant(world.now, timeZone).toMillis();
}

/**
 * The playbook as the scenario has it: under an id of its own, so that no other scenario shares its calendar,
 * with the scenario's closed days.
 */
export function playbookOf(
  playbook: CompiledPlaybook,
  world: Pick<World, 'holidays'>,
  changes: { id: string; models: PlaybookSource['models'] },
): CompiledPlaybook {
  const holidays = world.holidays ?? playbook.source.holidays;
  return compile({ ...playbook.source, ...changes, holidays }, playbook.passages);
}

/** The leads that the customer system has when the call begins. */
export function leadsOf({ records, now }: Pick<World, 'records' | 'now'>, source: PlaybookSource): Lead[] {
  const at = new Date(beginsAtMs({ now }, source)).toISOString();
  return (records?.leads ?? []).map(({ fields = {}, ...given }) => ({
    ...given,
    fields,
    createdAt: at,
    updatedAt: at,
  }));
}

/** Appointments to put into a calendar: those that are given, and those that fill the full stretches. */
export function appointmentsOf(
  contents: { appointments?: GivenAppointment[] | undefined; full?: FullStretch[] | undefined },
  source: PlaybookSource,
): Appointment[] {
  return [
    ...(contents.appointments ?? []).map((given) => givenAppointment(given, source)),
    ...(contents.full ?? []).flatMap((stretch) => filling(stretch, source)),
  ];
}

function givenAppointment(given: GivenAppointment, source: PlaybookSource): Appointment {
  const { id, start, resource, name, phone, reason, details } = given;
  const minutes = given.minutes ?? appointmentReason(source, reason).minutes;
  const slot = { start: written(start, source), minutes, resource };
  return { id, slot, name, phone, reason, ...(details === undefined ? {} : { details }) };
}

/** One appointment for each cell of each resource: a cell that is taken already does not keep the others free. */
function filling(stretch: FullStretch, source: PlaybookSource): Appointment[] {
  const { day, from, to, resources = source.calendar.resources } = stretch;
  const { slotMinutes } = source.calendar;
  const [fromMs, toMs] = [from, to].map((time) => instant(`${day}T${time}`, source.timeZone).toMillis());
  if (fromMs === undefined || toMs === undefined) return [];
  const cells = Math.max(0, Math.ceil((toMs - fromMs) / (slotMinutes * MS_PER_MINUTE)));
  return resources.flatMap((resource) =>
    Array.from({ length: cells }, (_, index) => {
      const startMs = fromMs + index * slotMinutes * MS_PER_MINUTE;
      const start = localTime(source, startMs).toISO({ suppressMilliseconds: true });
      const slot = { start, minutes: slotMinutes, resource };
      return {
        id: `other-${resource}-${start}`,
        slot,
        name: 'Another Patient',
        phone: OTHERS_PHONE,
        reason: 'other',
      };
    }),
  );
}

/** A moment on the business's clock as slots are written: with the offset of the zone. */
export function written(local: string, { timeZone }: Pick<PlaybookSource, 'timeZone'>): string {
  return instant(local, timeZone).toISO({ suppressMilliseconds: true });
}

function instant(local: string, timeZone: string): DateTime<true> {
  const time = DateTime.fromISO(local, { zone: timeZone });
  if (!time.isValid) throw new Error(`"${local}" is no moment in the zone "${timeZone}".`);
  return time;
}
