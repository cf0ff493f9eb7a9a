import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyedLock } from '../../../local/stream/keyed-lock.ts';

it('never lets two tasks hold a key at once, and lets every task finish, in whatever order they are run', async () => {
  const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(keys, { maxLength: 12 }), async (scheduler, tasks) => {
      const lock = keyedLock();
      const held = new Set<string>();
      let finished = 0;
      const all = tasks.map((wanted) =>
        lock.run(wanted, async () => {
          for (const key of wanted) {
            expect(held.has(key)).toBe(false);
            held.add(key);
          }
          await scheduler.schedule(Promise.resolve());
          for (const key of wanted) held.delete(key);
          finished += 1;
        }),
      );
      await scheduler.waitFor(Promise.all(all));
      expect(finished).toBe(tasks.length);
    }),
  );
});

it('lets go of its keys when a task fails', async () => {
  const lock = keyedLock();
  await expect(lock.run(['a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(lock.run(['a'], () => Promise.resolve('next'))).resolves.toBe('next');
});
