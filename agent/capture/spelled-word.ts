import { editDistance } from './similar.ts';
import { phraseAt, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** A word that was spelled, and where. */
export interface SpelledWord {
  span: Span;
  word: Token;
}

/** Two or more single letters, joined by hyphens or not, are one spelled word. */
export function spelledAt(
  tokens: readonly Token[],
  from: number,
  words: LanguageWords,
): SpelledWord | undefined {
  let letters = '';
  let to = from;
  for (let next = letterAt(tokens, to, words); next !== undefined; ) {
    letters += next.letters;
    to = next.to;
    next = letterAt(tokens, to, words);
  }
  const first = tokens[from];
  if (first === undefined || letters.length < 2) return undefined;
  // "O Brien" begins with a letter, too: two letters alone are spelled only when written with a hyphen.
  if (letters.length === 2 && to - from === 2) return undefined;
  const text = letters.toLowerCase();
  // A capital that was said shows where capitals stand; the first letter is one then, too.
  const raw = letters === text ? text : text.charAt(0).toUpperCase() + letters.slice(1);
  return { span: { from, to }, word: { ...first, raw, text, key: text, ends: tokens[to - 1]?.ends } };
}

/** The letters that stand here, as capitals where that was said ("capital d"). */
export function letterAt(
  tokens: readonly Token[],
  at: number,
  words: LanguageWords,
): { letters: string; to: number } | undefined {
  const capital = phraseAt(tokens, at, words.values.capital);
  const said = lettersAt(tokens, capital?.to ?? at, words);
  if (said === undefined || capital === undefined) return said;
  return { letters: said.letters.toUpperCase(), to: said.to };
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
  const letters = plain ?? words.values.letters[text];
  if (letters === undefined) return undefined;
  const asIn = phraseAt(tokens, at + 1, words.values.asIn);
  const explained = asIn !== undefined && tokens[asIn.to]?.text.startsWith(letters) === true;
  if (plain === undefined && !explained && !isAlphabet(tokens, at, words)) return undefined;
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

/**
 * The parts of a name as they were spelled after it: the nearest part ("Maria Lopez, L-O-P-E-S"), or all of them
 * where the letters are nearer to the whole ("Jane Doe, J-A-N-E D-O-E").
 */
export function respelledParts(parts: readonly Token[], spelled: Token): Token[] {
  const distances = parts.map((part) => editDistance(part.key, spelled.key));
  const nearest = Math.min(...distances);
  const one = parts.map((part, index) => (index === distances.indexOf(nearest) ? spelled : part));
  if (parts.length < 2) return one;
  const all = sharedOut(parts, spelled.key);
  return all.distance <= nearest ? all.parts : one;
}

/** The letters shared out among the parts, each getting those that are nearest to how it was said. */
function sharedOut(parts: readonly Token[], letters: string): { parts: Token[]; distance: number } {
  const [first, ...others] = parts;
  if (first === undefined) return { parts: [], distance: letters.length };
  const spelledAs = (own: string): Token => ({ ...first, raw: own, text: own, key: own });
  if (others.length === 0) return { parts: [spelledAs(letters)], distance: editDistance(first.key, letters) };
  let best: { parts: Token[]; distance: number } | undefined;
  for (let end = 1; end < letters.length; end += 1) {
    const rest = sharedOut(others, letters.slice(end));
    const distance = editDistance(first.key, letters.slice(0, end)) + rest.distance;
    if (best === undefined || distance < best.distance)
      best = { parts: [spelledAs(letters.slice(0, end)), ...rest.parts], distance };
  }
  return best ?? { parts: [...parts], distance: Number.POSITIVE_INFINITY };
}
