import { normalisedWords } from '../text/normalised-words.ts';
import type { Played } from '../turn/turn-request.ts';
import type { CallState } from './call-state.ts';
import { agentEntry } from './history.ts';

/**
 * Whether a yes can confirm what the last answer read back. A caller who cut in before a value was spoken has not
 * agreed to it, however willing they sound, and is read it again. Who cuts into the same words a second time wants it
 * done: the yes counts.
 */
export function readBackHeard(
  { expect, fields, history, locale }: Pick<CallState, 'expect' | 'fields' | 'history' | 'locale'>,
  played: Played | undefined,
): boolean {
  if (played === undefined || played.complete) return true;
  if (expect.kind !== 'yes-no' || expect.confirms === undefined) return true;
  const said = normalisedWords(agentEntry(history, played.turn)?.text ?? '');
  const heard = normalisedWords(played.heard);
  const values = Object.values(fields).map(({ spoken }) => normalisedWords(spoken));
  if (values.every((value) => !said.includes(value) || heard.includes(value))) return true;
  const before = agentEntry(history, played.turn - 1);
  const begun = before?.interrupted === true ? lastSentence(before.text, locale) : '';
  return begun !== '' && said.includes(begun);
}

/** The sentence that a cut-off text ends in, which may be only its beginning. */
function lastSentence(text: string, locale: string): string {
  const sentences = [...new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text)];
  return normalisedWords(sentences.at(-1)?.segment ?? '');
}
