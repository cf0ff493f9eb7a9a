import { FRAME_MS, FRAME_SAMPLES } from '../audio/frame.ts';
import { toInt16 } from '../audio/pcm.ts';
import { createResampler } from '../audio/resampler.ts';
import { readWav } from '../audio/wav.ts';
import type { Clock } from '../time/clock.ts';
import { type CallerLine, type LineEvents, LineFault } from './caller-line.ts';
import type { FromService, ToService } from './protocol.ts';

/** The largest WAV of one utterance: a minute of 48 kHz stereo float. */
export const MAX_UTTERANCE_BYTES = 24 * 1024 * 1024;
/** Utterances that may wait to be played. */
const MAX_QUEUED = 200;
/** How long the caller thinks before speaking, after the agent has finished. */
const PAUSE_MS = 200;

type Announced = Extract<ToService, { type: 'utterance' }>;

/** What the caller does next: speaks, or presses keys. */
type Queued = ({ samples: Int16Array } | { keys: string }) & { interruptAfterMs: number | undefined };

/**
 * A caller who is played from WAV files, or presses keys: the next one when the agent has finished, or a while into
 * the agent's speech. When there are no more and the last has been answered, the caller hangs up.
 */
export function audioFileLine(clock: Clock, events: LineEvents): CallerLine {
  const queue: Queued[] = [];
  let receiving: { announced: Announced; parts: Uint8Array[]; missing: number } | undefined;
  let noMore = false;
  let waiting = false;
  let startAtMs: number | undefined;
  let playing: { samples: Int16Array; at: number } | undefined;
  const openedMs = clock.now();
  let sentFrames = 0;

  function announce(announced: Announced): void {
    if (receiving !== undefined)
      throw new LineFault(
        'utterance-incomplete',
        `${receiving.announced.name} has not been sent to its end.`,
      );
    if (announced.bytes > MAX_UTTERANCE_BYTES)
      throw new LineFault(
        'utterance-too-large',
        `${announced.name} is larger than ${MAX_UTTERANCE_BYTES} bytes.`,
      );
    refuseTooMany();
    receiving = { announced, parts: [], missing: announced.bytes };
  }

  function refuseTooMany(): void {
    if (queue.length >= MAX_QUEUED)
      throw new LineFault('too-many-utterances', `More than ${MAX_QUEUED} utterances wait to be played.`);
  }

  function receive(bytes: Uint8Array): void {
    if (receiving === undefined)
      throw new LineFault('unannounced-audio', 'Audio came without an "utterance" message before it.');
    if (bytes.length > receiving.missing)
      throw new LineFault(
        'utterance-too-long',
        `${receiving.announced.name} is longer than it was announced.`,
      );
    receiving.parts.push(Uint8Array.from(bytes));
    receiving.missing -= bytes.length;
    if (receiving.missing > 0) return;
    const { name, interruptAfterMs } = receiving.announced;
    const wav = Buffer.concat(receiving.parts);
    receiving = undefined;
    enqueue({ samples: telephoneSamples(name, wav), interruptAfterMs });
  }

  function enqueue(next: Queued): void {
    refuseTooMany();
    queue.push(next);
    consider();
  }

  /** Plans the next utterance if the agent is waiting for one. */
  function consider(): void {
    if (!waiting || playing !== undefined || startAtMs !== undefined) return;
    if (queue.length > 0) startAtMs = clock.now() + PAUSE_MS;
    else if (noMore) events.hangUp();
  }

  /** The agent began a sentence: an interruption may be due a while into it. */
  function considerInterrupting(): void {
    const next = queue[0];
    if (next?.interruptAfterMs === undefined || playing !== undefined || startAtMs !== undefined) return;
    startAtMs = clock.now() + next.interruptAfterMs;
  }

  function told(message: FromService): void {
    if (message.type === 'waiting') {
      waiting = true;
      consider();
    } else if (message.type === 'speaking') {
      waiting = false;
      considerInterrupting();
    } else if (message.type === 'floor' && message.state !== 'listening') waiting = false;
  }

  /** As many frames as the clock says are due: a late tick is made up for by the next. */
  function tick(): void {
    const dueFrames = Math.floor((clock.now() - openedMs) / FRAME_MS);
    for (; sentFrames < dueFrames; sentFrames++) events.hear(nextFrame());
  }

  function begin(next: Queued | undefined): void {
    if (next === undefined) return;
    if ('keys' in next) events.keyed(next.keys);
    else playing = { samples: next.samples, at: 0 };
  }

  function nextFrame(): Int16Array {
    if (playing === undefined && startAtMs !== undefined && clock.now() >= startAtMs) {
      startAtMs = undefined;
      waiting = false;
      begin(queue.shift());
    }
    if (playing === undefined) return SILENCE;
    const frame = playing.samples.subarray(playing.at, playing.at + FRAME_SAMPLES);
    playing.at += FRAME_SAMPLES;
    if (playing.at >= playing.samples.length) playing = undefined;
    return frame.length === FRAME_SAMPLES ? frame : padded(frame);
  }

  return {
    binary: receive,
    message(message) {
      if (message.type === 'utterance') announce(message);
      else if (message.type === 'keys')
        enqueue({ keys: message.keys, interruptAfterMs: message.interruptAfterMs });
      else if (message.type === 'no-more') {
        noMore = true;
        consider();
      } else throw new LineFault('unexpected-message', `An audio-file line does not send "${message.type}".`);
    },
    told,
    tick,
  };
}

const SILENCE = new Int16Array(FRAME_SAMPLES);

function padded(part: Int16Array): Int16Array {
  const frame = new Int16Array(FRAME_SAMPLES);
  frame.set(part);
  return frame;
}

/** A WAV of any kind as 8 kHz samples. Throws `NotAudio`, naming the file. */
function telephoneSamples(name: string, wav: Uint8Array): Int16Array {
  const { sampleRate, samples } = readWav(name, wav);
  const resampler = createResampler(sampleRate);
  const first = toInt16(resampler.push(samples));
  const rest = toInt16(resampler.flush());
  const all = new Int16Array(first.length + rest.length);
  all.set(first);
  all.set(rest, first.length);
  return all;
}
