import type { Habit } from '../../schema/caller.ts';
import type { HabitAtWork } from './habit-at-work.ts';

type ChangesMind = Extract<Habit, { habit: 'changes-mind' }>;

/** Says another value when everything is read back for the first time, and means it from then on. */
export function changesMind({ field, to }: ChangesMind): HabitAtWork {
  let changed = false;
  return {
    replaces({ expect }) {
      if (changed || expect.kind !== 'yes-no' || expect.confirms !== 'goal') return undefined;
      changed = true;
      return { field, to };
    },
  };
}
