import type { Habit } from '../../schema/caller.ts';
import type { Random } from '../caller.ts';
import { saysOf } from '../sayings.ts';
import type { HabitAtWork } from './habit-at-work.ts';

type Hesitates = Extract<Habit, { habit: 'hesitates' }>;

/** Needs a moment to begin. */
export function hesitates({ chance }: Hesitates, random: Random, locale: string): HabitAtWork {
  return {
    changes(deed) {
      const strikes = random() < chance;
      if (!strikes || deed.does !== 'says') return undefined;
      return { ...deed, text: `${saysOf(deed.locale ?? locale).hesitation} ${deed.text}` };
    },
  };
}
