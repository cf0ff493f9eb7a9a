import type { CallerDeed, Heard } from '../caller.ts';

/** A habit of one caller in one call. */
export interface HabitAtWork {
  /** A fact that the caller replaces at this moment, before anything else is answered. */
  replaces?(heard: Heard): { field: string; to: readonly string[] } | undefined;
  /** Makes something else of what the caller was about to do; undefined when it leaves it alone. */
  changes?(deed: CallerDeed, heard: Heard): CallerDeed | undefined;
}
