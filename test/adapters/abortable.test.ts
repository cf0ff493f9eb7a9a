import { expect, test } from 'vitest';
import { abortable } from '../../adapters/abortable.ts';

const REASON = new Error('enough');

/** Gives the numbers, then hangs; `stopped` tells whether it was told to stop. */
function numbersThenSilence(numbers: number[]) {
  const state = { stopped: false };
  const source: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => {
      const left = [...numbers];
      return {
        next: async () => {
          const value = left.shift();
          return value === undefined ? new Promise<never>(() => undefined) : { done: false, value };
        },
        return: async () => {
          state.stopped = true;
          return { done: true, value: undefined };
        },
      };
    },
  };
  return { source, state };
}

test('items come as they are until the source ends', async () => {
  async function* source() {
    yield 1;
    yield 2;
  }
  expect(await Array.fromAsync(abortable(source(), new AbortController().signal))).toEqual([1, 2]);
});

test('a source that hangs ends with the reason of the abort and is told to stop', async () => {
  const { source, state } = numbersThenSilence([1]);
  const aborter = new AbortController();
  const items = abortable(source, aborter.signal);
  await items.next();
  const next = items.next();
  aborter.abort(REASON);
  await expect(next).rejects.toBe(REASON);
  expect(state.stopped).toBe(true);
});

test('a signal that is aborted already gives no item', async () => {
  const { source } = numbersThenSilence([1]);
  await expect(abortable(source, AbortSignal.abort(REASON)).next()).rejects.toBe(REASON);
});

test('a reader who stops early stops the source', async () => {
  const { source, state } = numbersThenSilence([1, 2]);
  for await (const _item of abortable(source, new AbortController().signal)) break;
  expect(state.stopped).toBe(true);
});

test('an error of the source is thrown as it is', async () => {
  async function* source() {
    yield 1;
    throw REASON;
  }
  const items = abortable(source(), new AbortController().signal);
  await items.next();
  await expect(items.next()).rejects.toBe(REASON);
});
