import { findPhrase, isTaken, phraseKeys, type Span, type Token, tokenise, without } from './tokens.ts';
import { languageOf, wordsFor } from './words/languages.ts';
import type { LanguageWords } from './words/words.ts';

/** Words of another language that must be heard before the call goes over to it: one alone may be a name. */
const WORDS_TO_SWITCH = 2;
/** The same where the line itself heard that language. Not none: many lines name the language they began in. */
const WORDS_IF_HEARD = 1;

/** The language that the caller wants to go on in, and their words without the request for it. */
export interface LanguageChange {
  locale: string;
  /** What else they said, to be understood in that language; empty when they only asked for it. */
  rest: string;
}

/**
 * Finds out whether the caller wants another of the playbook's languages: they ask for it ("¿habla español?",
 * "Spanish, please"), the line heard them speak it, or their words are of it and of no other. Undefined while
 * the language stays.
 */
export function readLanguage(
  text: string,
  { current, locales, heard }: { current: string; locales: readonly string[]; heard: string | undefined },
): LanguageChange | undefined {
  const others = locales.filter((locale) => languageOf(locale) !== languageOf(current));
  for (const locale of others) {
    const tokens = tokenise(text, wordsFor(locale));
    const asked = findPhrase(tokens, wordsFor(locale).asksFor);
    if (asked !== undefined) return { locale, rest: wordsBeside(tokens, asked, wordsFor(locale)) };
  }
  const speaksOther = others.find((locale) =>
    isSpoken(text, locale, current, locale === heard ? WORDS_IF_HEARD : WORDS_TO_SWITCH),
  );
  return speaksOther === undefined ? undefined : { locale: speaksOther, rest: text };
}

/** The words left of a request for a language; nothing when they are only the dress of it ("please"). */
function wordsBeside(tokens: readonly Token[], asked: Span, words: LanguageWords): string {
  const left = without(tokens, asked).filter((token) => !isTaken(token));
  const common = commonWords(words);
  const says = left.some((token) => !common.has(token.key) && !COURTESIES.has(token.key));
  return says ? left.map((token) => token.raw).join(' ') : '';
}

/** Words that dress a request for a language, in the languages that callers ask in. */
const COURTESIES: ReadonlySet<string> = new Set(
  `can could you we i do does speak talk please in to back again go switch change continue keep lets let us now instead
  someone anyone who is there hi hello sorry prefer want would like better actually ok okay
  podemos seguir cambiar hablar volver al otra vez ahora mejor prefiero`
    .trim()
    .split(/\s+/),
);

/** Whether the words are of that language: several of its commonest words, and more than of the current one. */
function isSpoken(text: string, locale: string, current: string, least: number): boolean {
  const [its, ours] = [wordsFor(locale), wordsFor(current)];
  const said = new Set(phraseKeys(text));
  const known = (one: LanguageWords, other: LanguageWords): number =>
    [...said].filter((word) => commonWords(one).has(word) && !commonWords(other).has(word)).length;
  const count = known(its, ours);
  return count >= least && count > known(ours, its);
}

const COMMON = new WeakMap<LanguageWords, ReadonlySet<string>>();

/** The words that every speaker of a language uses, whatever they want. */
function commonWords(words: LanguageWords): ReadonlySet<string> {
  const known = COMMON.get(words);
  if (known !== undefined) return known;
  const { stopWords, yes, no, fillers, intents, questionCues, names } = words;
  const common = [...stopWords, ...yes, ...no, ...fillers, ...intents.thanks, ...questionCues]
    .flatMap(phraseKeys)
    .filter((word) => word.length > 1 && !names.particles.includes(word));
  const set = new Set(common);
  COMMON.set(words, set);
  return set;
}
