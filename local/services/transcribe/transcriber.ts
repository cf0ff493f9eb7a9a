import type { VoiceActivity } from '../../../media/ears/voice-activity.ts';
import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../media/lines/protocol.ts';
import type { HeardUtterance } from '../../engines/recogniser.ts';
import type { HeardWord } from '../../engines/recogniser-worker.ts';
import type { Listening, TranscribeOptions } from '../transcribe.ts';
import { stabiliser } from './stabiliser.ts';

/** A result as Transcribe sends it. Times are seconds of the stream's audio. */
export interface TranscriptResult {
  ResultId: string;
  StartTime: number;
  EndTime: number;
  IsPartial: boolean;
  Alternatives: { Transcript: string; Items: TranscriptItem[] }[];
}
export interface TranscriptItem {
  Content: string;
  Type: 'pronunciation';
  StartTime: number;
  EndTime: number;
  Stable: boolean;
  Confidence: number;
}

export interface TranscriberOptions
  extends Pick<TranscribeOptions, 'recogniser' | 'voiceActivity' | 'latency'> {
  listening(): Promise<Listening | undefined>;
  send(result: TranscriptResult): void;
}

export interface Transcriber {
  /** Signed 16-bit little-endian PCM at 8 kHz, any number of bytes. */
  push(bytes: Uint8Array): void;
  /** Resolves when everything that was heard has been sent. */
  end(): Promise<void>;
  close(): void;
}

/** Sound before the detector was sure of speech that belongs to it. */
const PRE_ROLL_FRAMES = 15;
/** Silence after which a segment is over. Amazon's own final results come about a second after the speech. */
const SEGMENT_END_MS = 700;
/** The recogniser is fed, and partial results are sent, this often. */
const FEED_FRAMES = 5;
const FRAME_SECONDS = FRAME_SAMPLES / SAMPLE_RATE;

/** Cuts the audio of one stream into segments of speech and sends what the recogniser makes of each. */
export function transcriber(options: TranscriberOptions): Transcriber {
  const activity: VoiceActivity = options.voiceActivity();
  const recent: Int16Array[] = [];
  let rest = Buffer.alloc(0);
  let frames = 0;
  let segment: Segment | undefined;
  const finished: Promise<void>[] = [];

  const pushFrame = (frame: Int16Array): void => {
    recent.push(frame);
    if (recent.length > PRE_ROLL_FRAMES) recent.shift();
    const event = activity.push(frame);
    frames++;
    if (segment === undefined) {
      if (event?.type !== 'voice-started') return;
      segment = openSegment(options, frames - recent.length, recent);
      return;
    }
    segment.push(frame);
    if (event?.type === 'voice-started') segment.voice();
    if (event?.type === 'voice-stopped') segment.silence(event.endMs);
    if (segment.isOver(frames)) close();
  };
  const close = (): void => {
    if (segment !== undefined) finished.push(segment.end());
    segment = undefined;
  };
  return {
    push: (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      const size = FRAME_SAMPLES * 2;
      for (; rest.length >= size; rest = rest.subarray(size)) pushFrame(frameOf(rest.subarray(0, size)));
    },
    end: async () => {
      close();
      await Promise.all(finished);
    },
    close: () => activity.free(),
  };
}

function frameOf(bytes: Uint8Array): Int16Array {
  const copy = new Uint8Array(bytes);
  return new Int16Array(copy.buffer);
}

interface Segment {
  push(frame: Int16Array): void;
  voice(): void;
  silence(endMs: number): void;
  isOver(frames: number): boolean;
  /** Resolves when its final result was sent. */
  end(): Promise<void>;
}

function openSegment(
  options: TranscriberOptions,
  firstFrame: number,
  before: readonly Int16Array[],
): Segment {
  const { latency, recogniser, send } = options;
  const resultId = crypto.randomUUID();
  const offsetSeconds = firstFrame * FRAME_SECONDS;
  const stable = stabiliser();
  let waiting: Int16Array[] = [...before];
  let fed = 0;
  let voiceEndedMs: number | undefined;
  let voiceEndedAt = performance.now();
  const result = (words: readonly HeardWord[], isFinal: boolean): TranscriptResult => {
    const marked = stable(words, {
      isFinal,
      heardMs: fed * FRAME_SECONDS * 1_000,
      inSilence: voiceEndedMs !== undefined,
    });
    return asResult(resultId, offsetSeconds, marked, isFinal);
  };
  const done = Promise.withResolvers<void>();
  const onWords = (words: HeardWord[], isFinal: boolean): void => {
    if (words.length === 0 && !isFinal) return;
    const message = result(words, isFinal);
    const delayMs = isFinal
      ? Math.max(0, latency.sample('transcribeFinal') - (performance.now() - voiceEndedAt))
      : latency.sample('transcribePartial');
    const deliver = (): void => {
      if (message.Alternatives[0]?.Transcript !== '') send(message);
      if (isFinal) done.resolve();
    };
    if (delayMs === 0) deliver();
    else setTimeout(deliver, delayMs);
  };
  const utterance = options
    .listening()
    .then((listening) =>
      listening === undefined ? undefined : recogniser.begin(grammarOf(listening), onWords),
    );
  const feed = (): void => {
    const samples = joined(waiting);
    fed += waiting.length;
    waiting = [];
    if (samples.length > 0) void utterance.then((hearing) => hearing?.push(samples));
  };
  feed();
  return {
    push: (frame) => {
      waiting.push(frame);
      if (waiting.length >= FEED_FRAMES) feed();
    },
    voice: () => {
      voiceEndedMs = undefined;
    },
    silence: (endMs) => {
      voiceEndedMs = endMs;
      voiceEndedAt = performance.now();
    },
    isOver: (frames) =>
      voiceEndedMs !== undefined && frames * FRAME_SECONDS * 1_000 - voiceEndedMs >= SEGMENT_END_MS,
    end: async () => {
      feed();
      const hearing: HeardUtterance | undefined = await utterance;
      if (hearing === undefined) return;
      hearing.end();
      await done.promise;
    },
  };
}

function grammarOf({ playbook, key, expected }: Listening) {
  return { key: `${key}-${expected}`, playbook, expected };
}

function joined(frames: readonly Int16Array[]): Int16Array {
  const samples = new Int16Array(frames.length * FRAME_SAMPLES);
  frames.forEach((frame, index) => {
    samples.set(frame, index * FRAME_SAMPLES);
  });
  return samples;
}

function asResult(
  resultId: string,
  offsetSeconds: number,
  words: readonly (HeardWord & { stable: boolean })[],
  isFinal: boolean,
): TranscriptResult {
  const items = words.map(
    ({ text, startMs, endMs, confidence, stable }): TranscriptItem => ({
      Content: text,
      Type: 'pronunciation',
      StartTime: offsetSeconds + startMs / 1_000,
      EndTime: offsetSeconds + endMs / 1_000,
      Stable: stable,
      Confidence: confidence,
    }),
  );
  return {
    ResultId: resultId,
    StartTime: items[0]?.StartTime ?? offsetSeconds,
    EndTime: items.at(-1)?.EndTime ?? offsetSeconds,
    IsPartial: !isFinal,
    Alternatives: [{ Transcript: items.map(({ Content }) => Content).join(' '), Items: items }],
  };
}
