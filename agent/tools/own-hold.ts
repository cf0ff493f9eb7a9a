import type { CallState } from '../call/call-state.ts';
import type { OccupiedCell } from './calendar.ts';

/** What others occupy: the caller's own hold stands in nobody's way but theirs. */
export function withoutOwnHold(
  occupied: readonly OccupiedCell[],
  { hold }: Pick<CallState, 'hold'>,
): OccupiedCell[] {
  return occupied.filter(({ appointmentId: id }) => id !== hold?.id);
}
