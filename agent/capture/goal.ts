import { collectedFields } from '../playbook/goals.ts';
import { prepared } from '../playbook/prepared.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { stretchesOf } from './correction.ts';
import { contentOf, contentWords } from './overlap.ts';
import { findKeys, phraseKeys, type Token } from './tokens.ts';
import { wordsFor } from './words/languages.ts';
import type { LanguageWords } from './words/words.ts';

/** Telling words that a phrase needs to take the caller away from a goal that is being pursued. */
const WORDS_TO_SWITCH = 2;

/** What a phrase said word for word counts beside its telling words: it decides between equals. */
const WHOLE_PHRASE = 0.5;

export interface GoalContext {
  locale: string;
  words: LanguageWords;
  goals: PlaybookSource['goals'];
  /** The goal that is being pursued. */
  current: string | null;
}

/**
 * Finds the goal that was said: the phrase with the most telling words, all of which were said; after a
 * correction ("to book, no, to cancel") the last goal. While a goal is pursued, only another one that is said
 * clearly counts.
 */
export function readGoal(tokens: readonly Token[], context: GoalContext): string | undefined {
  const said = stretchesOf(tokens, context.words)
    .map(({ from, to }) => goalIn(tokens.slice(from, to), context))
    .filter((goal) => goal !== undefined);
  const last = said.at(-1);
  return said.length > 1 ? last : (goalIn(tokens, context) ?? last);
}

function goalIn(tokens: readonly Token[], context: GoalContext): string | undefined {
  const said = new Set(contentOf(tokens, context.words));
  let best: (Way & { rank: number; whole: boolean }) | undefined;
  for (const way of waysToSay(context.goals, context.locale)) {
    const exact = findKeys(tokens, way.keys) !== undefined;
    const isSaid = way.telling.length === 0 ? exact : way.telling.every((word) => said.has(word));
    const rank = way.telling.length + (exact ? WHOLE_PHRASE : 0);
    if (!isSaid || (best !== undefined && best.rank >= rank)) continue;
    best = { ...way, rank, whole: exact && way.keys.length === tokens.length };
  }
  if (best === undefined || best.goal === context.current) return undefined;
  const clear = best.telling.length >= WORDS_TO_SWITCH || best.whole;
  return context.current === null || clear ? best.goal : undefined;
}

/** One way to say a goal. */
interface Way {
  goal: string;
  keys: string[];
  /** The words that tell it from other sentences. */
  telling: string[];
}

const waysToSay = prepared((goals: PlaybookSource['goals'], locale): Way[] => {
  const words = wordsFor(locale);
  return Object.entries(goals).flatMap(([goal, { phrases }]) =>
    (phrases[locale] ?? []).map((phrase) => {
      const keys = phraseKeys(phrase);
      return { goal, keys, telling: contentWords(keys, words) };
    }),
  );
});

/**
 * The goal that only fits what was said: when a caller who has not said what they want names something that
 * a single goal collects ("a cleaning, please"), that goal is meant.
 */
export function impliedGoal(fields: readonly string[], source: PlaybookSource): string | undefined {
  for (const field of fields) {
    const collecting = Object.keys(source.goals).filter((goal) =>
      collectedFields(source, goal).includes(field),
    );
    if (collecting.length === 1) return collecting[0];
  }
  return undefined;
}
