import type { Handset } from './handset.ts';

/** The promise's value, or what stands for it when it takes longer than `ms` of the call's clock. */
export function within<T>(handset: Handset, ms: number, promise: Promise<T>, late: T): Promise<T> {
  let cancel: () => void = () => {};
  const tooLate = new Promise<T>((resolve) => {
    cancel = handset.clock.after(ms, () => resolve(late));
  });
  return handset.whileConnected(Promise.race([promise, tooLate])).finally(cancel);
}
