import type { PlaybookSource } from '../playbook/schema.ts';
import { contentOf, contentWords } from './overlap.ts';
import { findPhrase, phraseKeys, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** Telling words that a phrase needs to take the caller away from a goal that is being pursued. */
const WORDS_TO_SWITCH = 2;

export interface GoalContext {
  locale: string;
  words: LanguageWords;
  goals: PlaybookSource['goals'];
  /** The goal that is being pursued. */
  current: string | null;
}

/**
 * Finds the goal that was said: the phrase with the most telling words, all of which were said. While a
 * goal is pursued, only another one that is said clearly counts.
 */
export function readGoal(tokens: readonly Token[], context: GoalContext): string | undefined {
  const said = new Set(contentOf(tokens, context.words));
  let best: { goal: string; rank: number; telling: number; whole: boolean } | undefined;
  for (const [goal, { phrases }] of Object.entries(context.goals)) {
    for (const phrase of phrases[context.locale] ?? []) {
      const keys = phraseKeys(phrase);
      const telling = contentWords(keys, context.words);
      const span = findPhrase(tokens, [phrase]);
      if (telling.length === 0 ? span === undefined : !telling.every((word) => said.has(word))) continue;
      const rank = telling.length + (span === undefined ? 0 : 0.5);
      if (best !== undefined && best.rank >= rank) continue;
      best = {
        goal,
        rank,
        telling: telling.length,
        whole: span !== undefined && keys.length === tokens.length,
      };
    }
  }
  if (best === undefined || best.goal === context.current) return undefined;
  if (context.current === null || best.telling >= WORDS_TO_SWITCH || best.whole) return best.goal;
  return undefined;
}

/**
 * The goal that only fits what was said: when a caller who has not said what they want names something that
 * a single goal collects ("a cleaning, please"), that goal is meant.
 */
export function impliedGoal(fields: readonly string[], goals: PlaybookSource['goals']): string | undefined {
  for (const field of fields) {
    const collecting = Object.keys(goals).filter((goal) => goals[goal]?.collect.includes(field));
    if (collecting.length === 1) return collecting[0];
  }
  return undefined;
}
