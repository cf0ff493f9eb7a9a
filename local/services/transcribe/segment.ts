import { FRAME_MS, FRAME_SAMPLES } from '../../../media/audio/frame.ts';
import type { Clock } from '../../../media/time/clock.ts';
import type { GrammarRequest, HeardUtterance, HeardWord, Recogniser } from '../../engines/recogniser.ts';
import { type ReporterOptions, reporter } from './reporter.ts';
import type { SegmentName } from './result.ts';

export interface SegmentOptions extends ReporterOptions {
  recogniser: Recogniser;
  clock: Clock;
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
  const { clock } = options;
  const report = reporter(name, options);
  const done = Promise.withResolvers<void>();
  /** When what the recogniser has not answered yet was said, oldest first. */
  const asked: { heardMs: number; inSilence: boolean }[] = [];
  let waiting: Int16Array[] = [];
  let frames = 0;
  /** Where in the segment the voice stopped, and when that sound came in. */
  let silence: { sinceMs: number; at: number } | undefined;

  const moment = () => ({ heardMs: frames * FRAME_MS, inSilence: silence !== undefined });
  function heard(words: HeardWord[], isFinal: boolean): void {
    const silentForMs = silence === undefined ? 0 : clock.now() - silence.at;
    report(words, { ...(asked.shift() ?? moment()), isFinal, silentForMs });
    if (isFinal) done.resolve();
  }
  function failed(problem: unknown): void {
    options.failed(problem);
    done.resolve();
  }
  const hearing = startHearing(options, { words: heard, failed });
  function feed(): void {
    if (waiting.length === 0) return;
    asked.push(moment());
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
      utterance?.end();
      if (utterance !== undefined) await done.promise;
    },
    cancel: () => {
      done.resolve();
      void hearing.then((utterance) => utterance?.cancel());
    },
  };
}

/** Asks what to listen for, and begins. Undefined when that is not known, or could not be found out. */
async function startHearing(
  { listening, recogniser }: SegmentOptions,
  listener: Parameters<Recogniser['begin']>[1],
): Promise<HeardUtterance | undefined> {
  try {
    const grammar = await listening();
    return grammar === undefined ? undefined : recogniser.begin(grammar, listener);
  } catch (cause) {
    listener.failed(cause instanceof Error ? cause : new Error(String(cause)));
    return undefined;
  }
}

function joined(frames: readonly Int16Array[]): Int16Array {
  const samples = new Int16Array(frames.length * FRAME_SAMPLES);
  for (const [index, frame] of frames.entries()) samples.set(frame, index * FRAME_SAMPLES);
  return samples;
}
