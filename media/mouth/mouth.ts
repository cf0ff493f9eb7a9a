import type { SpokenVoice } from '../../agent/turn/voice.ts';
import { FRAME_SAMPLES, SAMPLE_RATE } from '../audio/frame.ts';
import type { Sentence } from '../floor/effect.ts';
import type { SentenceMark } from '../floor/input.ts';
import type { Clock } from '../time/clock.ts';
import { createSpeechAhead } from './ahead.ts';
import { duckFrame } from './duck.ts';
import { createPlayhead } from './playhead.ts';
import {
  makeSentenceAudio,
  type OnAudioProgress,
  type SentenceAudio,
  type SentenceAudioPorts,
} from './sentence-audio.ts';

/** Audio is sent at most this much ahead of its playing: little enough to be cut off at once, enough to bridge
 * a late tick. */
const LEAD_MS = 60;
/** Sentences whose audio is made ahead of their turn to be played. */
const PREFETCH = 1;
const FRAME_BYTES = FRAME_SAMPLES * 2;
const SAMPLES_PER_MS = SAMPLE_RATE / 1_000;

export interface MouthPorts extends SentenceAudioPorts {
  clock: Clock;
  /** Puts one 20 ms frame on the line; it plays at `playsAtMs` of the clock. */
  sendFrame(frame: Buffer, playsAtMs: number): void;
  /** The line drops what it has not played yet. */
  clearLine(): void;
  /** The first audio of a sentence has come from the synthesizer (or out of the cache). */
  onReady(sentence: number): void;
  onStarted(sentence: number): void;
  onPlayed(sentence: number): void;
  onFailed(sentence: number, cause: unknown): void;
}

/** Speaks sentences one after the other, in 20 ms frames that can be stopped at any moment. */
export interface Mouth {
  /** Makes audio of words that will probably be the next to be spoken. */
  prepare(text: string, voice: SpokenVoice): void;
  speak(sentence: Sentence): void;
  unspeak(sentences: readonly number[]): void;
  duck(): void;
  unduck(): void;
  pause(): void;
  resume(): void;
  /** Falls silent, drops everything and tells how much of it was played. */
  stop(): SentenceMark[];
  /** To be called every 20 ms. */
  tick(nowMs: number): void;
  marked(playedSamples: number): void;
}

interface Item {
  sentence: Sentence;
  audio: SentenceAudio | undefined;
  /** Where in the call's audio it begins; undefined until its first frame is sent. */
  startSample: number | undefined;
  sentBytes: number;
  announced: 'nothing' | 'ready' | 'started';
}

