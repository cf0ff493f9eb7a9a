import type { HeardWord } from '../../engines/recogniser-worker.ts';

export interface HearingMoment {
  isFinal: boolean;
  /** How much of the segment has been heard, in milliseconds. */
  heardMs: number;
  /** The speaker has stopped, for all that is known. */
  inSilence: boolean;
}

/** A word is held stable once it has been the same in so many results and is so old. */
const SAME_RESULTS = 3;
const SETTLED_MS = 600;
/** In silence the recogniser has nothing new to weigh: words settle sooner. */
const SAME_RESULTS_IN_SILENCE = 2;

/**
 * Marks the words that will not change any more, as Transcribe does when partial results are to be highly
 * stable. Only a run of words from the beginning can be stable, and a word that was once marked stays marked.
 */
export function stabiliser(): (
  words: readonly HeardWord[],
  moment: HearingMoment,
) => (HeardWord & { stable: boolean })[] {
  let settled: HeardWord[] = [];
  let last: readonly HeardWord[] = [];
  let same: number[] = [];
  return (words, { isFinal, heardMs, inSilence }) => {
    const held = settled.every((word, index) => words[index]?.text === word.text);
    // What was promised not to change is kept, whatever the recogniser makes of it afterwards.
    const now = held
      ? words
      : [...settled, ...words.filter(({ startMs }) => startMs >= (settled.at(-1)?.endMs ?? 0))];
    same = now.map(({ text }, index) => (last[index]?.text === text ? (same[index] ?? 0) + 1 : 1));
    last = now;
    const isSettled = (word: HeardWord, index: number): boolean => {
      if (index < settled.length || isFinal) return true;
      const times = same[index] ?? 0;
      if (inSilence && times >= SAME_RESULTS_IN_SILENCE) return true;
      return times >= SAME_RESULTS && heardMs - word.endMs >= SETTLED_MS;
    };
    const firstLoose = now.findIndex((word, index) => !isSettled(word, index));
    settled = [...now.slice(0, firstLoose === -1 ? now.length : firstLoose)];
    return now.map((word, index) => ({ ...word, stable: index < settled.length }));
  };
}
