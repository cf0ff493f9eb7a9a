import { digitsAt, written } from './address-words.ts';
import type { Reading } from './reading.ts';
import { afterFillers, findPhrase, phraseAt, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** Words of a street's name and its kind, such as "Martin Luther King Boulevard". */
const MOST_WORDS = 5;

/**
 * The known address with the one part that was said anew: "the street is Oak" keeps the house number, the kind of
 * street where no other was said, and what follows a comma; "the house number is nineteen" keeps the street.
 */
export function changedAddress(
  tokens: readonly Token[],
  known: string,
  words: LanguageWords,
): Reading | undefined {
  const [line = '', ...town] = known.split(',');
  const change = otherNumber(tokens, line, words) ?? otherStreet(tokens, line, words);
  if (change === undefined) return undefined;
  const value = [change.line, ...town].join(',');
  return { ok: true, span: change.span, value, spoken: value };
}

/** The address with the street that these words are and nothing else: "18 Oak Court, no wait, Elm Court". */
export function otherStreetOf(
  tokens: readonly Token[],
  address: string,
  words: LanguageWords,
): Reading | undefined {
  const [line = '', ...town] = address.split(',');
  const begin = afterFillers(tokens, words);
  const street = tokens.slice(phraseAt(tokens, begin, words.values.livesAt)?.to ?? begin);
  const isStreet =
    street.length > 1 &&
    street.length <= MOST_WORDS &&
    words.values.streets.includes(street.at(-1)?.text ?? '');
  if (!isStreet || digitsAt(street, 0, words) !== undefined) return undefined;
  const name = nameOf(street, words);
  const value = [withStreet(line, name, words), ...town].join(',');
  return { ok: true, span: { from: 0, to: tokens.length }, value, spoken: value };
}

interface Change {
  line: string;
  span: Span;
}

function otherNumber(tokens: readonly Token[], line: string, words: LanguageWords): Change | undefined {
  const said = findPhrase(tokens, words.values.houseNumberIs);
  const digits = said === undefined ? undefined : digitsAt(tokens, said.to, words);
  if (said === undefined || digits === undefined || !/(?<!\S)\d+(?!\S)/.test(line)) return undefined;
  const span = { from: said.from, to: digits.to };
  return { line: line.replace(/(?<!\S)\d+(?!\S)/, digits.text), span };
}

function otherStreet(tokens: readonly Token[], line: string, words: LanguageWords): Change | undefined {
  const said = findPhrase(tokens, words.values.streetIs);
  if (said === undefined || digitsAt(tokens, said.to, words) !== undefined) return undefined;
  const end = tokens.findIndex(({ ends }, at) => at >= said.to && ends !== undefined);
  const street = tokens.slice(said.to, end < 0 ? tokens.length : end + 1);
  const [first] = street;
  // "The street is wrong" names none.
  const isName = first !== undefined && !words.names.notNames.includes(first.text);
  if (!isName || street.length > MOST_WORDS) return undefined;
  const span = { from: said.from, to: said.to + street.length };
  const name = nameOf(street, words);
  return { line: withStreet(line, name, words), span };
}

function nameOf(street: readonly Token[], words: LanguageWords): string {
  return written(street, 0, words).join(' ').replace(/ ?,$/, '');
}

/** The line with its street's name replaced; its kind stays where the new name has none. */
function withStreet(line: string, name: string, words: LanguageWords): string {
  const isKind = (word: string): boolean => words.values.streets.includes(word.toLowerCase());
  const hasKind = name.split(' ').some(isKind);
  const parts = line.split(' ').filter((part) => !(hasKind && isKind(part)));
  const isOld = (part: string): boolean => !/^\d+$/.test(part) && !isKind(part);
  const at = parts.findIndex(isOld);
  const kept = parts.filter((part) => !isOld(part));
  return at < 0 ? [...kept, name].join(' ') : [...kept.slice(0, at), name, ...kept.slice(at)].join(' ');
}
