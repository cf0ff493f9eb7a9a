import type { Habit } from '../../schema/caller.ts';
import type { Random } from '../caller.ts';
import { saysOf } from '../sayings.ts';
import type { HabitAtWork } from './habit-at-work.ts';

type Mumbles = Extract<Habit, { habit: 'mumbles' }>;

/** Says something that nobody can understand instead of the answer. */
export function mumbles({ chance, most }: Mumbles, random: Random, locale: string): HabitAtWork {
  let times = 0;
  return {
    changes(deed) {
      const strikes = random() < chance;
      if (!strikes || times >= most || deed.does !== 'says') return undefined;
      times += 1;
      return { ...deed, text: saysOf(deed.locale ?? locale).mumble };
    },
  };
}
