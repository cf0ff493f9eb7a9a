import type { Clock } from '../../../media/time/clock.ts';

/** Hands things over after a wait, never out of order: what waits longer holds up what comes after it. */
export interface Delivery<T> {
  /** Hands over `thing` once `delayMs` have gone by and everything before it is handed over. */
  send(thing: T, delayMs: number): void;
  /** Resolves when everything sent so far has been handed over. */
  settled(): Promise<void>;
  /** Forgets what has not been handed over. */
  close(): void;
}

export function createDelivery<T>(clock: Clock, handOver: (thing: T) => void): Delivery<T> {
  const waiting: { thing: T; dueMs: number }[] = [];
  let idle = Promise.withResolvers<void>();
  let cancelTimer: (() => void) | undefined;
  idle.resolve();

  function deliverDue(): void {
    cancelTimer = undefined;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const leftMs = next.dueMs - clock.now();
      if (leftMs > 0) {
        cancelTimer = clock.after(leftMs, deliverDue);
        return;
      }
      waiting.shift();
      handOver(next.thing);
    }
    idle.resolve();
  }

  return {
    send: (thing, delayMs) => {
      if (waiting.length === 0) idle = Promise.withResolvers<void>();
      waiting.push({ thing, dueMs: clock.now() + delayMs });
      if (cancelTimer === undefined) deliverDue();
    },
    settled: () => idle.promise,
    close: () => {
      cancelTimer?.();
      cancelTimer = undefined;
      waiting.length = 0;
      idle.resolve();
    },
  };
}
