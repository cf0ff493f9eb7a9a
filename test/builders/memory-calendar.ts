export { type MemoryCalendar, memoryCalendar } from '../../agent/scenario/world/memory-calendar.ts';
