import { afterFillers, phraseAt, tokenise } from '../capture/tokens.ts';
import type { Understanding } from '../capture/understanding.ts';
import { wordsFor } from '../capture/words/languages.ts';

/**
 * What the caller asked that the business may know: their words from where a question begins, all of them where it
 * shows otherwise that they ask. Undefined for set phrases ("what did you say?") and answers, which are no such question.
 */
export function questionIn(text: string, locale: string, understood: Understanding): string | undefined {
  if (understood.intent !== undefined) return undefined;
  const words = wordsFor(locale);
  const tokens = tokenise(text, words);
  const begin = afterFillers(tokens, words);
  // "Hello?" asks whether somebody is there.
  if (begin === tokens.length) return undefined;
  const cue = tokens.findIndex((_, at) => (at === begin || startsClause(at)) && isCue(at));
  if (cue >= 0)
    return tokens
      .slice(cue)
      .map(({ raw }) => raw)
      .join(' ');
  return understood.question !== undefined || text.trimEnd().endsWith('?') ? text : undefined;

  function isCue(at: number): boolean {
    return phraseAt(tokens, at, words.questionCues) !== undefined;
  }

  /** "Yes and do you offer financing": recognisers write no comma before it. */
  function startsClause(at: number): boolean {
    const before = tokens[at - 1];
    if (before === undefined) return false;
    return before.ends !== undefined || words.values.numberJoints.includes(before.text);
  }
}
