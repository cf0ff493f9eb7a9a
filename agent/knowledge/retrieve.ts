import MiniSearch from 'minisearch';
import { contentWords } from '../capture/overlap.ts';
import { phraseKeys } from '../capture/tokens.ts';
import { wordsFor } from '../capture/words/languages.ts';
import type { LanguageWords } from '../capture/words/words.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { FoundPassage, Passage } from '../playbook/passage.ts';
import { prepared } from '../playbook/prepared.ts';
import type { PlaybookSource } from '../playbook/schema.ts';

/** How many passages are told: more would crowd out the talk, and the answer is nearly always in the first. */
export const MAX_FOUND = 3;
/** Share of a question's telling words, the rare ones counting more, that a passage must hold. */
const ENOUGH_SHARE = 0.5;
/** A word of the headings tells more of what a passage is about than one of its text. */
const TITLE_WEIGHT = 2;
/** A word that stands nowhere weighs this much of what the rarest does: callers say more than a text does. */
const UNKNOWN_WEIGHT = 0.75;
/** A word in a larger share of the passages than this is not searched for while rarer ones were said. */
const COMMON_SHARE = 0.05;
/** In so few passages no word is common. */
const FEW_PASSAGES = 20;
/** Endings that change neither what is asked nor what is told ("take", "takes"; "limpieza", "limpiezas"). */
const LAST_VOWEL = /(?<=\p{L}{3})[aeo]$/u;
/** Words this long may be off by a letter: a recogniser's slip, or an ending. */
const LETTERS_FOR_A_SLIP = 5;

/**
 * Finds the passages of the playbook that answer what was asked, best first: its Markdown files and its
 * questions and answers in that language. Empty when nothing fits well enough to answer from. Pure.
 */
export function retrieve(playbook: CompiledPlaybook, locale: string, asked: string): FoundPassage[] {
  const index = indexOf(playbook, locale);
  const said = [...new Set(index.wordsOf(asked))];
  const wanted = said.some(index.isTelling) ? said.filter((word) => !index.isCommon(word)) : said;
  const whole = wanted.reduce((sum, word) => sum + index.weigh(word), 0);
  if (whole === 0) return [];
  return index.search
    .search(wanted.join(' '))
    .map(({ id, queryTerms, score }) => {
      const held = queryTerms.reduce((sum, word) => sum + index.weigh(word), 0);
      return { passage: index.passages[Number(id)], share: Math.min(1, held / whole), score };
    })
    .filter(({ share }) => share >= ENOUGH_SHARE)
    .toSorted((a, b) => b.share - a.share || b.score - a.score)
    .slice(0, MAX_FOUND)
    .flatMap(({ passage, share }) =>
      passage === undefined
        ? []
        : [{ source: passage.source, title: passage.title, text: passage.text, share }],
    );
}

interface KnowledgeIndex {
  passages: readonly Passage[];
  search: MiniSearch;
  /** The telling words of a text. */
  wordsOf(text: string): string[];
  /** Words that many passages share weigh less (inverse document frequency). */
  weigh(word: string): number;
  /** Whether so many passages hold the word that it tells none of them from the others. */
  isCommon(word: string): boolean;
  /** Whether some passages hold the word, and few enough. */
  isTelling(word: string): boolean;
}

const indexOf = prepared((playbook: CompiledPlaybook, locale): KnowledgeIndex => {
  const words = wordsFor(locale);
  const passages = [
    ...questionsAndAnswers(playbook.source, locale),
    ...playbook.passages.filter((passage) => passage.locale === locale),
  ];
  const wordsOf = tellingWords(words);
  const having = countPassages(passages, wordsOf);
  const most = Math.max(FEW_PASSAGES, passages.length * COMMON_SHARE);
  const search = new MiniSearch({
    fields: ['title', 'text'],
    tokenize: wordsOf,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (text) => text.split(' '),
      boost: { title: TITLE_WEIGHT },
      // A word that stands somewhere is meant as it was said; only others may be slips.
      fuzzy: (term) => (!having.has(term) && term.length >= LETTERS_FOR_A_SLIP ? 1 : false),
    },
  });
  search.addAll(passages.map(({ title, text }, id) => ({ id, title, text })));
  const isCommon = (word: string): boolean => (having.get(word) ?? 0) > most;
  return {
    passages,
    search,
    wordsOf,
    weigh: rarity(passages.length, having),
    isCommon,
    isTelling: (word) => having.has(word) && !isCommon(word),
  };
});

/**
 * The playbook's own questions: the ways to ask are the title, so that they are found by them. What a caller in
 * danger is told is none of them: "does it hurt" has a word of "my chest hurts", and that is no reason to say it.
 */
function questionsAndAnswers({ knowledge, company, agent }: PlaybookSource, locale: string): Passage[] {
  return knowledge.flatMap((entry) => {
    if (entry.next === 'listen') return [];
    const questions = entry.question[locale] ?? [];
    const answer = entry.answer[locale];
    if (answer === undefined) return [];
    const text = answer.replaceAll('{company}', company).replaceAll('{agent}', agent.name);
    return [{ source: `knowledge.${entry.id}`, locale, title: questions.join(', '), text }];
  });
}

/** Words that begin questions tell nothing of what is asked. */
function tellingWords(words: LanguageWords): (text: string) => string[] {
  const cues = new Set(words.questionCues.flatMap(phraseKeys));
  return (text) =>
    contentWords(
      phraseKeys(text.normalize('NFC')).filter((key) => !cues.has(key)),
      words,
    ).map((word) => word.replace(LAST_VOWEL, ''));
}

/** In how many passages each word stands. */
function countPassages(
  passages: readonly Passage[],
  wordsOf: (text: string) => string[],
): ReadonlyMap<string, number> {
  const having = new Map<string, number>();
  for (const { title, text } of passages) {
    for (const word of new Set(wordsOf(`${title} ${text}`))) having.set(word, (having.get(word) ?? 0) + 1);
  }
  return having;
}

function rarity(passages: number, having: ReadonlyMap<string, number>): (word: string) => number {
  const rarest = Math.log(2 + passages);
  return (word) => {
    const count = having.get(word);
    return count === undefined ? rarest * UNKNOWN_WEIGHT : Math.log(1 + (passages + 1) / (1 + count));
  };
}
