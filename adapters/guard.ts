import { TaskCancelledError, TimeoutStrategy, timeout } from 'cockatiel';
import { type Breaker, BreakerOpen } from './breaker.ts';

/** A dependency did not answer in time. The name is what `agent/tools/tools.ts` knows it by. */
export class TimedOut extends Error {
  override readonly name = 'TimeoutError';
  constructor(dependency: string, timeoutMs: number) {
    super(`${dependency} did not answer within ${timeoutMs} ms.`);
  }
}

export interface GuardOptions {
  /** What stands behind it, for errors: `The calendar`. */
  dependency: string;
  breaker: Breaker;
  timeoutMs: number;
}

/** Runs work that may be repeated. */
export type Guard = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Work is given up after a while (`TimedOut`), tried once more when it failed, and not tried at all while the
 * breaker is open (`BreakerOpen`). Only for work that is safe to repeat.
 */
export function guard({ dependency, breaker, timeoutMs }: GuardOptions): Guard {
  const limit = timeout(timeoutMs, TimeoutStrategy.Aggressive);
  const once = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await limit.execute(work);
    } catch (cause) {
      if (cause instanceof TaskCancelledError) throw new TimedOut(dependency, timeoutMs);
      throw cause;
    }
  };
  return async (work) => {
    try {
      return await breaker.run(() => once(work));
    } catch (cause) {
      if (cause instanceof BreakerOpen || cause instanceof TimedOut) throw cause;
      return breaker.run(() => once(work));
    }
  };
}
