import type { Reading } from './reading.ts';
import { editDistance, soundsLike } from './similar.ts';
import { respelledParts, type SpelledWord, spelledAt } from './spelled-word.ts';
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
  const found = given(tokens, context) ?? restated(tokens, context);
  if (found === undefined) return undefined;
  const name = written(found.parts, context.words);
  const value = context.known === undefined ? name : corrected(context.known, name);
  return { ok: true, span: found.span, value, spoken: value };
}

interface Found {
  span: Span;
  parts: Token[];
}

/** Introduced, or bare where it was asked for: "November Alpha Tango Echo, last name Smith" is both, and one name. */
function given(tokens: readonly Token[], context: NameContext): Found | undefined {
  const [told, alone] = [introduced(tokens, context), context.expected ? bare(tokens, context) : undefined];
  return alone !== undefined && told !== undefined && alone.span.to > told.span.from
    ? alone
    : (told ?? alone);
}

/**
 * The known name once more, though something else was asked for: spelled, or with what was missing of it ("Bob",
 * and then "Bob Jones"). Nothing else may be said with it.
 */
function restated(tokens: readonly Token[], context: NameContext): Found | undefined {
  const { known, words } = context;
  if (known === undefined) return undefined;
  const begin = afterFillers(tokens, words);
  const found = nameAt(tokens, begin, words);
  if (found === undefined || afterFillers(tokens, words, found.span.to) < tokens.length) return undefined;
  const parts = new Set(known.toLowerCase().split(' '));
  const again = found.parts.some(({ text }) => parts.has(text));
  const spelled = spelledAt(tokens, begin, words)?.span.to === found.span.to;
  return spelled || (again && found.parts.length > 1) ? found : undefined;
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
  if (spelled !== undefined) return withSurname(tokens, withFurtherParts(tokens, spelled, words), words);
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

/** "Maria, M-A-R-I-A": letters after a name say how it is written. */
function withSpelling(tokens: readonly Token[], found: Found, words: LanguageWords): Found {
  const spelled = spelledAt(tokens, found.span.to, words) ?? spelledAt(tokens, found.span.to + 1, words);
  if (spelled === undefined) return found;
  return {
    span: { from: found.span.from, to: spelled.span.to },
    parts: respelledParts(found.parts, spelled.word),
  };
}

/** "M-A-R-I-A Lopez", where the word after the letters is not the spelled one itself. */
function withFurtherParts(
  tokens: readonly Token[],
  { span, word }: SpelledWord,
  words: LanguageWords,
): Found {
  const spelled = { span, parts: [word] };
  const further = nameAt(tokens, span.to, words);
  if (further === undefined) return spelled;
  const same = further.parts.length === 1 && soundsLike(further.parts[0]?.key ?? '', word.key);
  return {
    span: { from: span.from, to: further.span.to },
    parts: same ? [word] : [word, ...further.parts],
  };
}

/**
 * "Lopez with a z", "Jon without an h": the word that was said, else the last, gets the letter in place of one that
 * sounds like it, or loses it.
 */
function readLetterCorrection(
  tokens: readonly Token[],
  context: NameContext,
  known: string,
): Reading | undefined {
  const { words } = context;
  const { names } = words;
  const without = findPhrase(tokens, names.spelledWithout);
  const cue = without ?? findPhrase(tokens, names.spelledWith);
  // "Con zeta": a letter may be said by its name.
  const named = cue === undefined ? undefined : tokens[cue.to]?.text;
  const letter = named === undefined ? undefined : (words.values.letters[named] ?? named);
  if (cue === undefined || letter === undefined || !/^\p{L}$/u.test(letter)) return undefined;
  const before = tokens.slice(0, cue.from);
  const said = introduced(before, { ...context, correcting: true }) ?? bare(before, context);
  const name = said === undefined ? known : corrected(known, written(said.parts, context.words));
  const respell = without === undefined ? withLetter : withoutLetter;
  const parts = name.split(' ');
  const wrong = parts.findIndex((part) => part.toLowerCase() === said?.parts.at(-1)?.text);
  const at = wrong < 0 ? parts.length - 1 : wrong;
  const value = parts
    .map((part, index) => (index === at ? respell(part, letter, context.words) : part))
    .join(' ');
  return { ok: true, span: { from: said?.span.from ?? cue.from, to: cue.to + 1 }, value, spoken: value };
}

function withLetter(word: string, letter: string, { names }: LanguageWords): string {
  const lower = word.toLowerCase();
  if (lower.includes(letter)) return word;
  for (const [one, other] of names.soundAlikes) {
    const alike = one === letter ? other : other === letter ? one : undefined;
    const at = alike === undefined ? -1 : lower.lastIndexOf(alike);
    if (at >= 0) return capitalised(`${word.slice(0, at)}${letter}${word.slice(at + 1)}`);
  }
  return word;
}

function withoutLetter(word: string, letter: string): string {
  const at = word.toLowerCase().lastIndexOf(letter);
  return at < 0 ? word : capitalised(word.slice(0, at) + word.slice(at + 1));
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
