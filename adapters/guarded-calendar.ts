import { TaskCancelledError, TimeoutStrategy, timeout } from 'cockatiel';
import type { Calendar } from '../agent/tools/calendar.ts';
import { type Breaker, BreakerOpen } from './breaker.ts';

/**
 * How long one calendar operation may take. The caller hears silence meanwhile; a booking is a handful of
 * DynamoDB requests of single-digit milliseconds each, so what takes this long will not come in time.
 */
export const CALENDAR_TIMEOUT_MS = 4_000;

/** The calendar did not answer in time. The name is what `agent/tools/tools.ts` knows it by. */
export class CalendarTimedOut extends Error {
  override readonly name = 'TimeoutError';
  constructor(timeoutMs: number) {
    super(`The calendar did not answer within ${timeoutMs} ms.`);
  }
}

/**
 * A calendar whose operations are given up after a while, tried once more when they failed (each is safe to
 * repeat: see `Calendar`), and not tried at all while the breaker is open.
 */
export function guardedCalendar(
  calendar: Calendar,
  breaker: Breaker,
  timeoutMs: number = CALENDAR_TIMEOUT_MS,
): Calendar {
  const limit = timeout(timeoutMs, TimeoutStrategy.Aggressive);
  const once = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await limit.execute(work);
    } catch (cause) {
      if (cause instanceof TaskCancelledError) throw new CalendarTimedOut(timeoutMs);
      throw cause;
    }
  };
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await breaker.run(() => once(work));
    } catch (cause) {
      if (cause instanceof BreakerOpen || cause instanceof CalendarTimedOut) throw cause;
      return breaker.run(() => once(work));
    }
  };
  return {
    occupied: (calendarId, fromMs, toMs) => guard(() => calendar.occupied(calendarId, fromMs, toMs)),
    find: (calendarId, id) => guard(() => calendar.find(calendarId, id)),
    findByPhone: (calendarId, phone, fromMs) => guard(() => calendar.findByPhone(calendarId, phone, fromMs)),
    book: (calendarId, appointment, minutes) => guard(() => calendar.book(calendarId, appointment, minutes)),
    move: (calendarId, change, minutes) => guard(() => calendar.move(calendarId, change, minutes)),
    cancel: (calendarId, change) => guard(() => calendar.cancel(calendarId, change)),
  };
}
