import { SAMPLE_RATE } from '../audio/frame.ts';

const SAMPLES_PER_MS = SAMPLE_RATE / 1_000;
/** How far the far end's own marks may fall behind the clock before the clock is believed: a page in the
 * background sends none, and the call must go on. */
const MARK_GRACE_MS = 1_000;

/**
 * Where the agent's audio is: how much was sent and how much of it has left the caller's loudspeaker. By the
 * clock, since frames play one after the other; by the far end's marks, where it sends them.
 */
export interface Playhead {
  /** Samples sent since the call began, without those that were taken back. */
  readonly sentSamples: number;
  /** Counts `samples` as sent; returns the moment at which they begin to play. */
  send(samples: number, nowMs: number): number;
  /** Milliseconds of audio that have been sent and not been played, by the clock. */
  aheadMs(nowMs: number): number;
  playedSamples(nowMs: number): number;
  /** Forgets what was sent and not played; returns how much has been played. */
  takeBack(nowMs: number): number;
  /** A mark of the far end: samples that left its loudspeaker since the call began. */
  marked(playedSamples: number, nowMs: number): void;
}

export function createPlayhead(): Playhead {
  let sentSamples = 0;
  let nextPlaysAtMs = 0;
  let mark: { samples: number; atMs: number } | undefined;
  // What was cleared at the far end is in our count and not in its: its marks are that much too low.
  let markOffset = 0;
  let sentSinceTakeBack = true;

  function byClock(nowMs: number): number {
    return Math.max(0, sentSamples - Math.max(0, nextPlaysAtMs - nowMs) * SAMPLES_PER_MS);
  }

  function playedSamples(nowMs: number): number {
    const clock = byClock(nowMs);
    if (mark === undefined) return Math.floor(clock);
    const byMark = mark.samples + markOffset + (nowMs - mark.atMs) * SAMPLES_PER_MS;
    const believable = Math.max(byMark, clock - MARK_GRACE_MS * SAMPLES_PER_MS);
    return Math.floor(Math.max(0, Math.min(clock, believable)));
  }

  return {
    get sentSamples() {
      return sentSamples;
    },
    send(samples, nowMs) {
      const playsAtMs = Math.max(nextPlaysAtMs, nowMs);
      nextPlaysAtMs = playsAtMs + samples / SAMPLES_PER_MS;
      sentSamples += samples;
      sentSinceTakeBack = true;
      return playsAtMs;
    },
    aheadMs: (nowMs) => Math.max(0, nextPlaysAtMs - nowMs),
    playedSamples,
    takeBack(nowMs) {
      sentSamples = playedSamples(nowMs);
      nextPlaysAtMs = nowMs;
      sentSinceTakeBack = false;
      return sentSamples;
    },
    marked(samples, nowMs) {
      // While nothing is on its way the far end's count and ours mean the same moment.
      if (!sentSinceTakeBack) markOffset = sentSamples - samples;
      mark = { samples, atMs: nowMs };
    },
  };
}
