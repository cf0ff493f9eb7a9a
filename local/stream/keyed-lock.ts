/** Lets one task at a time hold each of its keys. */
export interface KeyedLock {
  /** Runs the task once it holds all the keys. */
  run<T>(keys: readonly string[], task: () => Promise<T>): Promise<T>;
}

export function keyedLock(): KeyedLock {
  const tails = new Map<string, Promise<void>>();
  return {
    run: async (keys, task) => {
      const own = [...new Set(keys)];
      const before = own.map((key) => tails.get(key));
      const { promise, resolve } = Promise.withResolvers<void>();
      // All keys are queued for in one step, so two tasks can never wait for each other.
      for (const key of own) tails.set(key, promise);
      try {
        await Promise.all(before);
        return await task();
      } finally {
        for (const key of own) if (tails.get(key) === promise) tails.delete(key);
        resolve();
      }
    },
  };
}
