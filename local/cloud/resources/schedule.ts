/** Milliseconds of the units in which EventBridge counts. */
const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * How often a schedule such as `rate(5 minutes)` runs, in milliseconds (EventBridge user guide, "Rate
 * expressions"). Undefined for any other expression: a `cron` is not run on a laptop.
 */
export function intervalOf(expression: string): number | undefined {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const unitMs = UNITS[unit ?? ''];
  return count === undefined || unitMs === undefined ? undefined : Number(count) * unitMs;
}
