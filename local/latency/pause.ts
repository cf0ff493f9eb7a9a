import { setTimeout as delay } from 'node:timers/promises';

/** Waits so many milliseconds; at once, without a turn of the event loop, when there is nothing to wait for. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (ms > 0) await delay(ms, undefined, signal === undefined ? {} : { signal });
}
