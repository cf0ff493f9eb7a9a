import { DateTime } from 'luxon';
import { type BookingRules, dayProblem, startsOn } from './free-slots.ts';
import { failed, type ToolOutcome } from './outcome.ts';

/** A start that can be booked as far as the playbook's rules go, or why it cannot. */
export type WantedStart = { ok: true; startMs: number } | { ok: false; outcome: ToolOutcome };

/**
 * Reads the start that a model or the script asks for (ISO-8601, with an offset or in the business's time
 * zone) and checks it against opening hours, holidays, notice, horizon and the grid of slots.
 */
export function wantedStart(rules: BookingRules, start: string, minutes: number, nowMs: number): WantedStart {
  const time = DateTime.fromISO(start, { zone: rules.timeZone });
  if (!time.isValid)
    return refuse('bad-input', `start: "${start}" is no point in time (${time.invalidExplanation}).`);
  const day = time.toISODate();
  const problem = dayProblem(rules, day, nowMs);
  if (problem !== undefined) return refuse('not-available', `${day} cannot be booked: ${problem}.`, problem);
  const startMs = time.toMillis();
  if (startsOn(rules, day, minutes, nowMs).includes(startMs)) return { ok: true, startMs };
  return refuse(
    'not-available',
    `No appointment of ${minutes} minutes can begin at ${start}. Offer a start that find_free_slots returned.`,
    'not-a-slot',
  );
}

function refuse(
  failure: 'bad-input' | 'not-available',
  message: string,
  problem: string = failure,
): WantedStart {
  return { ok: false, outcome: failed(failure, message, { problem }) };
}
