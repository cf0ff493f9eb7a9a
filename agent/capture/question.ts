import type { PlaybookSource } from '../playbook/schema.ts';
import { contentOf, contentWords } from './overlap.ts';
import { findPhrase, phraseKeys, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** Share of a question's telling words (weighted by rarity) that must have been said after a question's beginning. */
const ENOUGH_AFTER_CUE = 0.7;
/** The same for words that do not begin like a question: nearly all of it. */
const ENOUGH_WITHOUT_CUE = 0.95;
/** Telling words that must be shared where nothing else says that it is a question. */
const WORDS_WITHOUT_CUE = 2;

export interface QuestionContext {
  locale: string;
  words: LanguageWords;
  knowledge: PlaybookSource['knowledge'];
}

/** A knowledge entry whose question was asked, and the words that asked it. */
export interface AskedQuestion {
  id: string;
  span: Span;
}

/**
 * Finds the knowledge entry that was asked for: by a phrase of it said whole, else by the share of its
 * telling words. Plain answers do not match: without a question's beginning nearly all must be there.
 */
export function readQuestion(tokens: readonly Token[], context: QuestionContext): AskedQuestion | undefined {
  const cue = firstCue(tokens, context.words);
  const exact = exactQuestion(tokens, context);
  if (exact !== undefined) return exact;
  const from = cue ?? 0;
  const span = { from, to: sentenceEnd(tokens, from) };
  const said = new Set(contentOf(tokens.slice(span.from, span.to), context.words));
  const weigh = rarity(context);
  let best: { id: string; share: number; shared: number } | undefined;
  for (const entry of context.knowledge) {
    for (const phrase of entry.question[context.locale] ?? []) {
      const asked = contentWords(phraseKeys(phrase), context.words);
      const shared = asked.filter((word) => said.has(word));
      const share = total(shared, weigh) / total(asked, weigh);
      if (best === undefined || share > best.share || (share === best.share && shared.length > best.shared))
        best = { id: entry.id, share, shared: shared.length };
    }
  }
  if (best === undefined) return undefined;
  const enough =
    cue === undefined
      ? best.share >= ENOUGH_WITHOUT_CUE && best.shared >= WORDS_WITHOUT_CUE
      : best.share >= ENOUGH_AFTER_CUE;
  return enough ? { id: best.id, span } : undefined;
}

function exactQuestion(tokens: readonly Token[], context: QuestionContext): AskedQuestion | undefined {
  let best: AskedQuestion | undefined;
  for (const entry of context.knowledge) {
    const span = findPhrase(tokens, entry.question[context.locale] ?? []);
    if (span === undefined || span.to - span.from < 2) continue;
    if (best === undefined || span.to - span.from > best.span.to - best.span.from)
      best = { id: entry.id, span };
  }
  return best;
}

function firstCue(tokens: readonly Token[], words: LanguageWords): number | undefined {
  return findFirst(tokens, words.questionCues)?.from;
}

function findFirst(tokens: readonly Token[], phrases: readonly string[]): Span | undefined {
  for (let length = 1; length <= tokens.length; length += 1) {
    const span = findPhrase(tokens.slice(0, length), phrases);
    if (span !== undefined) return span;
  }
  return undefined;
}

function sentenceEnd(tokens: readonly Token[], from: number): number {
  const end = tokens.findIndex((token, index) => index >= from && token.ends === 'sentence');
  return end < 0 ? tokens.length : end + 1;
}

/** Words that many questions share weigh less (inverse document frequency). */
function rarity(context: QuestionContext): (word: string) => number {
  const entries = context.knowledge.map(
    (entry) =>
      new Set(
        (entry.question[context.locale] ?? []).flatMap((phrase) =>
          contentWords(phraseKeys(phrase), context.words),
        ),
      ),
  );
  return (word) => {
    const having = entries.filter((entry) => entry.has(word)).length;
    return Math.log(1 + entries.length / (1 + having));
  };
}

function total(words: readonly string[], weigh: (word: string) => number): number {
  return words.reduce((sum, word) => sum + weigh(word), 0);
}
