import { createFramer } from '../../media/ears/pcm.ts';
import { FRAME_MS, FRAME_SAMPLES } from '../../media/lines/protocol.ts';
import type { HeardUtterance, HeardWord, Recogniser, UtteranceListener } from './recogniser.ts';

/** Speech whose words are known beforehand. */
export interface KnownUtterance {
  /** 16-bit samples at 8 kHz, with as much silence around the speech as there happens to be. */
  samples: Int16Array;
  text: string;
}

/** Frames after which an utterance is told apart from the others: 600 ms. */
const DECIDE_FRAMES = 30;
/** How much of it is compared: a second and a half. */
const COMPARED_FRAMES = 75;
/** Loudness below which a frame counts as silence, in decibels of full scale. */
const FLOOR_DB = -55;
/** Mean difference in loudness up to which two utterances are the same one. Speech of other words is 8 dB and more apart. */
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
  let words: HeardWord[] | undefined;
  const wordsNow = (): HeardWord[] => {
    if (heard.length < DECIDE_FRAMES && open) return [];
    words ??= wordsOf(prints, heard);
    return words.filter(({ endMs }) => endMs <= heard.length * FRAME_MS);
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

/** The words of the utterance that sounds most like what was heard, with their times in it; none when none does. */
function wordsOf(prints: readonly Print[], heard: readonly number[]): HeardWord[] {
  const matches = prints.map((print) => ({ print, ...bestAlignment(print.loudness, heard) }));
  const [best] = matches.sort((a, b) => a.difference - b.difference);
  if (best === undefined || best.difference > MAX_DIFFERENCE_DB) return [];
  return spread(best.print, best.shift);
}

/** How many frames later the known speech began in what was heard, and how alike the two are then. */
function bestAlignment(known: readonly number[], heard: readonly number[]) {
  let best = { shift: 0, difference: Number.POSITIVE_INFINITY };
  for (let shift = -MAX_LEAD_FRAMES; shift <= MAX_LEAD_FRAMES; shift++) {
    const difference = differenceAt(known, heard, shift);
    if (difference < best.difference) best = { shift, difference };
  }
  return best;
}

function differenceAt(known: readonly number[], heard: readonly number[], shift: number): number {
  const frames = Math.min(heard.length, COMPARED_FRAMES);
  let sum = 0;
  for (let at = 0; at < frames; at++)
    sum += Math.abs((heard[at] ?? FLOOR_DB) - (known[at - shift] ?? FLOOR_DB));
  return sum / frames;
}

function spread({ text, loudness: frames }: Print, shift: number): HeardWord[] {
  const first = frames.findIndex((db) => db > FLOOR_DB);
  const last = frames.findLastIndex((db) => db > FLOOR_DB);
  const letterMs = ((last + 1 - first) * FRAME_MS) / Math.max(1, text.length + 1);
  let atMs = (first + shift) * FRAME_MS;
  return text.split(' ').map((word) => {
    const startMs = atMs;
    atMs += (word.length + 1) * letterMs;
    return { text: word, startMs: Math.max(0, Math.round(startMs)), endMs: Math.round(atMs), confidence: 1 };
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
