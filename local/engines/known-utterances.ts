import { normalisePhrase } from '../../agent/playbook/phrases.ts';
import { FRAME_MS, FRAME_SAMPLES } from '../../media/audio/frame.ts';
import { createFramer } from '../../media/audio/pcm.ts';
import type { HeardUtterance, HeardWord, Recogniser, UtteranceListener } from './recogniser.ts';

/** Speech whose words are known beforehand. */
export interface KnownUtterance {
  /** 16-bit samples at 8 kHz, with as much silence around the speech as there happens to be. */
  samples: Int16Array;
  text: string;
}

/** Frames of sound by which it is found where in the audio the speech began: 500 ms. */
const ALIGN_FRAMES = 25;
/** Loudness below which a frame counts as silence, in decibels of full scale. */
const FLOOR_DB = -55;
/** Mean difference in loudness, over the frames heard, up to which an utterance may be the known one. */
const MAX_DIFFERENCE_DB = 5;
/** Silence that may come before the speech in one of the two and not in the other: half a second. */
const MAX_LEAD_FRAMES = 25;

/**
 * An engine for load tests only: it recognises nothing, it identifies. Utterances that were given beforehand are
 * found again by the course of their loudness in the audio that comes over the wire, for a thousandth of the
 * work of real recognition, so that a hundred simultaneous calls measure what is under test and not the
 * recogniser. Words appear spread over the speech by their length. Anything else is heard as silence.
 */
export function knownUtterances(known: readonly KnownUtterance[]): Recogniser {
  const prints = known.map(({ samples, text }) => ({ loudness: loudnessOf(samples), text }));
  return {
    begin: (_grammar, listener) => identify(prints, listener),
    prepare: () => {},
    close: async () => {},
  };
}

interface Print {
  /** Decibels of full scale, for each frame. */
  loudness: number[];
  text: string;
}

function identify(prints: readonly Print[], listener: UtteranceListener): HeardUtterance {
  const heard: number[] = [];
  const framer = createFramer(FRAME_SAMPLES);
  let open = true;
  let candidates: Candidate[] | undefined;
  const wordsNow = (): HeardWord[] => {
    const began = heard.findIndex((db) => db > FLOOR_DB);
    if (open && (began === -1 || heard.length - began < ALIGN_FRAMES)) return [];
    candidates ??= prints.map((print) => align(print, heard));
    for (const candidate of candidates) compare(candidate, heard);
    const [best] = candidates.toSorted((a, b) => a.differenceDb - b.differenceDb);
    if (best === undefined || best.differenceDb > MAX_DIFFERENCE_DB * heard.length) return [];
    return best.words.filter(({ endMs }) => endMs <= heard.length * FRAME_MS);
  };
  return {
    push: (samples) => {
      framer.push(samples, (frame) => heard.push(loudness(frame)));
      if (open) listener.words(wordsNow(), false);
    },
    end: () => {
      if (!open) return;
      open = false;
      listener.words(wordsNow(), true);
    },
    cancel: () => {
      open = false;
    },
  };
}

/** What may have been said, and how far the audio is from it so far. */
interface Candidate {
  loudness: readonly number[];
  /** Frames by which its speech began later in the audio than in the recording. */
  shift: number;
  words: HeardWord[];
  /** Frames of the audio that were compared already, and the sum of their differences in decibels. */
  compared: number;
  differenceDb: number;
}

/** Lays a recording where it fits what has been heard so far best. */
function align(print: Print, heard: readonly number[]): Candidate {
  let best = candidateAt(print, 0);
  for (let shift = -MAX_LEAD_FRAMES; shift <= MAX_LEAD_FRAMES; shift++) {
    const candidate = candidateAt(print, shift);
    compare(candidate, heard);
    if (best.compared === 0 || candidate.differenceDb < best.differenceDb) best = candidate;
  }
  return { ...best, words: spread(print, best.shift) };
}

function candidateAt({ loudness }: Print, shift: number): Candidate {
  return { loudness, shift, words: [], compared: 0, differenceDb: 0 };
}

/** Compares what has been heard since the last time. */
function compare(candidate: Candidate, heard: readonly number[]): void {
  for (; candidate.compared < heard.length; candidate.compared++) {
    const at = candidate.compared;
    const known = candidate.loudness[at - candidate.shift] ?? FLOOR_DB;
    candidate.differenceDb += Math.abs((heard[at] ?? FLOOR_DB) - known);
  }
}

function spread({ text, loudness: frames }: Print, shift: number): HeardWord[] {
  const first = frames.findIndex((db) => db > FLOOR_DB);
  const last = frames.findLastIndex((db) => db > FLOOR_DB);
  const letterMs = ((last + 1 - first) * FRAME_MS) / Math.max(1, text.length + 1);
  let atMs = (first + shift) * FRAME_MS;
  return normalisePhrase(text)
    .split(' ')
    .map((word) => {
      const startMs = atMs;
      atMs += (word.length + 1) * letterMs;
      return {
        text: word,
        startMs: Math.max(0, Math.round(startMs)),
        endMs: Math.round(atMs),
        confidence: 1,
      };
    });
}

function loudnessOf(samples: Int16Array): number[] {
  const frames: number[] = [];
  createFramer(FRAME_SAMPLES).push(samples, (frame) => frames.push(loudness(frame)));
  return frames;
}

function loudness(frame: Int16Array): number {
  let sum = 0;
  for (const sample of frame) sum += (sample / 32_768) ** 2;
  return Math.max(FLOOR_DB, 10 * Math.log10(sum / frame.length));
}
