import type { Clock } from './clock.ts';

/** Named timers: setting one that is set replaces it. */
export interface Timers<Id extends string> {
  set(id: Id, delayMs: number, task: () => void): void;
  cancel(id: Id): void;
  cancelAll(): void;
}

export function createTimers<Id extends string>(clock: Clock): Timers<Id> {
  const running = new Map<Id, () => void>();

  function cancel(id: Id): void {
    running.get(id)?.();
    running.delete(id);
  }

  return {
    set(id, delayMs, task) {
      cancel(id);
      const stop = clock.after(Math.max(0, delayMs), () => {
        running.delete(id);
        task();
      });
      running.set(id, stop);
    },
    cancel,
    cancelAll() {
      for (const id of [...running.keys()]) cancel(id);
    },
  };
}
