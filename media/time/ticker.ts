import { FRAME_MS } from '../audio/frame.ts';
import type { Clock } from './clock.ts';

/**
 * One 20 ms beat for every call of the process: a hundred calls cost one timer, and the frames of all calls
 * leave in one go.
 */
export interface Ticker {
  /** Calls `beat` every 20 ms until the returned function is called. */
  add(beat: (nowMs: number) => void): () => void;
}

/** A ticker that runs only while somebody listens. `onError` learns of a beat that threw; the others go on. */
export function createTicker(clock: Clock, onError: (cause: unknown) => void): Ticker {
  const beats = new Set<(nowMs: number) => void>();
  let cancel: (() => void) | undefined;
  let dueMs = 0;

  function schedule(): void {
    const nowMs = clock.now();
    // A beat that comes late is not followed by a burst: the mouths catch up by looking at the clock.
    dueMs = Math.max(dueMs + FRAME_MS, nowMs);
    cancel = clock.after(dueMs - nowMs, run);
  }

  function run(): void {
    const nowMs = clock.now();
    for (const beat of beats) {
      try {
        beat(nowMs);
      } catch (cause) {
        onError(cause);
      }
    }
    if (beats.size > 0) schedule();
    else cancel = undefined;
  }

  return {
    add(beat) {
      beats.add(beat);
      if (cancel === undefined) {
        dueMs = clock.now();
        schedule();
      }
      return () => {
        beats.delete(beat);
        if (beats.size > 0) return;
        cancel?.();
        cancel = undefined;
      };
    },
  };
}
