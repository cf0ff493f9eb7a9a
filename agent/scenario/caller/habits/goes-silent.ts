import type { Habit } from '../../schema/caller.ts';
import type { Random } from '../caller.ts';
import type { HabitAtWork } from './habit-at-work.ts';

type GoesSilent = Extract<Habit, { habit: 'goes-silent' }>;
const MS_PER_SECOND = 1_000;

/** Says nothing instead of the answer. */
export function goesSilent({ chance, most, seconds }: GoesSilent, random: Random): HabitAtWork {
  let times = 0;
  return {
    changes() {
      const strikes = random() < chance;
      if (!strikes || times >= most) return undefined;
      times += 1;
      return { does: 'is-silent', ms: seconds * MS_PER_SECOND };
    },
  };
}
