import type { Slot } from '../call/call-state.ts';
import type { TurnRecord } from '../call/turn-record.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { cellsOf } from '../tools/calendar.ts';
import type { Sighting } from './calendar-seen.ts';
import { type Cell, fullStretches } from './full-stretches.ts';
import type { FullStretch, Meanwhile } from './schema/world.ts';

/** What others have from the beginning, and what they take while the call goes on. */
export interface OthersCalendar {
  full: FullStretch[];
  meanwhile: Meanwhile[];
}

/** A cell that others have: from the beginning, or from the turn before which they take it. */
interface TakenCell extends Cell {
  from: number | 'beginning';
}

/**
 * What others must have had for a call to see what it saw. Which cells of a slot they had is not seen: all of it
 * counts as theirs, but for what was free at that time or later. `turnOf` is the scenario's turn that plays a record's.
 */
export function takenByOthers(
  sightings: readonly Sighting[],
  turnOf: (record: TurnRecord) => number,
  source: Pick<PlaybookSource, 'calendar' | 'timeZone'>,
): OthersCalendar {
  const taken = Map.groupBy(takenCells(sightings, turnOf, source), ({ from }) => from);
  const turns = [...taken.keys()].filter((from) => from !== 'beginning').toSorted((a, b) => a - b);
  return {
    full: fullStretches(taken.get('beginning') ?? [], source),
    meanwhile: turns.map((beforeTurn) => ({
      beforeTurn,
      full: fullStretches(taken.get(beforeTurn) ?? [], source),
    })),
  };
}

function takenCells(
  sightings: readonly Sighting[],
  turnOf: (record: TurnRecord) => number,
  { calendar: { slotMinutes } }: Pick<PlaybookSource, 'calendar'>,
): TakenCell[] {
  const taken = new Map<string, TakenCell>();
  sightings.forEach((sighting, index) => {
    const earlier = sightings.slice(0, index).flatMap(({ free }) => free);
    const since = sightings.slice(index).flatMap(({ free }) => free);
    for (const slot of sighting.taken) {
      const cells = cellsOf(slot, slotMinutes).map((startMs) => ({ resource: slot.resource, startMs }));
      if (cells.some((cell) => taken.has(keyOf(cell)))) continue;
      const theirs = cells.filter((cell) => !isIn(cell, since, slotMinutes));
      const always = theirs.filter((cell) => !isIn(cell, earlier, slotMinutes));
      const wasFree = always.length === 0 || earlier.some(({ start }) => start === slot.start);
      const from = wasFree ? turnOf(sighting.record) : 'beginning';
      for (const cell of wasFree ? theirs : always) taken.set(keyOf(cell), { ...cell, from });
    }
  });
  return [...taken.values()];
}

function keyOf({ resource, startMs }: Cell): string {
  return `${resource} ${startMs}`;
}

function isIn(cell: Cell, slots: readonly Slot[], cellMinutes: number): boolean {
  return slots.some(
    (slot) => slot.resource === cell.resource && cellsOf(slot, cellMinutes).includes(cell.startMs),
  );
}
