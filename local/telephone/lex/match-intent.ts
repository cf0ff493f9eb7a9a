import { normalWords } from '../../../media/floor/normal-words.ts';
import type { BotLocale } from './bot.ts';

export interface IntentMatch {
  name: string;
  /** 0 to 1; absent for the fallback intent, which Lex gives none. */
  confidence?: number;
}

/**
 * The intent that an utterance means by the bot's own sample utterances: the nearest sample by the share of
 * words in common (Dice 1945). Lex's own understanding goes further; what it would not be sure of is free
 * speech here, which is what the fallback intent is for.
 */
export function matchIntent(transcript: string, locale: BotLocale): IntentMatch {
  const said = normalWords(transcript);
  let best: { name: string; confidence: number } | undefined;
  for (const { name, sampleUtterances } of locale.intents) {
    for (const sample of sampleUtterances) {
      const confidence = dice(said, normalWords(sample));
      if (best === undefined || confidence > best.confidence) best = { name, confidence };
    }
  }
  if (best === undefined || best.confidence < Math.max(locale.confidenceThreshold, SURE))
    return { name: locale.fallback };
  return best;
}

/** Most of the words must agree: a goal's phrase inside a longer sentence says more than the goal. */
const SURE = 0.8;

function dice(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const left = [...other];
  let shared = 0;
  for (const word of one) {
    const at = left.indexOf(word);
    if (at < 0) continue;
    left.splice(at, 1);
    shared += 1;
  }
  return (2 * shared) / (one.length + other.length);
}
