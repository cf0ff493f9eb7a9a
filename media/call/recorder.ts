import { SAMPLE_RATE } from '../audio/frame.ts';
import { wavHeader } from '../audio/wav.ts';

/** Room for a minute of one channel; it doubles when more comes. */
const FIRST_SAMPLES = SAMPLE_RATE * 60;

/** A call as a stereo WAV at 8 kHz: caller left, agent right, on one timeline. Times are milliseconds of the call. */
export interface Recorder {
  /** The next 20 ms of the caller's side. */
  caller(frame: Int16Array): void;
  /** A frame of the agent's side (16-bit little-endian), by when it plays. */
  agent(frame: Buffer, atMs: number): void;
  /** The agent was cut off: what was to play after this moment did not. */
  cutAgent(atMs: number): void;
  finish(): Buffer;
}

export function createRecorder(): Recorder {
  const left = createTrack();
  const right = createTrack();
  let callerAt = 0;
  return {
    caller(frame) {
      left.write(frame, callerAt);
      callerAt += frame.length;
    },
    agent(frame, atMs) {
      const samples = new Int16Array(frame.length / 2);
      for (let n = 0; n < samples.length; n++) samples[n] = frame.readInt16LE(n * 2);
      right.write(samples, sampleAt(atMs));
    },
    cutAgent: (atMs) => right.cut(sampleAt(atMs)),
    finish: () => interleave(left.samples(), right.samples()),
  };
}

function sampleAt(atMs: number): number {
  return Math.max(0, Math.round((atMs * SAMPLE_RATE) / 1_000));
}

interface Track {
  write(samples: Int16Array, at: number): void;
  cut(at: number): void;
  samples(): Int16Array;
}

function createTrack(): Track {
  let room = new Int16Array(FIRST_SAMPLES);
  let length = 0;
  return {
    write(samples, at) {
      const end = at + samples.length;
      if (end > room.length) {
        const larger = new Int16Array(Math.max(end, room.length * 2));
        larger.set(room);
        room = larger;
      }
      room.set(samples, at);
      length = Math.max(length, end);
    },
    cut(at) {
      if (at >= length) return;
      room.fill(0, at, length);
      length = at;
    },
    samples: () => room.subarray(0, length),
  };
}

function interleave(left: Int16Array, right: Int16Array): Buffer {
  const frames = Math.max(left.length, right.length);
  const both = new Int16Array(frames * 2);
  for (let n = 0; n < frames; n++) {
    both[n * 2] = left[n] ?? 0;
    both[n * 2 + 1] = right[n] ?? 0;
  }
  const data = Buffer.from(both.buffer);
  return Buffer.concat([wavHeader(2, SAMPLE_RATE, data.length), data]);
}
