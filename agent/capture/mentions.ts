import { phraseAt, phraseBefore, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/** Words that may stand between "I want" and the day or time that is wanted ("to come in on"). */
const WORDS_TO_ANNOUNCED = 6;

/**
 * Which of several days or times in one breath is meant: not one that is taken back ("not Tuesday", "Tuesday
 * doesn't work"); one that is put in another's place ("Friday instead") before the others; one that is
 * announced ("book me for Friday") before those of the story around it; of equals the first.
 */
export function meantOf<M extends { span: Span }>(
  tokens: readonly Token[],
  mentions: readonly M[],
  words: LanguageWords,
): M | undefined {
  const meant = mentions
    .filter(({ span }) => !isTakenBack(tokens, span, words))
    .toSorted((a, b) => a.span.from - b.span.from);
  if (meant.length < 2) return meant[0];
  return (
    meant.find(({ span }) => phraseAt(tokens, span.to, words.replacements) !== undefined) ??
    meant.find((mention, index) =>
      isAnnounced(tokens, mention.span, meant[index - 1]?.span.to ?? 0, words),
    ) ??
    meant[0]
  );
}

function isTakenBack(tokens: readonly Token[], span: Span, words: LanguageWords): boolean {
  return (
    phraseBefore(tokens, span.from, words.rejections) !== undefined ||
    phraseAt(tokens, span.to, words.refusals) !== undefined
  );
}

/** Whether "I want" or the like stands before it in the same sentence, with no other mention in between. */
function isAnnounced(
  tokens: readonly Token[],
  span: Span,
  afterMention: number,
  words: LanguageWords,
): boolean {
  const earliest = Math.max(afterMention, span.from - WORDS_TO_ANNOUNCED);
  for (let at = span.from; at >= earliest; at -= 1) {
    if (tokens[at - 1]?.ends === 'sentence') return false;
    if (phraseBefore(tokens, at, words.announcements) !== undefined) return true;
  }
  return false;
}
