import type { Reading } from './reading.ts';
import { editDistance } from './similar.ts';
import { afterFillers, findPhrase, isTaken, phraseAt, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** The most words taken for one name. */
const MOST_WORDS = 5;
/** A new word this close to an old one corrects it ("Lopes", "Lopez"). */
const CLOSE_LETTERS = 2;

export interface NameContext {
  words: LanguageWords;
  /** A name was asked for. */
  expected: boolean;
  /** The name as it is known so far: a lone new word may correct a part of it. */
  known: string | undefined;
  /** The caller may be correcting the name: something was read back or is being taken back. */
  correcting: boolean;
}

/**
 * Finds the caller's name: introduced ("my name is …"), bare where one was asked for, spelled letter by
 * letter, or corrected by a part or a letter. Case is restored where the recogniser gives none.
 */
export function readName(tokens: readonly Token[], context: NameContext): Reading | undefined {
  const lettered =
    context.known === undefined ? undefined : readLetterCorrection(tokens, context, context.known);
  if (lettered !== undefined) return lettered;
  const found = introduced(tokens, context) ?? (context.expected ? bare(tokens, context) : undefined);
  if (found === undefined) return undefined;
  const name = written(found.parts, context.words);
  const value = context.known === undefined ? name : corrected(context.known, name);
  return { ok: true, span: found.span, value, spoken: value };
}

interface Found {
  span: Span;
  parts: Token[];
}

function introduced(tokens: readonly Token[], context: NameContext): Found | undefined {
  const { names } = context.words;
  for (let from = 0; from < tokens.length; from += 1) {
    const strong = phraseAt(tokens, from, names.introductions);
    const weak = strong === undefined ? phraseAt(tokens, from, names.weakIntroductions) : undefined;
    const introduction = strong ?? weak;
    if (introduction === undefined) continue;
    const at = phraseAt(tokens, introduction.to, names.weakIntroductions)?.to ?? introduction.to;
    const found = nameAt(tokens, afterFillers(tokens, context.words, at), context.words);
    if (found !== undefined && (strong !== undefined || credible(found, tokens, context))) return found;
  }
  return undefined;
}

/**
 * After "it's" or "this is" almost anything can follow. Where no name was asked for, typed text must show
 * it by capitals, and a recogniser's text by a first and a last name.
 */
function credible(found: Found, tokens: readonly Token[], context: NameContext): boolean {
  if (context.expected || context.correcting) return true;
  const typed = tokens.some((token) => /^\p{Lu}\p{Ll}/u.test(token.raw));
  return typed ? found.parts.every(hasCapital) : found.parts.length >= 2;
}

function hasCapital(token: Token): boolean {
  return /\p{Lu}/u.test(token.raw);
}

/** A name alone: it begins the answer, after a yes or no at most, and nothing follows that it would belong to. */
function bare(tokens: readonly Token[], context: NameContext): Found | undefined {
  const { words } = context;
  const begin = afterFillers(tokens, words);
  if (phraseAt(tokens, begin, words.notNo) !== undefined) return undefined;
  const answer = phraseAt(tokens, begin, words.yes) ?? phraseAt(tokens, begin, words.no);
  const found = nameAt(tokens, afterFillers(tokens, words, answer?.to ?? begin), words);
  if (found === undefined) return undefined;
  const next = tokens[found.span.to];
  const ends = tokens[found.span.to - 1]?.ends !== undefined;
  const alone = next === undefined || ends || isTaken(next) || words.names.followers.includes(next.text);
  return alone ? found : undefined;
}

/** The name that begins here: words that can be one, until a word that cannot, a comma or a full stop. */
function nameAt(tokens: readonly Token[], from: number, words: LanguageWords): Found | undefined {
  const spelled = spelledAt(tokens, from, words);
  if (spelled !== undefined) return spelled;
  const parts: Token[] = [];
  let to = from;
  for (; to < tokens.length && parts.length < MOST_WORDS; to += 1) {
    const token = tokens[to];
    if (token === undefined || !canBeName(token, words) || spelledAt(tokens, to, words) !== undefined) break;
    parts.push(token);
    if (token.ends !== undefined) {
      to += 1;
      break;
    }
  }
  while (words.names.particles.includes(parts.at(-1)?.text ?? '')) {
    parts.pop();
    to -= 1;
  }
  const named = parts.some((part) => part.text.length > 1);
  return named
    ? withSurname(tokens, withSpelling(tokens, { span: { from, to }, parts }, words), words)
    : undefined;
}

/** "First name Maria, last name Lopez." */
function withSurname(tokens: readonly Token[], found: Found, words: LanguageWords): Found {
  const introduction = phraseAt(tokens, found.span.to, words.names.surnameIntroductions);
  const surname = introduction === undefined ? undefined : nameAt(tokens, introduction.to, words);
  if (surname === undefined) return found;
  return { span: { from: found.span.from, to: surname.span.to }, parts: [...found.parts, ...surname.parts] };
}

function canBeName(token: Token, words: LanguageWords): boolean {
  return (
    !isTaken(token) &&
    token.number === undefined &&
    /^\p{L}[\p{L}'.-]*$/u.test(token.text) &&
    !words.names.contractions.some((ending) => token.text.endsWith(ending)) &&
    !words.names.notNames.includes(token.text)
  );
}

/** "Maria, M-A-R-I-A": letters after a name say how its nearest part is written. */
function withSpelling(tokens: readonly Token[], found: Found, words: LanguageWords): Found {
  const spelled = spelledAt(tokens, found.span.to, words) ?? spelledAt(tokens, found.span.to + 1, words);
  const letters = spelled?.parts[0];
  if (spelled === undefined || letters === undefined) return found;
  const distances = found.parts.map((part) => editDistance(part.key, letters.key));
  const nearest = distances.indexOf(Math.min(...distances));
  const parts = found.parts.map((part, index) => (index === nearest ? letters : part));
  return { span: { from: found.span.from, to: spelled.span.to }, parts };
}

/** Two or more single letters, joined by hyphens or not, are one spelled word. */
function spelledAt(tokens: readonly Token[], from: number, words: LanguageWords): Found | undefined {
  let letters = '';
  let to = from;
  for (let next = lettersAt(tokens, to, words); next !== undefined; ) {
    letters += next.letters;
    to = next.to;
    next = lettersAt(tokens, to, words);
  }
  const first = tokens[from];
  if (first === undefined || letters.length < 2) return undefined;
  // "O Brien" begins with a letter, too: two letters alone are spelled only when written with a hyphen.
  if (letters.length === 2 && to - from === 2) return undefined;
  return { span: { from, to }, parts: [{ ...first, raw: letters, text: letters, key: letters }] };
}

/** Words of the spelling alphabet in a row that are letters; fewer may be a name ("Oscar Romeo"). */
const WORDS_OF_ALPHABET = 3;

/** The letters that one word gives: "m", "m-a-r", "m as in Mary", "zee", or "mike" among words of the alphabet. */
function lettersAt(
  tokens: readonly Token[],
  at: number,
  words: LanguageWords,
): { letters: string; to: number } | undefined {
  const text = tokens[at]?.text ?? '';
  const plain = /^\p{L}(-\p{L})*$/u.test(text) ? text.replaceAll('-', '') : undefined;
  const letters = plain ?? (isAlphabet(tokens, at, words) ? words.values.letters[text] : undefined);
  if (letters === undefined) return undefined;
  const asIn = phraseAt(tokens, at + 1, words.values.asIn);
  const explained = asIn !== undefined && tokens[asIn.to]?.text.startsWith(letters) === true;
  return { letters, to: explained ? asIn.to + 1 : at + 1 };
}

/** Whether a word of the spelling alphabet stands among enough others, or beside single letters. */
function isAlphabet(tokens: readonly Token[], at: number, words: LanguageWords): boolean {
  const isLetter = (index: number): boolean => {
    const text = tokens[index]?.text ?? '';
    return words.values.letters[text] !== undefined || /^\p{L}$/u.test(text);
  };
  let [from, to] = [at, at];
  while (isLetter(from - 1)) from -= 1;
  while (isLetter(to + 1)) to += 1;
  return isLetter(at) && to - from + 1 >= WORDS_OF_ALPHABET;
}

/** "Lopez with a z": the word that was said, else the last, gets the letter in place of one that sounds like it. */
function readLetterCorrection(
  tokens: readonly Token[],
  context: NameContext,
  known: string,
): Reading | undefined {
  const cue = findPhrase(tokens, context.words.names.spelledWith);
  const letter = cue === undefined ? undefined : tokens[cue.to]?.text;
  if (cue === undefined || letter === undefined || !/^\p{L}$/u.test(letter)) return undefined;
  const before = tokens.slice(0, cue.from);
  const said = introduced(before, { ...context, correcting: true }) ?? bare(before, context);
  const name = said === undefined ? known : corrected(known, written(said.parts, context.words));
  const wrong = said?.parts.at(-1)?.text;
  const value = withLetter(name, wrong, letter, context.words);
  return { ok: true, span: { from: said?.span.from ?? cue.from, to: cue.to + 1 }, value, spoken: value };
}

function withLetter(name: string, wrong: string | undefined, letter: string, words: LanguageWords): string {
  const parts = name.split(' ');
  const said = parts.findIndex((part) => part.toLowerCase() === wrong);
  const at = said < 0 ? parts.length - 1 : said;
  return parts.map((part, index) => (index === at ? respelled(part, letter, words) : part)).join(' ');
}

function respelled(word: string, letter: string, words: LanguageWords): string {
  const lower = word.toLowerCase();
  if (lower.includes(letter)) return word;
  for (const [one, other] of words.names.soundAlikes) {
    const alike = one === letter ? other : other === letter ? one : undefined;
    const at = alike === undefined ? -1 : lower.lastIndexOf(alike);
    if (at >= 0) return capitalised(`${word.slice(0, at)}${letter}${word.slice(at + 1)}`);
  }
  return word;
}

/** A lone word that is close to a part of the known name replaces that part; anything else the whole. */
function corrected(known: string, name: string): string {
  if (name.includes(' ')) return name;
  const parts = known.split(' ');
  const distances = parts.map((part) => editDistance(part.toLowerCase(), name.toLowerCase()));
  const least = Math.min(...distances);
  if (parts.length < 2 || least > CLOSE_LETTERS) return name;
  return parts.map((part, index) => (index === distances.indexOf(least) ? name : part)).join(' ');
}

/** The name as one writes it: capitals as typed, else restored; "o brien" is O'Brien. */
function written(parts: readonly Token[], words: LanguageWords): string {
  const joined: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    const next = parts[at + 1];
    if (part === undefined) continue;
    if (words.names.apostrophes.includes(part.text) && next !== undefined) {
      joined.push(`${part.text}'${next.text}`);
      at += 1;
    } else joined.push(asTyped(part) ? part.raw : part.text);
  }
  return joined.map((part, index) => partWritten(part, index, words)).join(' ');
}

/** Mixed case was typed by someone who knows; all small and all capitals was not. */
function asTyped(token: Token): boolean {
  return /\p{Lu}/u.test(token.raw) && /\p{Ll}/u.test(token.raw);
}

function partWritten(part: string, index: number, words: LanguageWords): string {
  if (/\p{Lu}/u.test(part)) return part;
  if (index > 0 && words.names.particles.includes(part)) return part;
  const prefix = words.names.capitalPrefixes.find(
    (start) => part.startsWith(start) && part.length > start.length + 2,
  );
  return prefix === undefined
    ? capitalised(part)
    : capitalised(prefix) + capitalised(part.slice(prefix.length));
}

/** A capital at the beginning and after each hyphen and apostrophe. */
function capitalised(text: string): string {
  return text
    .toLowerCase()
    .replace(/(^|[-'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
