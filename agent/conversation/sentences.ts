import { isAbbreviation, isCalendarWord } from './abbreviations.ts';

/**
 * Cuts a text that is still being written into sentences that can be spoken. The first piece may be a mere
 * clause, so that the voice starts while the model still writes.
 */
export interface SentenceSplitter {
  /** Takes the next part of the text and gives the sentences that it completed. */
  push(text: string): string[];
  /** The text is over: gives what is left. */
  flush(): string[];
}

/**
 * A first clause shorter than this is not worth a synthesizer call of its own: at about 15 characters a
 * second it would be over before the next piece is synthesized. In characters.
 */
export const FIRST_CLAUSE_CHARACTERS = 14;
/** A sentence longer than this is cut at a clause or a space. Polly takes at most 3,000 billed characters. */
export const MAX_SENTENCE_CHARACTERS = 400;

/** A full stop or its like, what closes with it, and the white space after it. */
const SENTENCE_END = /[.!?…。！？｡][.!?…。！？｡"'”’»)\]]*(\s*)$/u;
const WIDE_SENTENCE_END = /[。！？｡][”’」』）]*$/u;
const CLAUSE_END = /(?:[,;:，、；：]|\s[-–—]|—)\s+$/u;
const LAST_WORD = /(\S+?)[.!?…]+["'”’»)\]]*\s*$/u;

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(locale: string): Intl.Segmenter {
  let segmenter = segmenters.get(locale);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
    segmenters.set(locale, segmenter);
  }
  return segmenter;
}

/**
 * Starts splitting one answer in the given BCP-47 locale. The pieces are the same however the text was cut
 * into chunks: each cut is decided on the text up to the first character of the next word, never on more.
 */
export function sentenceSplitter(locale: string, firstClause = true): SentenceSplitter {
  let held = '';
  let first = firstClause;
  /** A cut after "3 p.m." waits until the next word is whole; this is where that word began. */
  let undecidedAt = -1;
  const pieces: string[] = [];

  const cutAt = (index: number) => {
    const piece = tidy(held.slice(0, index));
    held = held.slice(index);
    undecidedAt = -1;
    if (piece === '') return;
    pieces.push(piece);
    first = false;
  };

  const take = (character: string) => {
    const before = held;
    held += character;
    if (undecidedAt >= 0 && !/[\p{L}\p{M}'’]/u.test(character)) {
      const word = before.slice(undecidedAt);
      const goesOn = isCalendarWord(word, locale);
      const at = undecidedAt;
      undecidedAt = -1;
      if (!goesOn) cutAt(at);
    }
    if (/\s/.test(character) || before.trim() === '') return;
    const cut = decide(before, character, locale, first);
    if (cut === 'cut') cutAt(before.length);
    else if (cut === 'wait-for-word') undecidedAt = before.length;
    else if (held.length > MAX_SENTENCE_CHARACTERS) cutAt(bestCut(held));
  };

  const given = () => pieces.splice(0);
  return {
    push(text) {
      for (const character of text) take(character);
      return given();
    },
    flush() {
      if (undecidedAt >= 0 && !isCalendarWord(held.slice(undecidedAt), locale)) cutAt(undecidedAt);
      cutAt(held.length);
      return given();
    },
  };
}

type Decision = 'cut' | 'go-on' | 'wait-for-word';

/** Whether a new piece begins with `next`, the first character that is no white space after `before`. */
function decide(before: string, next: string, locale: string, first: boolean): Decision {
  const spaced = /\s$/.test(before);
  if (!spaced && !WIDE_SENTENCE_END.test(before)) return 'go-on';
  if (/\n\s*$/.test(before)) return 'cut';
  if (SENTENCE_END.test(before)) return decideSentence(before, next, locale);
  const clause = first && CLAUSE_END.test(before) && tidy(before).length >= FIRST_CLAUSE_CHARACTERS;
  return clause ? 'cut' : 'go-on';
}

function decideSentence(before: string, next: string, locale: string): Decision {
  const segments = [...segmenterFor(locale).segment(before + next)];
  if (segments.at(-1)?.index !== before.length) return 'go-on';
  const word = LAST_WORD.exec(before)?.[1]?.replace(/^["'“‘«(]+/, '') ?? '';
  const stopped = /\.["'”’»)\]]*\s*$/.test(before);
  if (stopped && isAbbreviation(word, locale)) return 'go-on';
  if (stopped && /^[ap]\.?\s?m$/i.test(word)) return 'wait-for-word';
  return 'cut';
}

/** Where to cut a sentence that has become too long: after its last clause, else its last word, else here. */
function bestCut(text: string): number {
  const clause = Math.max(...[', ', '; ', ': ', ' – ', ' — '].map((mark) => text.lastIndexOf(mark) + 1));
  if (clause > 0) return clause;
  const space = text.trimEnd().lastIndexOf(' ');
  return space > 0 ? space : text.length;
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
