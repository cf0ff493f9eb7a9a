import type { LanguageWords } from './words/words.ts';

/** One word of an utterance. */
export interface Token {
  /** The word as it was written. */
  raw: string;
  /** Lower case, with its apostrophes and hyphens. */
  text: string;
  /** What phrases are compared by: without apostrophes and hyphens. */
  key: string;
  /** The number that it is, in digits or as a word. */
  number: number | undefined;
  /** True for "third" and "3rd". */
  ordinal: boolean;
  /** Punctuation after it, where the line writes any: a clause or a whole sentence ends here. */
  ends: 'clause' | 'sentence' | undefined;
}

/** Tokens `from` (included) to `to` (excluded). */
export interface Span {
  from: number;
  to: number;
}

const WORD = /\+?[\p{L}\p{N}]+(?:['\-:/.][\p{L}\p{N}]+)*/gu;

/**
 * Splits an utterance into words: typed text with punctuation and a recogniser's bare lower case alike.
 * "3:30pm" becomes two words, "p.m." one, "twenty five" one number.
 */
export function tokenise(text: string, words: LanguageWords): Token[] {
  const plain = text
    .normalize('NFC')
    .replace(/[’‘`´]/g, "'")
    .replace(/\b([ap])\.?\s?m\.(?=\W|$)/gi, '$1m ')
    .replace(/\b([ap])\.m\b/gi, '$1m')
    .replace(/(\d)([ap]m)\b/gi, '$1 $2')
    .replace(/(\d)\s+(st|nd|rd|th)\b/gi, '$1$2')
    .replace(/(?<![\d,])(\d{1,3}),(\d{3})(?=[^\d,]|$)/g, '$1$2');
  const tokens: Token[] = [];
  for (const match of plain.matchAll(WORD)) {
    const ends = endsWith(plain.slice(match.index + match[0].length));
    const parts = splitNumber(match[0], words);
    for (const [index, part] of parts.entries())
      tokens.push(token(part, index === parts.length - 1 ? ends : undefined, words));
  }
  return joinNumbers(tokens, words.numberJoint);
}

function endsWith(after: string): Token['ends'] {
  const mark = /^["')\s]*([.?!,;:])/.exec(after)?.[1];
  if (mark === undefined) return undefined;
  return '.?!'.includes(mark) ? 'sentence' : 'clause';
}

function token(raw: string, ends: Token['ends'], words: LanguageWords): Token {
  const text = raw.toLowerCase();
  const key = keyOf(text);
  const digits = /^(\d{1,2})(\p{L}*)$/u.exec(text);
  const suffix = digits?.[2];
  const ordinalDigits = suffix !== undefined && words.ordinalEndings.includes(suffix);
  const number =
    digits !== null && (suffix === '' || ordinalDigits)
      ? Number(digits[1])
      : (words.cardinals[text] ?? words.ordinals[text]);
  return { raw, text, key, number, ordinal: ordinalDigits || words.ordinals[text] !== undefined, ends };
}

/** "twenty five", "twenty-five", "twenty fifth" and "treinta y uno" are one number each. Digits never join. */
function joinNumbers(tokens: Token[], joint: string | undefined): Token[] {
  const joined: Token[] = [];
  for (const [index, next] of tokens.entries()) {
    const after = tokens[index + 1];
    if (next.text === joint && after !== undefined && isTensBefore(joined.at(-1)) && isUnit(after)) continue;
    const last = joined.at(-1);
    if (last !== undefined && last.ends === undefined && isTens(last) && isUnit(next)) {
      joined[joined.length - 1] = {
        raw: `${last.raw} ${next.raw}`,
        text: `${last.text} ${next.text}`,
        key: `${last.key} ${next.key}`,
        number: (last.number ?? 0) + (next.number ?? 0),
        ordinal: next.ordinal,
        ends: next.ends,
      };
    } else joined.push(next);
  }
  return joined;
}

function splitNumber(raw: string, words: LanguageWords): string[] {
  const parts = raw.split('-');
  const isNumber = (part: string): boolean =>
    words.cardinals[part.toLowerCase()] !== undefined || words.ordinals[part.toLowerCase()] !== undefined;
  return parts.length > 1 && parts.every(isNumber) ? parts : [raw];
}

function isTens(token: Token): boolean {
  const { number } = token;
  return (
    number !== undefined && number >= 20 && number % 10 === 0 && !token.ordinal && /^\p{L}/u.test(token.text)
  );
}

function isTensBefore(token: Token | undefined): boolean {
  return token !== undefined && token.ends === undefined && isTens(token);
}

function isUnit(token: Token): boolean {
  return token.number !== undefined && token.number >= 1 && token.number <= 9 && /^\p{L}/u.test(token.text);
}

/** What stands where words were taken out: it matches nothing. */
const TAKEN = '|';

/** The words with a span taken out, so that nothing else is read from it. Positions stay the same. */
export function without(tokens: readonly Token[], { from, to }: Span): Token[] {
  return tokens.map((token, index) =>
    index >= from && index < to
      ? { raw: TAKEN, text: TAKEN, key: TAKEN, number: undefined, ordinal: false, ends: token.ends }
      : token,
  );
}

/** Whether this word was taken out by `without`. */
export function isTaken(token: Token | undefined): boolean {
  return token?.key === TAKEN;
}

/** Words of a phrase list, made comparable once per list. */
const SPLIT = new WeakMap<readonly string[], string[][]>();

function split(phrases: readonly string[]): string[][] {
  const known = SPLIT.get(phrases);
  if (known !== undefined) return known;
  const keys = phrases.map(phraseKeys).sort((a, b) => b.length - a.length);
  SPLIT.set(phrases, keys);
  return keys;
}

/** The words of a phrase in the form in which tokens are compared. */
export function phraseKeys(phrase: string): string[] {
  return [
    ...(phrase
      .toLowerCase()
      .split(/\s+/)
      .map(keyOf)
      .join(' ')
      .match(/[\p{L}\p{N}:]+/gu) ?? []),
  ];
}

/** A word without apostrophes, hyphens and accents: callers who type leave accents out. An ñ stays an ñ. */
function keyOf(text: string): string {
  return text
    .replace(/[’'-]/g, '')
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0308]/g, '')
    .normalize('NFC');
}

/** Where these words stand one after the other; the first place. */
export function findKeys(tokens: readonly Token[], keys: readonly string[]): Span | undefined {
  const from = tokens.findIndex((_, at) => keys.every((key, offset) => tokens[at + offset]?.key === key));
  return from < 0 || keys.length === 0 ? undefined : { from, to: from + keys.length };
}

/** Whether one of the phrases stands at `from`; the longest that does. */
export function phraseAt(
  tokens: readonly Token[],
  from: number,
  phrases: readonly string[],
): Span | undefined {
  const found = split(phrases).find(
    (keys) => keys.length > 0 && keys.every((key, offset) => tokens[from + offset]?.key === key),
  );
  return found === undefined ? undefined : { from, to: from + found.length };
}

/** Whether one of the phrases ends right before `to`; the longest that does. */
export function phraseBefore(
  tokens: readonly Token[],
  to: number,
  phrases: readonly string[],
): Span | undefined {
  const found = split(phrases).find(
    (keys) => keys.length > 0 && keys.every((key, offset) => tokens[to - keys.length + offset]?.key === key),
  );
  return found === undefined ? undefined : { from: to - found.length, to };
}

/** The longest of the phrases that stands anywhere in the words; the earliest of equals. */
export function findPhrase(tokens: readonly Token[], phrases: readonly string[]): Span | undefined {
  let best: Span | undefined;
  for (let from = 0; from < tokens.length; from += 1) {
    const span = phraseAt(tokens, from, phrases);
    if (span !== undefined && (best === undefined || span.to - span.from > best.to - best.from)) best = span;
  }
  return best;
}

/** The position of the first word that is no filler; the length when all are. */
export function afterFillers(tokens: readonly Token[], words: LanguageWords, from = 0): number {
  let at = from;
  for (let span = phraseAt(tokens, at, words.fillers); span !== undefined; ) {
    at = span.to;
    span = phraseAt(tokens, at, words.fillers);
  }
  return at;
}
