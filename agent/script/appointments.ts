import type { Appointment } from '../call/call-state.ts';
import { readChoice } from '../capture/choice.ts';
import { readDate } from '../capture/date.ts';
import { pickByPlace } from '../capture/offers.ts';
import { slotStart, speakAppointment, speakList } from '../capture/speak.ts';
import { readTime } from '../capture/time.ts';
import { type Token, tokenise, without } from '../capture/tokens.ts';
import { wordsFor } from '../capture/words/words.ts';
import { type Moment, phrase } from './moment.ts';
import { nextStep, offerPerson } from './next-step.ts';
import { after, asks, type Reply, runs } from './reply.ts';

/** What the answer to "which one?" is expected under: no field of a playbook, so nothing else is read from it. */
export const WHICH_APPOINTMENT = 'appointment';

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
  const day = dayIn(tokens, moment);
  const left = day === undefined ? tokens : without(tokens, day.span);
  const time = readTime(left, {
    locale: moment.locale,
    words,
    source: moment.source,
    day: undefined,
    expected: true,
    offered: found.map((one) => slotStart(one.slot).time),
  });
  const reason = reasonIn(tokens, moment);
  const matching = found.filter((one) => {
    const start = slotStart(one.slot);
    return (
      (day === undefined || start.day === day.value) &&
      (time?.ok !== true || start.time === time.value) &&
      (reason === undefined || one.reason === reason)
    );
  });
  const named = day !== undefined || time?.ok === true || reason !== undefined;
  if (named && matching.length === 1) return matching[0];
  const slot = pickByPlace(
    tokens,
    found.map((one) => one.slot),
    words,
  );
  return found.find((one) => one.slot === slot);
}

function dayIn(
  tokens: readonly Token[],
  moment: Moment,
): { span: { from: number; to: number }; value: string } | undefined {
  const words = wordsFor(moment.locale);
  const reading = readDate(tokens, {
    locale: moment.locale,
    words,
    source: moment.source,
    nowMs: Date.parse(moment.situation.now),
    expected: false,
    offered: true,
  });
  return reading?.ok === true ? reading : undefined;
}

function reasonIn(tokens: readonly Token[], moment: Moment): string | undefined {
  const words = wordsFor(moment.locale);
  for (const field of Object.values(moment.source.fields)) {
    if (field.type !== 'choice') continue;
    const reading = readChoice(tokens, {
      locale: moment.locale,
      words,
      choices: field.choices,
      expected: true,
    });
    if (reading?.ok === true) return reading.value;
  }
  return undefined;
}
