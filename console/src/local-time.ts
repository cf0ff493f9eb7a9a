/** A stored moment (ISO-8601, UTC) on the clock of whoever looks at the page, to the minute. */
export function localMinute(iso: string): string {
  return `${localDate(new Date(iso))} ${localClock(iso).slice(0, 5)}`;
}

/** Its time of day, to the millisecond. */
export function localClock(iso: string): string {
  const moment = new Date(iso);
  const [hours, minutes, seconds] = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(
    twoDigits,
  );
  return `${hours}:${minutes}:${seconds}.${String(moment.getMilliseconds()).padStart(3, '0')}`;
}

function localDate(moment: Date): string {
  return `${moment.getFullYear()}-${twoDigits(moment.getMonth() + 1)}-${twoDigits(moment.getDate())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
