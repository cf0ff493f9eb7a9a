import type { Transcript, Word } from '../ears/words.ts';
import { textOf } from '../ears/words.ts';
import type { Utterance } from './state.ts';

/** An utterance that has begun at `startMs` with a sound or a word. */
export function openUtterance(startMs: number): Utterance {
  return {
    startMs,
    isSpeech: false,
    transcripts: [],
    text: '',
    confidence: undefined,
    wordsEndMs: undefined,
    changedAtMs: startMs,
    voicedMs: 0,
    speculations: 0,
    finalAtMs: undefined,
  };
}

/**
 * The words of a transcript that no earlier utterance has used up. A recogniser's segment can reach over the
 * end of a turn, and its final repeats words that were acted on long ago: only the time of a word tells.
 */
export function freshWords(transcript: Transcript, spentUntilMs: number): Word[] {
  return transcript.words.filter((word) => (word.startMs + word.endMs) / 2 > spentUntilMs);
}

/** The utterance with a new or changed transcript in it. A final one is never changed again. */
export function withTranscript(
  utterance: Utterance,
  transcript: Transcript,
  spentUntilMs: number,
  atMs: number,
): Utterance {
  const old = utterance.transcripts.find((one) => one.segment === transcript.segment);
  if (old?.isFinal === true) return utterance;
  const transcripts =
    old === undefined
      ? [...utterance.transcripts, transcript]
      : utterance.transcripts.map((one) => (one === old ? transcript : one));
  const words = transcripts.flatMap((one) => freshWords(one, spentUntilMs));
  const text = textOf(words);
  return {
    ...utterance,
    transcripts,
    text,
    confidence: meanConfidence(words),
    wordsEndMs: words.at(-1)?.endMs,
    changedAtMs: text === utterance.text ? utterance.changedAtMs : atMs,
    finalAtMs: transcripts.every((one) => one.isFinal) ? atMs : undefined,
  };
}

function meanConfidence(words: readonly Word[]): number | undefined {
  const known = words.flatMap((word) => (word.confidence === undefined ? [] : [word.confidence]));
  if (known.length === 0) return undefined;
  return Math.min(1, Math.max(0, known.reduce((sum, one) => sum + one, 0) / known.length));
}
