import { DateTime } from 'luxon';
import { isOpenAt, type OpeningHours, WEEKDAYS } from '../playbook/hours.ts';
import type { VariableValues } from './accept.ts';
import type { BuiltInName } from './built-in.ts';

/** What variables are read from, beside the clock. */
export interface VariableSources {
  /** Those that the call keeps: given when it started, set by tools. */
  variables?: VariableValues | undefined;
  /** The caller's number, E.164. */
  from?: string | undefined;
  locale: string;
}

/**
 * Every variable that is known at this moment, the built-in ones included. Those of the clock are made anew each
 * time and never stored: a call that begins before closing time may end after it.
 */
export function knownVariables(
  { variables, from, locale }: VariableSources,
  hours: OpeningHours,
  nowMs: number,
): Record<string, string> {
  const line: Partial<Record<BuiltInName, string>> = {
    ...(from === undefined ? {} : { caller: from }),
    language: locale,
  };
  return { ...variables, ...line, ...clockVariables(hours, nowMs) };
}

function clockVariables(hours: OpeningHours, nowMs: number): Partial<Record<BuiltInName, string>> {
  const now = DateTime.fromMillis(nowMs, { zone: hours.timeZone });
  if (!now.isValid) throw new Error(`"${hours.timeZone}" is not a time zone; set timeZone of the playbook.`);
  const weekday = WEEKDAYS[now.weekday - 1];
  return {
    open_now: isOpenAt(hours, now.toISODate(), now.toFormat('HH:mm')) ? 'yes' : 'no',
    ...(weekday === undefined ? {} : { weekday }),
    hour: String(now.hour),
  };
}
