import type { CallState } from '../../call/call-state.ts';
import { findPhrase, tokenise } from '../../capture/tokens.ts';
import { wordsFor } from '../../capture/words/languages.ts';
import type { PlaybookSource } from '../../playbook/schema.ts';

/**
 * The state with the caller's wish not to be texted in it, where their words say so. Plain code decides it, so
 * that it holds whoever writes the answer.
 */
export function foldDeclinedTexts(
  state: CallState,
  said: string | undefined,
  { messages }: Pick<PlaybookSource, 'messages'>,
): CallState {
  const phrases = messages?.decline[state.locale];
  if (said === undefined || phrases === undefined || state.textsDeclined === true) return state;
  const found = findPhrase(tokenise(said, wordsFor(state.locale)), phrases);
  return found === undefined ? state : { ...state, textsDeclined: true };
}
