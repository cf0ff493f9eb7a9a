import type { Transcript } from '../../../media/ears/words.ts';

/** What the recogniser has made of one answer so far, stretch by stretch. */
export type Heard = readonly {
  segment: string;
  text: string;
  endMs: number;
  confidence: number;
  final: boolean;
}[];

/** The newest transcript takes the place of the older one of its stretch; words before `fromMs` are left out. */
export function keep(heard: Heard, { segment, words, isFinal }: Transcript, fromMs: number): Heard {
  const counted = words.filter((word) => word.endMs > fromMs);
  const others = heard.filter((each) => each.segment !== segment);
  if (counted.length === 0) return others;
  const known = counted.flatMap(({ confidence }) => (confidence === undefined ? [] : [confidence]));
  const fresh = {
    segment,
    text: counted.map((word) => word.text).join(' '),
    endMs: Math.max(...counted.map((word) => word.endMs)),
    confidence: known.length === 0 ? 1 : known.reduce((sum, each) => sum + each, 0) / known.length,
    final: isFinal,
  };
  return [...others, fresh].sort((one, other) => one.endMs - other.endMs);
}

export function textOfHeard(heard: Heard): string {
  return heard.map(({ text }) => text).join(' ');
}

/** The least sure of its stretches. */
export function confidenceOf(heard: Heard): number {
  return Math.min(1, ...heard.map(({ confidence }) => confidence));
}

/** A recogniser ends a word up to so much before or after the sound does, in milliseconds. */
const WORD_END_SLACK_MS = 250;

/** Whether the words go as far as the sound did: no more of them are to be expected. */
export function covers(heard: Heard, voiceEndMs: number): boolean {
  const last = heard.at(-1);
  return last !== undefined && (last.final || last.endMs >= voiceEndMs - WORD_END_SLACK_MS);
}
