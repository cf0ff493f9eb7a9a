import type { HeardWord } from '../../engines/recogniser.ts';

export interface StableWord extends HeardWord {
  /** It will not change any more. */
  stable: boolean;
}

export interface HearingMoment {
  isFinal: boolean;
  /** How much of the segment has been heard, in milliseconds. */
  heardMs: number;
  /** The speaker has stopped, for all that is known. */
  inSilence: boolean;
}

/** In speech, a word is held stable once it was the same in so many results in a row and is so old. */
const SAME_RESULTS = 3;
const SETTLED_MS = 600;
/** In silence the recogniser has nothing new to weigh: words settle sooner. */
const SAME_RESULTS_IN_SILENCE = 2;

/**
 * Marks the words that will not change any more, as Transcribe does when partial results are to be highly
 * stable. Only a run of words from the beginning can be stable, and a word that was once marked stays as it
 * is, whatever the recogniser makes of it afterwards: that was promised.
 */
export function stabiliser(): (words: readonly HeardWord[], moment: HearingMoment) => StableWord[] {
  let settled: readonly HeardWord[] = [];
  let last: readonly HeardWord[] = [];
  let same: readonly number[] = [];
  return (heard, { isFinal, heardMs, inSilence }) => {
    const words = keepSettled(settled, heard);
    same = words.map(({ text }, index) => (last[index]?.text === text ? (same[index] ?? 0) + 1 : 1));
    last = words;
    const isLoose = (word: HeardWord, index: number): boolean => {
      if (isFinal || index < settled.length) return false;
      const times = same[index] ?? 0;
      if (inSilence && times >= SAME_RESULTS_IN_SILENCE) return false;
      return times < SAME_RESULTS || heardMs - word.endMs < SETTLED_MS;
    };
    const firstLoose = words.findIndex(isLoose);
    settled = firstLoose === -1 ? words : words.slice(0, firstLoose);
    return words.map((word, index) => ({ ...word, stable: index < settled.length }));
  };
}

/** What was settled, and then whatever was heard after it. */
function keepSettled(settled: readonly HeardWord[], heard: readonly HeardWord[]): readonly HeardWord[] {
  if (settled.every((word, index) => heard[index]?.text === word.text))
    return [...settled, ...heard.slice(settled.length)];
  const endMs = settled.at(-1)?.endMs ?? 0;
  return [...settled, ...heard.filter((word) => (word.startMs + word.endMs) / 2 >= endMs)];
}
