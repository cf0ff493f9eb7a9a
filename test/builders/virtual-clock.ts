import type { Clock } from '../../media/time/clock.ts';

/** A clock that jumps: what comes first is decided by the schedule, never by the machine. */
export interface VirtualClock extends Clock {
  /** Runs everything that is due within the next `ms`, in order, letting promises settle between. */
  advance(ms: number): Promise<void>;
}

interface Task {
  atMs: number;
  order: number;
  run: () => void;
}

export function virtualClock(): VirtualClock {
  let nowMs = 0;
  let order = 0;
  const tasks = new Set<Task>();

  function nextDue(untilMs: number): Task | undefined {
    let next: Task | undefined;
    for (const task of tasks) {
      if (task.atMs > untilMs) continue;
      if (next === undefined || task.atMs < next.atMs || (task.atMs === next.atMs && task.order < next.order))
        next = task;
    }
    return next;
  }

  return {
    now: () => nowMs,
    after(delayMs, run) {
      order += 1;
      const task = { atMs: nowMs + Math.max(0, delayMs), order, run };
      tasks.add(task);
      return () => tasks.delete(task);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settlePromises();
      for (let task = nextDue(untilMs); task !== undefined; task = nextDue(untilMs)) {
        tasks.delete(task);
        nowMs = Math.max(nowMs, task.atMs);
        task.run();
        await settlePromises();
      }
      nowMs = untilMs;
    },
  };
}

/** Lets every promise that can go on do so. */
export function settlePromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
