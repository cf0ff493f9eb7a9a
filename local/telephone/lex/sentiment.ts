import { normalWords } from '../../../media/floor/normal-words.ts';

export interface Sentiment {
  sentiment: 'POSITIVE' | 'NEGATIVE' | 'NEUTRAL' | 'MIXED';
  sentimentScore: { positive: number; negative: number; neutral: number; mixed: number };
}

/** Words that carry a mood in a telephone call. A laptop has no Amazon Comprehend: words are counted instead. */
const POSITIVE = new Set(
  'thanks thank great perfect wonderful lovely good nice appreciate excellent happy glad awesome'.split(' '),
);
const NEGATIVE = new Set(
  'angry terrible awful bad worst annoyed ridiculous unacceptable upset useless horrible complaint frustrated pain hurts'.split(
    ' ',
  ),
);
/** How much the neutral side weighs against one word with a mood. */
const NEUTRAL_WEIGHT = 0.25;

/** Scores of an utterance that add up to 1, by its English words with a mood; neutral without any. */
export function sentimentOf(text: string): Sentiment {
  const words = normalWords(text);
  const positive = words.filter((word) => POSITIVE.has(word)).length;
  const negative = words.filter((word) => NEGATIVE.has(word)).length;
  const mixed = Math.min(positive, negative);
  const total = positive + negative + mixed + NEUTRAL_WEIGHT;
  const sentimentScore = {
    positive: positive / total,
    negative: negative / total,
    mixed: mixed / total,
    neutral: NEUTRAL_WEIGHT / total,
  };
  if (mixed > 0) return { sentiment: 'MIXED', sentimentScore };
  if (positive > 0) return { sentiment: 'POSITIVE', sentimentScore };
  return { sentiment: negative > 0 ? 'NEGATIVE' : 'NEUTRAL', sentimentScore };
}
