import type { Reading } from './reading.ts';
import { phraseAt, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/**
 * Reads a stretch of words; `replaced` is the value before a correction that what is found would replace. A bare number
 * replaces the number that was said last: `isLast` is false where another one stands between the value and the correction.
 */
export type ReadStretch = (
  tokens: readonly Token[],
  replaced: Reading | undefined,
  isLast: boolean,
) => Reading | undefined;

/** What was read, and all the words that nothing else may be read from: its own and those it replaces. */
export interface Corrected {
  reading: Reading;
  spans: Span[];
}

/**
 * Reads a value that the caller may have corrected while speaking ("December sixteenth, no wait, the
 * eighteenth"): what was said last counts, as if nothing had been said before. A correction of something else
 * ("at three, sorry, my name is …") changes nothing.
 */
export function readCorrected(
  tokens: readonly Token[],
  words: LanguageWords,
  read: ReadStretch,
): Corrected | undefined {
  const stretches = stretchesOf(tokens, words);
  const found: Reading[] = [];
  if (stretches.length > 1)
    for (const { from, to } of stretches) {
      const before = found.at(-1);
      const since = before === undefined ? [] : tokens.slice(before.span.to, from);
      const isLast = before !== undefined && since.every(({ number }) => number === undefined);
      const reading = read(tokens.slice(from, to), before, isLast);
      if (reading !== undefined) found.push(shifted(reading, from));
    }
  const last = found.at(-1);
  if (last !== undefined && found.length > 1) return { reading: last, spans: found.map(({ span }) => span) };
  const whole = read(tokens, undefined, false);
  return whole === undefined ? undefined : { reading: whole, spans: [whole.span] };
}

/** The words between the corrections. What was said last stands last. */
export function stretchesOf(tokens: readonly Token[], words: LanguageWords): Span[] {
  const stretches: Span[] = [];
  let from = 0;
  for (let at = 0; at < tokens.length; ) {
    const correction = correctionAt(tokens, at, words);
    if (correction === undefined) {
      at += 1;
      continue;
    }
    if (correction.from > from) stretches.push({ from, to: correction.from });
    from = correction.to;
    at = correction.to;
  }
  if (from < tokens.length) stretches.push({ from, to: tokens.length });
  return stretches;
}

/** "No" corrects; in "no problem" and in Spanish "no el martes" it is part of something else that was said. */
function correctionAt(tokens: readonly Token[], at: number, words: LanguageWords): Span | undefined {
  const correction = phraseAt(tokens, at, words.corrections);
  if (correction === undefined) return undefined;
  const longer = [words.notNo, words.rejections, words.negations]
    .map((phrases) => phraseAt(tokens, at, phrases))
    .filter((other) => other !== undefined)
    .some((other) => other.to > correction.to && tokens[correction.to - 1]?.ends === undefined);
  return longer ? undefined : correction;
}

function shifted(reading: Reading, by: number): Reading {
  return { ...reading, span: { from: reading.span.from + by, to: reading.span.to + by } };
}
