/** Time as the speech loop sees it: a monotonic clock and timers on it. Tests give one that jumps. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. Only differences mean something. */
  now(): number;
  /** Runs `task` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

/** The process's own clock. */
export const realClock: Clock = {
  now: () => performance.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};
