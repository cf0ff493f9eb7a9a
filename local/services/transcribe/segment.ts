import type { Clock } from '../../../media/clock.ts';
import { FRAME_MS, FRAME_SAMPLES } from '../../../media/lines/protocol.ts';
import type { GrammarRequest, HeardUtterance, HeardWord, Recogniser } from '../../engines/recogniser.ts';
import type { LatencyProfile } from '../../latency/latency-profile.ts';
import type { Delivery } from './delivery.ts';
import { asResult, type SegmentName, type TranscriptResult } from './result.ts';
import { type HearingMoment, stabiliser } from './stabiliser.ts';

export interface SegmentOptions {
  recogniser: Recogniser;
  latency: LatencyProfile;
  clock: Clock;
  delivery: Delivery<TranscriptResult>;
  /** What to listen for; undefined when that is not known, and nothing is heard. */
  listening(): Promise<GrammarRequest | undefined>;
  failed(problem: unknown): void;
}

/** One stretch of speech between two silences: one result of Transcribe, partial again and again, final once. */
export interface Segment {
  push(frame: Int16Array): void;
  /** The voice is there again. */
  voice(): void;
  /** The voice has stopped, so many milliseconds into the segment. */
  silence(endMs: number): void;
  /** Whether the voice has been away for so long that the segment is over. */
  isOver(): boolean;
  /** Resolves when its final result is on its way. */
  end(): Promise<void>;
  cancel(): void;
}

/** Silence after which a segment is over: longer than the pause between two groups of a telephone number. */
const SEGMENT_END_MS = 700;
/** The recogniser is fed, and answers with a partial result, this often: 100 ms, as Amazon's do at their fastest. */
const FEED_FRAMES = 5;

export function openSegment(name: SegmentName, options: SegmentOptions): Segment {
  const { latency, clock, delivery } = options;
  const done = Promise.withResolvers<void>();
  const stable = stabiliser();
  let waiting: Int16Array[] = [];
  let frames = 0;
  /** Where in the segment the voice stopped, and when that sound came in. */
  let silence: { sinceMs: number; at: number } | undefined;
  /** Of each part that the recogniser was fed and has not answered yet. */
  const asked: Omit<HearingMoment, 'isFinal'>[] = [];
  let cancelled = false;
  let sent = '';

  function heard(words: HeardWord[], isFinal: boolean): void {
    const moment = asked.shift() ?? momentOf();
    const marked = stable(words, { isFinal, ...moment });
    const goneMs = silence === undefined ? 0 : clock.now() - silence.at;
    const delayMs = isFinal
      ? Math.max(0, latency.sample('transcribeFinal') - goneMs)
      : latency.sample('transcribePartial');
    const text = JSON.stringify(marked);
    // Sound in which no word was found (a cough, a door) makes no result; nor does hearing the same once more.
    if (marked.length > 0 && (isFinal || text !== sent))
      delivery.send(asResult(name, marked, isFinal), delayMs);
    sent = text;
    if (isFinal) done.resolve();
  }
  const failed = (problem: unknown): void => {
    options.failed(problem);
    done.resolve();
  };
  const hearing: Promise<HeardUtterance | undefined> = options.listening().then(
    (grammar) =>
      grammar === undefined || cancelled
        ? undefined
        : options.recogniser.begin(grammar, { words: heard, failed }),
    (problem: unknown) => {
      failed(problem);
      return undefined;
    },
  );
  const momentOf = () => ({ heardMs: frames * FRAME_MS, inSilence: silence !== undefined });
  function feed(): void {
    if (waiting.length === 0) return;
    asked.push(momentOf());
    const samples = joined(waiting);
    waiting = [];
    void hearing.then((utterance) => utterance?.push(samples));
  }

  return {
    push: (frame) => {
      waiting.push(frame);
      frames++;
      if (waiting.length >= FEED_FRAMES) feed();
    },
    voice: () => {
      silence = undefined;
    },
    silence: (sinceMs) => {
      silence = { sinceMs, at: clock.now() - (frames * FRAME_MS - sinceMs) };
      feed(); // the last word is asked for at once
    },
    isOver: () => silence !== undefined && frames * FRAME_MS - silence.sinceMs >= SEGMENT_END_MS,
    end: async () => {
      feed();
      const utterance = await hearing;
      if (utterance === undefined) return;
      utterance.end();
      await done.promise;
    },
    cancel: () => {
      cancelled = true;
      done.resolve();
      void hearing.then((utterance) => utterance?.cancel());
    },
  };
}

function joined(frames: readonly Int16Array[]): Int16Array {
  const samples = new Int16Array(frames.length * FRAME_SAMPLES);
  for (const [index, frame] of frames.entries()) samples.set(frame, index * FRAME_SAMPLES);
  return samples;
}
