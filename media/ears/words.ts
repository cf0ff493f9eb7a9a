/** One recognised word, with the punctuation that belongs to it. Times are milliseconds of the call. */
export interface Word {
  text: string;
  startMs: number;
  endMs: number;
  /** The recogniser will not change it any more. */
  stable: boolean;
  /** 0 to 1; absent while the recogniser has not said. */
  confidence?: number;
}

/** What a recogniser makes of one stretch of speech so far. A later one of the same `segment` replaces it. */
export interface Transcript {
  /** The recogniser's own name for the stretch; new with every stretch. */
  segment: string;
  words: Word[];
  isFinal: boolean;
}

export function textOf(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}
