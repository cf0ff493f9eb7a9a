import type { Habit } from '../../schema/caller.ts';
import type { HabitAtWork } from './habit-at-work.ts';

type Asks = Extract<Habit, { habit: 'asks' }>;

/** Asks something once, when a certain field is asked for, and answers when it is asked again. */
export function asks({ question, whenAskedFor }: Asks): HabitAtWork {
  let asked = false;
  return {
    changes(_deed, { expect }) {
      if (asked || !('field' in expect) || expect.field !== whenAskedFor) return undefined;
      asked = true;
      return { does: 'says', text: question };
    },
  };
}
