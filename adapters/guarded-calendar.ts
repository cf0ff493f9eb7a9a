import type { Calendar } from '../agent/tools/calendar.ts';
import type { Guard } from './guard.ts';

/** A calendar of which every operation is guarded: each is safe to repeat (see `Calendar`). */
export function guardedCalendar(calendar: Calendar, guarded: Guard): Calendar {
  return {
    occupied: (calendarId, fromMs, toMs) => guarded(() => calendar.occupied(calendarId, fromMs, toMs)),
    find: (calendarId, id) => guarded(() => calendar.find(calendarId, id)),
    findByPhone: (calendarId, phone, fromMs) =>
      guarded(() => calendar.findByPhone(calendarId, phone, fromMs)),
    book: (calendarId, appointment, minutes) =>
      guarded(() => calendar.book(calendarId, appointment, minutes)),
    move: (calendarId, change, minutes) => guarded(() => calendar.move(calendarId, change, minutes)),
    hold: (calendarId, hold, minutes) => guarded(() => calendar.hold(calendarId, hold, minutes)),
    release: (calendarId, hold, minutes) => guarded(() => calendar.release(calendarId, hold, minutes)),
    cancel: (calendarId, change) => guarded(() => calendar.cancel(calendarId, change)),
  };
}