export function createMouth(ports: MouthPorts): Mouth {
  const playhead = createPlayhead();
  const ahead = createSpeechAhead(ports);
  // What is to be said and what has been sent and not been played yet, in order.
  let items: Item[] = [];
  let ducked = false;
  let paused = false;

  function prefetch(): void {
    const sending = items.findIndex((item) => !isSent(item));
    if (sending < 0) return;
    for (const item of items.slice(sending, sending + 1 + PREFETCH)) item.audio ??= make(item);
  }

  function make(item: Item): SentenceAudio {
    const { text, voice } = item.sentence;
    const onProgress: OnAudioProgress = (progress, failure) => {
      if (progress.state === 'failed') {
        items = items.filter((one) => one !== item);
        ports.onFailed(item.sentence.id, failure);
      } else announceReady(item);
      tick(ports.clock.now());
    };
    const audio = ahead.take(text, voice, onProgress) ?? makeSentenceAudio(text, voice, ports, onProgress);
    if (audio.audio.length > 0) announceReady(item);
    return audio;
  }

  function announceReady(item: Item): void {
    if (item.announced !== 'nothing') return;
    item.announced = 'ready';
    ports.onReady(item.sentence.id);
  }

  function tick(nowMs: number): void {
    prefetch();
    while (!paused && playhead.aheadMs(nowMs) < LEAD_MS - 1 && sendNext(nowMs)) prefetch();
    announcePlayed(nowMs);
  }

  /** Sends one frame of the first item that has any left. */
  function sendNext(nowMs: number): boolean {
    const item = items.find((one) => !isSent(one));
    if (item?.audio === undefined) return false;
    const frame = frameAt(item.audio, item.sentBytes);
    if (frame === undefined) return false;
    item.startSample ??= playhead.sentSamples;
    item.sentBytes += FRAME_BYTES;
    const playsAtMs = playhead.send(FRAME_SAMPLES, nowMs);
    ports.sendFrame(ducked ? duckFrame(frame) : frame, playsAtMs);
    if (item.announced !== 'started') {
      item.announced = 'started';
      ports.onStarted(item.sentence.id);
    }
    return true;
  }

  function announcePlayed(nowMs: number): void {
    const first = items[0];
    if (first?.startSample === undefined || !isSent(first)) return;
    if (playhead.playedSamples(nowMs) < first.startSample + first.sentBytes / 2) return;
    items.shift();
    ports.onPlayed(first.sentence.id);
    announcePlayed(nowMs);
  }

  /** Takes back what the line has not played yet, so that it can be said again or never. */
  function fallSilent(): void {
    const played = playhead.takeBack(ports.clock.now());
    for (const item of items) {
      if (item.startSample === undefined) continue;
      const playedBytes = Math.max(0, played - item.startSample) * 2;
      item.sentBytes = Math.min(item.sentBytes, playedBytes - (playedBytes % 2));
      if (item.sentBytes === 0) item.startSample = undefined;
    }
    ports.clearLine();
  }

  return {
    prepare: ahead.prepare,
    speak(sentence) {
      items.push({ sentence, audio: undefined, startSample: undefined, sentBytes: 0, announced: 'nothing' });
      tick(ports.clock.now());
    },
    unspeak(sentences) {
      const gone = items.filter(
        (item) => sentences.includes(item.sentence.id) && item.startSample === undefined,
      );
      for (const item of gone) item.audio?.cancel();
      items = items.filter((item) => !gone.includes(item));
    },
    duck() {
      ducked = true;
    },
    unduck() {
      ducked = false;
    },
    pause() {
      if (!paused) fallSilent();
      paused = true;
    },
    resume() {
      paused = false;
      ducked = false;
      tick(ports.clock.now());
    },
    stop() {
      if (!paused) fallSilent();
      const marks = items.map(markOf);
      for (const item of items) item.audio?.cancel();
      items = [];
      ahead.drop();
      paused = false;
      ducked = false;
      return marks;
    },
    tick,
    marked(playedSamples) {
      playhead.marked(playedSamples, ports.clock.now());
      announcePlayed(ports.clock.now());
    },
  };
}

/** All audio of the item is on the line. */
function isSent(item: Item): boolean {
  return item.audio?.state === 'made' && item.sentBytes >= item.audio.audio.length;
}

/** The next frame, or undefined while it has not been made. The last one of a sentence is filled up with silence. */
function frameAt(audio: SentenceAudio, from: number): Buffer | undefined {
  const bytes = audio.audio;
  if (from + FRAME_BYTES <= bytes.length) return bytes.subarray(from, from + FRAME_BYTES);
  if (audio.state !== 'made' || from >= bytes.length) return undefined;
  const last = Buffer.alloc(FRAME_BYTES);
  bytes.copy(last, 0, from);
  return last;
}

/** Speech runs at about 15 characters a second; used only while a sentence's audio is not all here. */
const MS_PER_CHARACTER = 66;

function markOf(item: Item): SentenceMark {
  const madeMs = (item.audio?.audio.length ?? 0) / 2 / SAMPLES_PER_MS;
  const guessMs = item.sentence.text.length * MS_PER_CHARACTER;
  return {
    sentence: item.sentence.id,
    playedMs: item.sentBytes / 2 / SAMPLES_PER_MS,
    totalMs: item.audio?.state === 'made' ? madeMs : Math.max(madeMs, guessMs),
  };
}
