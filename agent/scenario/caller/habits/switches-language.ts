import type { Habit } from '../../schema/caller.ts';
import type { CallerDeed } from '../caller.ts';
import { saysOf } from '../sayings.ts';
import type { HabitAtWork } from './habit-at-work.ts';

type SwitchesLanguage = Extract<Habit, { habit: 'switches-language' }>;

/** Goes on in another language after some turns, in the words that the scenario has for it. */
export function switchesLanguage({ locale, fromTurn, says }: SwitchesLanguage): HabitAtWork {
  let spoken = 0;
  return {
    changes(deed, { expect }): CallerDeed | undefined {
      spoken += 1;
      if (spoken < fromTurn || deed.does !== 'says') return undefined;
      const own = 'field' in expect ? says[expect.field]?.[0] : undefined;
      const text = own ?? (expect.kind === 'yes-no' ? answerIn(locale, expect.confirms) : says.goal?.[0]);
      return text === undefined ? undefined : { ...deed, text, locale };
    },
  };
}

function answerIn(locale: string, confirms: string | undefined): string {
  const { yes, nothingElse } = saysOf(locale);
  return confirms === 'anything-else' ? nothingElse : yes;
}
