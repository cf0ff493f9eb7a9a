import { DateTime } from 'luxon';

export interface TimeOfDay {
  hours: number;
  minutes: number;
}

/** `AWS::Connect::HoursOfOperation`, as far as it says when somebody is there. */
export interface Hours {
  arn: string;
  timeZone: string;
  periods: readonly { day: string; start: TimeOfDay; end: TimeOfDay }[];
}

/** Connect's names of the days, from luxon's Monday = 1. */
const DAYS = ['', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** Whether a queue with these hours is open. A period that ends at 00:00 lasts until midnight. */
export function isOpen({ timeZone, periods }: Hours, nowMs: number): boolean {
  const now = DateTime.fromMillis(nowMs, { zone: timeZone });
  const minute = now.hour * 60 + now.minute;
  return periods.some(({ day, start, end }) => {
    const until = minutesOf(end) === 0 ? 24 * 60 : minutesOf(end);
    return day === DAYS[now.weekday] && minute >= minutesOf(start) && minute < until;
  });
}

function minutesOf({ hours, minutes }: TimeOfDay): number {
  return hours * 60 + minutes;
}
