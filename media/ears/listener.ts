import {
  LanguageNotRecognised,
  type Transcribe,
  type TranscribedSegment,
  TranscriptionBroken,
} from '../../adapters/transcribe/transcription.ts';
import { FRAME_MS, FRAME_SAMPLES } from '../audio/frame.ts';
import { samplesToPcm } from '../audio/pcm.ts';
import type { Clock } from '../time/clock.ts';
import { type AudioQueue, createAudioQueue } from './audio-queue.ts';
import type { Transcript } from './words.ts';

/** Transcribe asks for chunks of 50 to 200 ms, all of one length (streaming guide). */
const CHUNK_MS = 100;
const FRAMES_IN_CHUNK = CHUNK_MS / FRAME_MS;
/** How much of the last audio is kept to be heard again after a broken stream. */
const REPLAY_MS = 8_000;
const REPLAY_CHUNKS = REPLAY_MS / CHUNK_MS;
/** Pauses before a new stream is opened, by how many have broken one after the other; then the last one for ever. */
const RECONNECT_MS: readonly number[] = [0, 250, 500, 1_000, 2_000];

export interface ListenerPorts {
  transcribe: Transcribe;
  clock: Clock;
  /** A UUID; names the session at Transcribe. */
  callId: string;
  onTranscript(transcript: Transcript): void;
  /** A stream broke. It is opened again unless `final`. */
  onBroken(cause: unknown, final: boolean): void;
}

/** Sends a call's audio to the recogniser and keeps at it: a broken stream is opened anew and hears the last seconds again. */
export interface Listener {
  /** The next 20 ms of the call. */
  push(frame: Int16Array): void;
  /** Begins to listen, or goes on in another language. */
  listenIn(locale: string): void;
  close(): void;
}

interface Stream {
  audio: AudioQueue;
  abort: AbortController;
  /** Its place in the call's streams; makes segment names unique. */
  number: number;
  /** The moment of the call at which its first sample was spoken. */
  startMs: number;
  heard: boolean;
  /** Segments whose words may still change. */
  open: Set<string>;
}

export function createListener(ports: ListenerPorts): Listener {
  const recent: Uint8Array[] = [];
  let pending: Int16Array = new Int16Array(FRAME_SAMPLES * FRAMES_IN_CHUNK);
  let pendingFrames = 0;
  let positionMs = 0; // the end of the last whole chunk
  let settledMs = 0; // audio before it has been heard for good
  let locale: string | undefined;
  let stream: Stream | undefined;
  let streams = 0;
  let failures = 0;
  let cancelReconnect: (() => void) | undefined;

  function push(frame: Int16Array): void {
    pending.set(frame, pendingFrames * FRAME_SAMPLES);
    pendingFrames += 1;
    if (pendingFrames < FRAMES_IN_CHUNK) return;
    const chunk = samplesToPcm(pending);
    pending = new Int16Array(FRAME_SAMPLES * FRAMES_IN_CHUNK);
    pendingFrames = 0;
    positionMs += CHUNK_MS;
    recent.push(chunk);
    if (recent.length > REPLAY_CHUNKS) recent.shift();
    stream?.audio.push(chunk);
  }

  function open(spoken: string): void {
    const unheard = Math.ceil((positionMs - settledMs) / CHUNK_MS);
    const replay = unheard <= 0 ? [] : recent.slice(-unheard);
    streams += 1;
    const opened: Stream = {
      audio: createAudioQueue(REPLAY_CHUNKS * 2),
      abort: new AbortController(),
      number: streams,
      startMs: positionMs - replay.length * CHUNK_MS,
      heard: false,
      open: new Set(),
    };
    for (const chunk of replay) opened.audio.push(chunk);
    stream = opened;
    listen(opened, spoken).then(
      () => broken(opened, new TranscriptionBroken('ended', undefined)),
      (cause: unknown) => broken(opened, cause),
    );
  }

  async function listen(opened: Stream, spoken: string): Promise<void> {
    const options = { locale: spoken, sessionId: ports.callId, signal: opened.abort.signal };
    for await (const segment of ports.transcribe(opened.audio, options)) {
      if (stream !== opened) return;
      opened.heard = true;
      failures = 0;
      ports.onTranscript(inCallTime(opened, segment));
      note(opened, segment);
    }
  }

  function note(opened: Stream, segment: TranscribedSegment): void {
    if (!segment.isFinal) {
      opened.open.add(segment.segment);
      return;
    }
    opened.open.delete(segment.segment);
    const last = segment.words.at(-1);
    if (last !== undefined) settledMs = Math.max(settledMs, opened.startMs + last.endMs);
  }

  function broken(lost: Stream, cause: unknown): void {
    if (stream !== lost) return;
    stream = undefined;
    withdraw(lost);
    const final = cause instanceof LanguageNotRecognised;
    ports.onBroken(cause, final);
    if (final || locale === undefined) return;
    const pauseMs = RECONNECT_MS[Math.min(failures, RECONNECT_MS.length - 1)] ?? 0;
    failures += 1;
    cancelReconnect = ports.clock.after(pauseMs, () => {
      if (locale !== undefined && stream === undefined) open(locale);
    });
  }

  /** What a lost stream had not made up its mind about will be heard again under another name. */
  function withdraw(lost: Stream): void {
    for (const segment of lost.open)
      ports.onTranscript({ segment: nameOf(lost, segment), words: [], isFinal: true });
  }

  function hangUp(): void {
    cancelReconnect?.();
    const last = stream;
    stream = undefined;
    last?.audio.end();
    last?.abort.abort();
  }

  return {
    push,
    listenIn(spoken) {
      if (spoken === locale) return;
      hangUp();
      // Another language is meant for what comes, not for what was said in the one before.
      if (locale !== undefined) settledMs = positionMs;
      locale = spoken;
      failures = 0;
      open(spoken);
    },
    close() {
      locale = undefined;
      hangUp();
    },
  };
}

function inCallTime(stream: Stream, segment: TranscribedSegment): Transcript {
  const words = segment.words.map((word) => ({
    ...word,
    startMs: stream.startMs + word.startMs,
    endMs: stream.startMs + word.endMs,
  }));
  return { segment: nameOf(stream, segment.segment), words, isFinal: segment.isFinal };
}

function nameOf(stream: Stream, segment: string): string {
  return `${stream.number}/${segment}`;
}
