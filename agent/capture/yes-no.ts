import { afterFillers, findPhrase, phraseAt, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

export interface YesNoContext {
  words: LanguageWords;
  /** A yes or no was asked for: it is also looked for in the middle of the words. */
  expected: boolean;
  /** Nothing is being done for the caller: "that's all" is a no to "anything else?". */
  idle: boolean;
}

/** Finds a yes or no: what the words begin with, or, where one was asked for, a whole phrase inside them. */
export function readYesNo(tokens: readonly Token[], context: YesNoContext): 'yes' | 'no' | undefined {
  const { words } = context;
  if (context.idle && findPhrase(tokens, words.closings) !== undefined) return 'no';
  const start = afterFillers(tokens, words);
  const first = begins(tokens, start, words) ?? begins(tokens, 0, words);
  if (first !== undefined) return first === 'neither' ? undefined : first;
  return context.expected ? inside(tokens, words) : undefined;
}

/** The longest phrase decides: "no" begins "no problem", which is no no. */
function begins(
  tokens: readonly Token[],
  at: number,
  words: LanguageWords,
): 'yes' | 'no' | 'neither' | undefined {
  const length = (phrases: readonly string[]): number => {
    const span = phraseAt(tokens, at, phrases);
    return span === undefined ? 0 : span.to - span.from;
  };
  const [neither, no, yes] = [
    length(words.notNo),
    length(words.no),
    Math.max(length(words.yes), length(words.closings)),
  ];
  if (neither > 0 && neither >= no && neither >= yes) return 'neither';
  if (no > 0 && no >= yes) return 'no';
  return yes > 0 ? 'yes' : undefined;
}

function inside(tokens: readonly Token[], words: LanguageWords): 'yes' | 'no' | undefined {
  if (findPhrase(tokens, words.notNo) !== undefined) return undefined;
  const no = findPhrase(tokens, words.no);
  const yes = findPhrase(tokens, words.yes);
  if (no !== undefined && (yes === undefined || no.to - no.from >= yes.to - yes.from)) return 'no';
  return yes === undefined ? undefined : 'yes';
}
