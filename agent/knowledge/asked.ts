import { afterFillers, phraseAt, tokenise } from '../capture/tokens.ts';
import type { Understanding } from '../capture/understanding.ts';
import { wordsFor } from '../capture/words/languages.ts';

/**
 * Whether the caller asked something that the business may know: their words hold the beginning of a
 * question or end with a question mark. Set phrases ("what did you say?") and answers are no such question.
 */
export function asksSomething(text: string, locale: string, understood: Understanding): boolean {
  if (understood.intent !== undefined) return false;
  if (understood.question !== undefined) return true;
  const words = wordsFor(locale);
  const tokens = tokenise(text, words);
  const begin = afterFillers(tokens, words);
  // "Hello?" asks whether somebody is there.
  if (begin === tokens.length) return false;
  // "And do you offer financing?"
  const joint = words.values.numberJoints.includes(tokens[begin]?.text ?? '') ? 1 : 0;
  const isCue = (at: number): boolean => phraseAt(tokens, at, words.questionCues) !== undefined;
  const begins = tokens.some((_, at) => (at === begin + joint || startsClause(at)) && isCue(at));
  return begins || text.trimEnd().endsWith('?');

  function startsClause(at: number): boolean {
    return at > 0 && tokens[at - 1]?.ends !== undefined;
  }
}
