import type { PlaybookSource } from '../playbook/schema.ts';
import { localTime } from '../tools/free-slots.ts';
import type { FullStretch } from './schema/world.ts';

const MS_PER_MINUTE = 60_000;
/** A stretch is of one day: what reaches midnight ends with the day's last minute. */
const LAST_MINUTE = '23:59';

/** One cell of a resource's calendar, by the moment at which it begins (milliseconds since the epoch). */
export interface Cell {
  resource: string;
  startMs: number;
}

interface Run {
  startMs: number;
  endMs: number;
}

/** Cells as stretches of days, earliest first; resources that are taken for the same stretch stand together. */
export function fullStretches(
  cells: readonly Cell[],
  source: Pick<PlaybookSource, 'calendar' | 'timeZone'>,
): FullStretch[] {
  const found = new Map<string, Run & { resources: string[] }>();
  for (const resource of source.calendar.resources) {
    const own = cells.filter((cell) => cell.resource === resource).map(({ startMs }) => startMs);
    for (const run of runs(own, source)) {
      const key = `${run.startMs} ${run.endMs}`;
      const stretch = found.get(key) ?? { ...run, resources: [] };
      found.set(key, { ...stretch, resources: [...stretch.resources, resource] });
    }
  }
  return [...found.values()].toSorted((a, b) => a.startMs - b.startMs).map((one) => written(one, source));
}

/** Cells that follow each other on one day. */
function runs(starts: readonly number[], source: Pick<PlaybookSource, 'calendar' | 'timeZone'>): Run[] {
  const cellMs = source.calendar.slotMinutes * MS_PER_MINUTE;
  const joined: Run[] = [];
  for (const startMs of starts.toSorted((a, b) => a - b)) {
    const last = joined.at(-1);
    if (last?.endMs === startMs && dayOf(last.startMs, source) === dayOf(startMs, source))
      last.endMs = startMs + cellMs;
    else joined.push({ startMs, endMs: startMs + cellMs });
  }
  return joined;
}

function written(
  { startMs, endMs, resources }: Run & { resources: string[] },
  source: Pick<PlaybookSource, 'calendar' | 'timeZone'>,
): FullStretch {
  const day = dayOf(startMs, source);
  const ends = localTime(source, endMs);
  return {
    day,
    from: localTime(source, startMs).toFormat('HH:mm'),
    to: ends.toISODate() === day ? ends.toFormat('HH:mm') : LAST_MINUTE,
    ...(resources.length === source.calendar.resources.length ? {} : { resources }),
  };
}

function dayOf(timeMs: number, source: Pick<PlaybookSource, 'timeZone'>): string {
  return localTime(source, timeMs).toISODate();
}
