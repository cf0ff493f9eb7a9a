import type { Handset } from './handset.ts';

/** The promise's value, or what stands for it when it takes longer than `ms` of the call's clock. */
export function within<T>(handset: Handset, ms: number, promise: Promise<T>, late: T): Promise<T> {
  return handset.whileConnected(
    new Promise((resolve, reject) => {
      const cancel = handset.clock.after(ms, () => resolve(late));
      promise.then(resolve, reject).finally(cancel);
    }),
  );
}
