import type { Habit, Persona } from '../../schema/caller.ts';
import type { Random } from '../caller.ts';
import { asks } from './asks.ts';
import { changesMind } from './changes-mind.ts';
import { goesSilent } from './goes-silent.ts';
import type { HabitAtWork } from './habit-at-work.ts';
import { hesitates } from './hesitates.ts';
import { interrupts } from './interrupts.ts';
import { mumbles } from './mumbles.ts';
import { switchesLanguage } from './switches-language.ts';

/** The habits of a caller who speaks `locale`, in the order in which they change what the caller does. */
export function habitsOf({ habits = [] }: Persona, random: Random, locale: string): HabitAtWork[] {
  return habits.map((habit) => atWork(habit, random, locale));
}

function atWork(habit: Habit, random: Random, locale: string): HabitAtWork {
  switch (habit.habit) {
    case 'interrupts':
      return interrupts(habit, random);
    case 'hesitates':
      return hesitates(habit, random, locale);
    case 'changes-mind':
      return changesMind(habit);
    case 'mumbles':
      return mumbles(habit, random, locale);
    case 'goes-silent':
      return goesSilent(habit, random);
    case 'switches-language':
      return switchesLanguage(habit);
    case 'asks':
      return asks(habit);
  }
}
