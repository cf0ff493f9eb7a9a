import { DateTime } from 'luxon';
import type { Slot } from '../call/call-state.ts';
import { slotStart, speakChoices, speakDate, speakTime } from '../capture/speak.ts';
import { readPartOfDay } from '../capture/time.ts';
import { tokenise } from '../capture/tokens.ts';
import { wordsFor } from '../capture/words/languages.ts';
import type { PartOfDay } from '../capture/words/words.ts';
import { isOpenAt, minuteOfDay } from '../playbook/hours.ts';
import { appointmentNeeds, suits } from '../tools/appointment-needs.ts';
import { partOfDay } from '../tools/free-slots.ts';
import { type Moment, phrase, text } from './moment.ts';
import { asks, type Reply, runs } from './reply.ts';

/** The day and time fields of a goal that is about a slot of the calendar. */
export interface SlotFields {
  day: string;
  time: string;
}

/**
 * Settles the time of an appointment on a known day: undefined once it is one of the slots that are known to
 * be free; else the look-up to run, or the offer to make.
 */
export function settleTime(moment: Moment, { day, time }: SlotFields): Reply | undefined {
  const wantedDay = moment.fields[day]?.value;
  if (wantedDay === undefined) return undefined;
  const wantedTime = stillWanted(moment, time);
  const offers = moment.offers.filter((slot) => fits(slot, moment));
  const free = offers.some((slot) => isAt(slot, wantedDay, wantedTime));
  if (free) return undefined;
  const looked = moment.ran.some(({ name, result }) => name === 'find_free_slots' && result.ok);
  const fresh = wantedTime === undefined && moment.situation.understood.partOfDay === undefined;
  if (looked || (fresh && offers.length > 0)) return offer(moment, offers, { day, time });
  return lookUp(moment, wantedDay, wantedTime);
}

/** The time of day that was asked for; "Wednesday morning" takes back a time in the afternoon. */
function stillWanted(moment: Moment, time: string): string | undefined {
  const known = moment.fields[time]?.value;
  const { fields, partOfDay: part } = moment.situation.understood;
  if (known === undefined || part === undefined || fields[time] !== undefined) return known;
  return partOfDay(moment.source, minuteOfDay(known)) === part ? known : undefined;
}

/** The start of the wanted slot: that of the free slot, with the zone's offset. */
export function wantedStart(moment: Moment, { day, time }: SlotFields): string | undefined {
  const [wantedDay, wantedTime] = [moment.fields[day]?.value, moment.fields[time]?.value];
  if (wantedDay === undefined || wantedTime === undefined) return undefined;
  const known = moment.offers.find((slot) => isAt(slot, wantedDay, wantedTime));
  if (known !== undefined) return known.start;
  const start = DateTime.fromISO(`${wantedDay}T${wantedTime}`, { zone: moment.source.timeZone });
  return start.toISO({ suppressMilliseconds: true }) ?? undefined;
}

/** Looks for free slots on the day, near the time or in the part of the day that was asked for. */
export function lookUp(moment: Moment, day: string, time: string | undefined): Reply {
  const part = time === undefined ? preferredPart(moment) : undefined;
  const reason = reasonOf(moment);
  return runs({
    name: 'find_free_slots',
    input: {
      day,
      ...(time === undefined ? {} : { time }),
      ...(part === undefined ? {} : { partOfDay: part }),
      ...(reason === undefined ? {} : { reason }),
    },
  });
}

/** Offers what is free on the first day that has something, after saying what is not free. */
function offer(moment: Moment, offers: readonly Slot[], fields: SlotFields): Reply {
  const starts = offers
    .map(slotStart)
    .toSorted((a, b) => `${a.day}${a.time}`.localeCompare(`${b.day}${b.time}`));
  const [first] = starts;
  if (first === undefined) return noneFree(moment, fields.day);
  const times = starts.filter((start) => start.day === first.day).map((start) => start.time);
  return asks(
    { kind: 'time', field: fields.time },
    ...whyNotAsWished(moment, first.day, fields),
    phrase(moment, 'offerSlots', {
      day: speakDate(first.day, moment.locale),
      times: speakChoices(
        times.map((time) => speakTime(time, moment.locale)),
        moment.locale,
      ),
    }),
  );
}

/** A slot just lost to another, a day that is full, an exact time that is taken or out of hours; nothing when none was asked for. */
function whyNotAsWished(moment: Moment, offeredDay: string, { day, time }: SlotFields): string[] {
  const [wanted, wantedTime] = [moment.fields[day], moment.fields[time]];
  if (lostSlot(moment)) return [phrase(moment, 'slotTaken')];
  if (wanted !== undefined && wanted.value !== offeredDay)
    return [phrase(moment, 'noSlots', { day: wanted.spoken })];
  if (wanted === undefined || wantedTime === undefined || stillWanted(moment, time) === undefined) return [];
  const { closedAt, notFree } = moment.source.phrases;
  const open = isOpenAt(moment.source, wanted.value, wantedTime.value);
  const why = open || closedAt === undefined ? notFree : closedAt;
  return [text(moment, why, { day: wanted.spoken, time: wantedTime.spoken })];
}

/** Nothing is free on the day or soon after: another day is asked for. */
export function noneFree(moment: Moment, day: string): Reply {
  const asked = moment.fields[day];
  const field = moment.source.fields[day];
  const spoken = asked === undefined ? [] : [phrase(moment, 'noSlots', { day: asked.spoken })];
  const ask = field?.ask[moment.locale];
  return asks({ kind: 'date', field: day }, ...spoken, ...(ask === undefined ? [] : [ask]));
}

/** Whether somebody else took the slot in this very turn. */
function lostSlot(moment: Moment): boolean {
  return moment.ran.some(({ result }) => !result.ok && result.failure === 'slot-taken');
}

function isAt(slot: Slot, day: string, time: string | undefined): boolean {
  const start = slotStart(slot);
  return start.day === day && start.time === time;
}

/** A slot that was offered before all was known may be too short, or with a resource that does not fit. */
function fits(slot: Slot, moment: Moment): boolean {
  const { source, fields, situation, appointment, goal } = moment;
  const { variables } = situation;
  const call = { fields, variables, appointment, goal: goal?.id ?? null };
  return suits(slot, appointmentNeeds(source, call, reasonOf(moment)));
}

/** What the appointment is for: of the one that is moved, else what the caller said. */
function reasonOf(moment: Moment): string | undefined {
  const collected = moment.goal?.collect.find((id) => moment.source.fields[id]?.type === 'choice');
  return collected === undefined ? moment.appointment?.reason : moment.fields[collected]?.value;
}

/** The part of the day the caller last asked for; they may have said it before the day was known. */
function preferredPart(moment: Moment): PartOfDay | undefined {
  const words = wordsFor(moment.locale);
  const earlier = moment.history
    .toReversed()
    .filter((entry) => entry.who === 'caller')
    .map((entry) => readPartOfDay(tokenise(entry.text, words), words));
  return moment.situation.understood.partOfDay ?? earlier.find((part) => part !== undefined);
}
