import { escapedForSsml, ssmlFrame } from '../conversation/ssml.ts';
import type { Markup } from './session.ts';

/** The longest message that Lex speaks, in characters, markup included (Lex V2 developer guide, quotas). */
export const MAX_MESSAGE_CHARACTERS = 4_000;

/** A message as Lex and Connect take it. */
export interface SpokenMessage {
  contentType: 'PlainText' | 'SSML';
  content: string;
}

/** What the agentic engine takes for markup: a malformed tag is read out loud. */
const AGENTIC_MARKUP = /[<>[\]]/g;

/**
 * Sentences as one message. All markup is made here, and none of what is in the sentences gets through: a
 * voice reads malformed markup out loud. What goes beyond the limit (Lex's, unless another is given) is left out
 * by whole sentences; only a first sentence that is too long itself is cut. `rate` is the speaking rate in percent;
 * the agentic engine has a speed of its own, set in the flow.
 */
export function spokenMessage(
  sentences: readonly string[],
  markup: Markup,
  {
    rate,
    maxCharacters = MAX_MESSAGE_CHARACTERS,
  }: { rate?: number | undefined; maxCharacters?: number } = {},
): SpokenMessage {
  const rendered = sentences.map((sentence) => (markup === 'ssml' ? ssml(sentence) : agentic(sentence)));
  const [before, after] = markup === 'ssml' ? ssmlFrame(rate) : ['', ''];
  const content = `${before}${fitting(rendered, sentences, markup, maxCharacters)}${after}`;
  return { contentType: markup === 'ssml' ? 'SSML' : 'PlainText', content };
}

/** Room for what stands around the sentences. */
const FRAME_CHARACTERS = ssmlFrame(100).join('').length;
/** An escaped character is at most this long, and a sentence has `<s></s>` around it. */
const LONGEST_ESCAPE = '&quot;'.length;
const SENTENCE_TAGS = '<s></s>'.length;

function fitting(
  rendered: readonly string[],
  sentences: readonly string[],
  markup: Markup,
  maxCharacters: number,
): string {
  let text = '';
  for (const sentence of rendered) {
    const longer = text === '' ? sentence : `${text} ${sentence}`;
    if (longer.length + FRAME_CHARACTERS > maxCharacters) break;
    text = longer;
  }
  const [first] = sentences;
  if (text !== '' || first === undefined) return text;
  const room = Math.floor((maxCharacters - FRAME_CHARACTERS - SENTENCE_TAGS) / LONGEST_ESCAPE);
  const cut = first.slice(0, room).replace(/[\ud800-\udbff]$/, '');
  return markup === 'ssml' ? ssml(cut) : agentic(cut);
}

function ssml(sentence: string): string {
  return `<s>${escapedForSsml(spoken(sentence))}</s>`;
}

function agentic(sentence: string): string {
  return spoken(sentence).replace(AGENTIC_MARKUP, ' ').replace(/ {2,}/g, ' ').trim();
}

/** Without what no voice can speak and no XML may hold. */
function spoken(sentence: string): string {
  return sentence
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
