import { DateTime } from 'luxon';
import type { TurnRecord } from '../call/turn-record.ts';
import { speakDate } from '../capture/speak.ts';
import { spokenText } from '../conversation/progress.ts';
import { isOpenOn } from '../playbook/hours.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { TOOL_INPUTS } from '../tools/inputs.ts';

/**
 * The closed days of a recorded call where they were others than the playbook has now, as far as the call came upon
 * them; undefined where they were the same.
 */
export function closedDays(records: readonly TurnRecord[], playbook: PlaybookSource): string[] | undefined {
  const { holidays } = playbook;
  const { closed, open } = daysSearched(records);
  const then = new Set([...holidays, ...closed, ...daysRefused(records, playbook)]);
  for (const day of open) then.delete(day);
  const same = then.size === holidays.length && holidays.every((day) => then.has(day));
  return same ? undefined : [...then].toSorted();
}

function daysSearched(records: readonly TurnRecord[]): { closed: Set<string>; open: Set<string> } {
  const closed = new Set<string>();
  const open = new Set<string>();
  for (const { name, input, result } of records.flatMap(({ tools }) => tools)) {
    const asked = TOOL_INPUTS.find_free_slots.safeParse(input);
    if (name !== 'find_free_slots' || !asked.success) continue;
    const why = result.ok ? result.content.whyNotAskedDay : result.content.problem;
    if (why === 'holiday') closed.add(asked.data.day);
    if (result.ok) open.add(String(result.content.day));
  }
  return { closed, open };
}

/** Days on which the agent said that the business was closed, in the playbook's words, without looking them up. */
function daysRefused(records: readonly TurnRecord[], playbook: PlaybookSource): string[] {
  const { calendar, phrases, timeZone } = playbook;
  const first = records[0];
  if (first === undefined) return [];
  const today = DateTime.fromISO(first.state.startedAt, { zone: timeZone });
  const ahead = Array.from({ length: calendar.horizonDays + 1 }, (_, days) =>
    today.plus({ days }).toISODate(),
  );
  const openDays = ahead.filter((day) => day !== null).filter((day) => isOpenOn(playbook, day));
  return records.flatMap(({ answer, state: { locale } }) => {
    const said = spokenText(answer);
    const refusal = phrases.closedDay[locale];
    if (refusal === undefined || !refusal.split('{day}').every((part) => said.includes(part))) return [];
    return openDays.filter((day) => said.includes(refusal.replace('{day}', speakDate(day, locale))));
  });
}
