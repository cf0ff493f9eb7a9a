import { expect, test } from 'vitest';
import { BreakerOpen, inProcessBreaker } from '../../adapters/breaker.ts';
import { guard, TimedOut } from '../../adapters/guard.ts';
import { guardedCalendar } from '../../adapters/guarded-calendar.ts';
import type { Calendar } from '../../agent/tools/calendar.ts';
import { memoryCalendar } from '../builders/memory-calendar.ts';

/** A calendar whose look-ups do what `find` says, and how often they were asked for. */
function watched(find: () => Promise<undefined>) {
  const seen = { asked: 0 };
  const calendar: Calendar = {
    ...memoryCalendar(),
    find: () => {
      seen.asked += 1;
      return find();
    },
  };
  const breaker = inProcessBreaker({ dependency: 'The calendar', counts: () => true });
  return {
    seen,
    guarded: (timeoutMs = 4_000) =>
      guardedCalendar(calendar, guard({ dependency: 'The calendar', breaker, timeoutMs })),
  };
}

test('an operation that fails once is tried again and succeeds', async () => {
  const { seen, guarded } = watched(async () => {
    if (seen.asked === 1) throw new Error('connection reset');
    return undefined;
  });
  await expect(guarded().find('calendar', 'id')).resolves.toBeUndefined();
  expect(seen.asked).toBe(2);
});

test('an operation that never answers is given up, once, by an error that a tool knows as too slow', async () => {
  const { seen, guarded } = watched(() => new Promise(() => undefined));
  const failure = await guarded(1)
    .find('calendar', 'id')
    .catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(TimedOut);
  expect(failure).toMatchObject({ name: 'TimeoutError' });
  expect(seen.asked).toBe(1);
});

test('a calendar that keeps failing is left alone: the next operation fails at once, unasked', async () => {
  const { seen, guarded } = watched(() => Promise.reject(new Error('down')));
  const calendar = guarded();
  await expect(calendar.find('calendar', 'id')).rejects.toThrow('down');
  await expect(calendar.find('calendar', 'id')).rejects.toBeInstanceOf(BreakerOpen);
  const asked = seen.asked;
  await expect(calendar.find('calendar', 'id')).rejects.toBeInstanceOf(BreakerOpen);
  expect(seen.asked).toBe(asked);
});
