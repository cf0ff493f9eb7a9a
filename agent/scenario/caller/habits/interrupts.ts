import type { Habit } from '../../schema/caller.ts';
import type { Random } from '../caller.ts';
import type { HabitAtWork } from './habit-at-work.ts';

type Interrupts = Extract<Habit, { habit: 'interrupts' }>;

/** Cuts in after some words of the agent. */
export function interrupts({ chance, afterWords }: Interrupts, random: Random): HabitAtWork {
  return {
    changes(deed) {
      const strikes = random() < chance;
      return strikes && deed.does === 'says' ? { ...deed, interruptsAfterWords: afterWords } : undefined;
    },
  };
}
