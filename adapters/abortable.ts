/**
 * The items of `source` until `signal` is aborted; then it throws the signal's reason at once, even if the
 * source never gives another item. The source is told to stop either way.
 */
export async function* abortable<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const items = source[Symbol.asyncIterator]();
  let ended = false;
  try {
    while (true) {
      const item = await Promise.race([items.next(), aborted]);
      ended = item.done === true;
      if (ended) return;
      yield item.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Not awaited: a source that hangs in `next` would hang here too.
    if (!ended) void Promise.resolve(items.return?.()).catch(() => undefined);
  }
}
