import { DateTime } from 'luxon';
import type { Appointment } from '../call/call-state.ts';
import { readChoice } from '../capture/choice.ts';
import { readDate } from '../capture/date.ts';
import { pickByPlace } from '../capture/offers.ts';
import { slotStart, speakList } from '../capture/speak.ts';
import { speakAppointment } from '../capture/speak-appointment.ts';
import { readTime } from '../capture/time.ts';
import { type Token, tokenise } from '../capture/tokens.ts';
import { wordsFor } from '../capture/words/languages.ts';
import { WHICH_APPOINTMENT } from '../turn/expect.ts';
import { type Moment, phrase } from './moment.ts';
import { nextStep, offerPerson } from './next-step.ts';
import { after, asks, type Reply, runs } from './reply.ts';

/** Goes on from the appointments under the caller's number: none, the one, or a choice among several. */
export function withAppointments(moment: Moment, found: readonly Appointment[]): Reply {
  const [only, ...others] = found;
  if (only === undefined) return offerPerson(moment, phrase(moment, 'notFound'));
  if (others.length === 0) {
    const appointment = speakAppointment(only, moment.source, moment.locale);
    return after([phrase(moment, 'foundAppointment', { appointment })], nextStep(moment));
  }
  const chosen = isAsked(moment) ? pick(moment, found) : undefined;
  if (chosen !== undefined)
    return runs({ name: 'find_appointments', input: { phone: chosen.phone, appointmentId: chosen.id } });
  const appointments = speakList(
    found.map((one) => speakAppointment(one, moment.source, moment.locale)),
    moment.locale,
  );
  return asks(
    { kind: 'choice', field: WHICH_APPOINTMENT },
    ...(isAsked(moment) ? [phrase(moment, 'notUnderstood')] : []),
    phrase(moment, 'whichAppointment', { appointments }),
  );
}

/** Whether the caller was asked which appointment they mean. */
export function isAsked({ situation }: Moment): boolean {
  return situation.expect.kind === 'choice' && situation.expect.field === WHICH_APPOINTMENT;
}

/** The appointment the caller means: by its day, its time, its reason or its place in what was read out. */
function pick(moment: Moment, found: readonly Appointment[]): Appointment | undefined {
  const words = wordsFor(moment.locale);
  const tokens = tokenise(moment.situation.said ?? '', words);
  const marks = [dayMark(tokens, moment), timeMark(tokens, moment, found), reasonMark(tokens, moment)];
  const given = marks.filter((mark) => mark !== undefined);
  const matching = found.filter((one) => given.every((mark) => mark(one)));
  if (given.length > 0 && matching.length === 1) return matching[0];
  const slots = found.map((one) => one.slot);
  const slot = pickByPlace(tokens, slots, words);
  return found.find((one) => one.slot === slot);
}

/** Whether an appointment has what was said of it. */
type Mark = (appointment: Appointment) => boolean;

/** A weekday that was said is the appointment's, however far ahead that is. */
function dayMark(tokens: readonly Token[], moment: Moment): Mark | undefined {
  const { locale, source, situation } = moment;
  const words = wordsFor(locale);
  const dated = (one: Appointment): DateTime => DateTime.fromISO(one.slot.start, { setZone: true });
  const weekday = tokens.map((token) => words.dates.weekdays[token.text]).find((day) => day !== undefined);
  const nowMs = Date.parse(situation.now);
  const day = readDate(tokens, { locale, words, source, nowMs, expected: false, offered: true });
  if (day?.ok === true && weekday === undefined) return (one) => dated(one).toISODate() === day.value;
  return weekday === undefined ? undefined : (one) => dated(one).weekday === weekday;
}

function timeMark(tokens: readonly Token[], moment: Moment, found: readonly Appointment[]): Mark | undefined {
  const { locale, source } = moment;
  const offered = found.map((one) => slotStart(one.slot).time);
  const words = wordsFor(locale);
  const time = readTime(tokens, { locale, words, source, day: undefined, expected: false, offered });
  return time?.ok === true ? (one) => slotStart(one.slot).time === time.value : undefined;
}

function reasonMark(tokens: readonly Token[], { locale, source }: Moment): Mark | undefined {
  const words = wordsFor(locale);
  for (const field of Object.values(source.fields)) {
    if (field.type !== 'choice') continue;
    const reading = readChoice(tokens, { locale, words, choices: field.choices, expected: true });
    if (reading?.ok === true) return (one) => one.reason === reading.value;
  }
  return undefined;
}
