import { prepared } from '../playbook/prepared.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { contentOf, contentWords } from './overlap.ts';
import { findPhrase, phraseAt, phraseKeys, type Span, type Token } from './tokens.ts';
import { wordsFor } from './words/languages.ts';
import type { LanguageWords } from './words/words.ts';

/** Share of a question's telling words (weighted by rarity) that must have been said after a question's beginning. */
const ENOUGH_AFTER_CUE = 0.7;
/** The same for words that do not begin like a question: nearly all of it. */
const ENOUGH_WITHOUT_CUE = 0.95;
/** The same for words that all stand in one entry's phrases, of which there must be this many. */
const ENOUGH_OF_MIXTURE = 0.5;
const WORDS_OF_MIXTURE = 2;
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
 * The knowledge entries that were asked for in one breath, in their order: "is there parking, and what are your
 * hours?" Each clause that begins like a question is read by itself; where they ask for the same, or only one of
 * them asks for anything, all the words together are one question.
 */
export function readQuestions(tokens: readonly Token[], context: QuestionContext): AskedQuestion[] {
  const asked = clausesOf(tokens, context.words).flatMap(({ from, to }) => {
    const found = readQuestion(tokens.slice(from, to), context);
    return found === undefined
      ? []
      : [{ ...found, span: { from: found.span.from + from, to: found.span.to + from } }];
  });
  const danger = asked.find(({ id }) =>
    context.knowledge.some((one) => one.id === id && one.next === 'listen'),
  );
  if (danger !== undefined) return [danger];
  if (new Set(asked.map(({ id }) => id)).size > 1) return asked;
  const whole = readQuestion(tokens, context);
  return whole === undefined ? [] : [whole];
}

/** The words cut before each beginning of a question that follows another clause. */
function clausesOf(tokens: readonly Token[], words: LanguageWords): Span[] {
  const begins = tokens.flatMap((_, at) => {
    const before = tokens[at - 1];
    if (before === undefined || phraseAt(tokens, at, words.questionCues) === undefined) return [];
    return before.ends !== undefined || words.values.numberJoints.includes(before.text) ? [at] : [];
  });
  return [0, ...begins].map((from, n) => ({ from, to: begins[n] ?? tokens.length }));
}

/**
 * Finds the knowledge entry that was asked for: by a phrase of it said whole, else by the share of its
 * telling words. Plain answers do not match: without a question's beginning nearly all must be there.
 */
function readQuestion(tokens: readonly Token[], context: QuestionContext): AskedQuestion | undefined {
  const cue = firstCue(tokens, context.words);
  const exact = exactQuestion(tokens, context);
  if (exact !== undefined) return exact;
  // Whom one is talking to is asked in words of many other questions, and answered without the playbook.
  if (findPhrase(tokens, context.words.intents['who-is-there']) !== undefined) return undefined;
  const from = cue?.from ?? 0;
  const span = { from, to: sentenceEnd(tokens, from) };
  const said = [...new Set(contentOf(tokens.slice(span.from, span.to), context.words))];
  const best = closest(said, context);
  if (best === undefined) return undefined;
  const afterCue = contentOf(tokens.slice(cue?.to ?? 0, span.to), context.words);
  const asked = cue === undefined ? isPlain(best) : isEnough(best, afterCue) || isAllAboutIt(best, said);
  return asked ? { id: best.id, span } : undefined;
}

interface Match {
  id: string;
  /** Share of the phrase's weight that was said. */
  share: number;
  /** How many telling words of the phrase were said. */
  shared: number;
  /** How many of the words that were said stand in any phrase of the entry. */
  about: number;
}

/** Most of a phrase was said. One telling word is enough only where no other was: "bring" of "can I bring my dog" is not. */
function isEnough({ share, shared }: Match, afterCue: readonly string[]): boolean {
  return share >= ENOUGH_AFTER_CUE && (shared > 1 || afterCue.length <= 1);
}

/** Hardly a question by its beginning, but nearly all of a phrase was said. */
function isPlain({ share, shared }: Match): boolean {
  return share >= ENOUGH_WITHOUT_CUE && shared >= WORDS_WITHOUT_CUE;
}

/** A new mixture of an entry's own words, and of no others: "what insurance do you accept". */
function isAllAboutIt({ share, about }: Match, said: readonly string[]): boolean {
  return share >= ENOUGH_OF_MIXTURE && about === said.length && about >= WORDS_OF_MIXTURE;
}

function closest(said: readonly string[], context: QuestionContext): Match | undefined {
  const { entries, weigh } = indexOf(context.knowledge, context.locale);
  let best: Match | undefined;
  for (const { id, phrases, vocabulary } of entries) {
    const about = said.filter((word) => vocabulary.has(word)).length;
    for (const phrase of phrases) {
      const shared = phrase.filter((word) => said.includes(word));
      const match = { id, share: shareOf(shared, phrase, weigh), shared: shared.length, about };
      if (best === undefined || isCloser(match, best)) best = match;
    }
  }
  return best;
}

interface Index {
  entries: { id: string; phrases: string[][]; vocabulary: Set<string> }[];
  /** Words that many entries share weigh less (inverse document frequency). */
  weigh: (word: string) => number;
}

const indexOf = prepared((knowledge: PlaybookSource['knowledge'], locale): Index => {
  const words = wordsFor(locale);
  const entries = knowledge.map((entry) => {
    const phrases = (entry.question[locale] ?? []).map((phrase) => contentWords(phraseKeys(phrase), words));
    return { id: entry.id, phrases, vocabulary: new Set(phrases.flat()) };
  });
  const weigh = (word: string): number => {
    const having = entries.filter((entry) => entry.vocabulary.has(word)).length;
    return Math.log(1 + entries.length / (1 + having));
  };
  return { entries, weigh };
});

/** A phrase of nothing but common words has no weight and matches only when it is said whole. */
function shareOf(
  shared: readonly string[],
  phrase: readonly string[],
  weigh: (word: string) => number,
): number {
  const whole = total(phrase, weigh);
  return whole === 0 ? 0 : total(shared, weigh) / whole;
}

function isCloser(one: Match, other: Match): boolean {
  return one.share > other.share || (one.share === other.share && one.shared > other.shared);
}

function exactQuestion(tokens: readonly Token[], context: QuestionContext): AskedQuestion | undefined {
  const said = context.knowledge.flatMap((entry) => {
    const span = findPhrase(tokens, entry.question[context.locale] ?? []);
    return span === undefined || span.to - span.from < 2 ? [] : [{ id: entry.id, span, entry }];
  });
  // What a caller in danger must hear goes before all that they also asked.
  const danger = said.filter(({ entry }) => entry.next === 'listen');
  const [longest] = (danger.length > 0 ? danger : said).toSorted(
    (a, b) => b.span.to - b.span.from - (a.span.to - a.span.from),
  );
  return longest === undefined ? undefined : { id: longest.id, span: longest.span };
}

function firstCue(tokens: readonly Token[], words: LanguageWords): Span | undefined {
  for (const index of tokens.keys()) {
    const cue = phraseAt(tokens, index, words.questionCues);
    if (cue !== undefined) return cue;
  }
  return undefined;
}

function sentenceEnd(tokens: readonly Token[], from: number): number {
  const end = tokens.findIndex((token, index) => index >= from && token.ends === 'sentence');
  return end < 0 ? tokens.length : end + 1;
}

function total(words: readonly string[], weigh: (word: string) => number): number {
  return words.reduce((sum, word) => sum + weigh(word), 0);
}
