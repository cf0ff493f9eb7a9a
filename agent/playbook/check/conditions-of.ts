import type { Draft } from './draft.ts';
import type { DraftCondition, DraftNext, DraftStep, DraftWhen } from './draft-steps.ts';
import type { Path } from './finding.ts';
import { stepPlaces } from './step-graph.ts';

/** A condition and where it is written. */
export interface WrittenCondition {
  path: Path;
  condition: DraftCondition;
}

/** Every condition of a playbook, wherever conditions can stand. */
export function allConditions(draft: Draft): WrittenCondition[] {
  const plain = Object.entries(draft.goals).flatMap(([id, { only, person }]) => [
    ...inOnly(only, ['goals', id]),
    ...(person ?? []).flatMap(({ when }, index) => inWhen(when, ['goals', id, 'person', index, 'when'])),
  ]);
  const stepped = stepPlaces(draft).flatMap(({ path, written: { start, steps = {} } }) => [
    ...inNext(start, [...path, 'start']),
    ...Object.entries(steps).flatMap(([name, step]) => inStep(step, [...path, 'steps', name])),
  ]);
  const booked = (draft.calendar.bookings ?? []).flatMap(({ when }, index) =>
    inWhen(when, ['calendar', 'bookings', index, 'when']),
  );
  return [...plain, ...stepped, ...booked];
}

function inStep(step: DraftStep, path: Path): WrittenCondition[] {
  return [...inOnly(step.only, path), ...inWays(step, path)];
}

/** The conditions on the ways on from a step: they are looked at once the step is done. */
export function inWays({ next, failed }: DraftStep, path: Path): WrittenCondition[] {
  return [...inNext(next, [...path, 'next']), ...inNext(failed, [...path, 'failed'])];
}

export function inNext(next: DraftNext, path: Path): WrittenCondition[] {
  if (next === undefined || typeof next === 'string') return [];
  return next.flatMap(({ when }, index) => inWhen(when, [...path, index, 'when']));
}

export function inOnly(
  only: Readonly<Record<string, DraftCondition>> | undefined,
  path: Path,
): WrittenCondition[] {
  return Object.entries(only ?? {}).map(([field, condition]) => ({
    path: [...path, 'only', field],
    condition,
  }));
}

function inWhen(when: DraftWhen, path: Path): WrittenCondition[] {
  if (when === undefined) return [];
  if (!Array.isArray(when)) return [{ path, condition: when }];
  return when.map((condition, index) => ({ path: [...path, index], condition }));
}
