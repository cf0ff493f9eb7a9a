import { clip } from '../text/clip.ts';
import type { Played } from '../turn/turn-request.ts';
import type { CallState, HistoryEntry } from './call-state.ts';
import { rollSummary } from './summary.ts';

/**
 * How much talk the next turn is told word for word: six exchanges, which reach back over a correction, a
 * question in between and the confirmation. What is older lives on in the summary.
 */
export const MAX_HISTORY_ENTRIES = 12;
/** All entries together; about 1,000 tokens. */
export const MAX_HISTORY_CHARACTERS = 4_000;
/** One entry: a monologue must not push everything else out. */
export const MAX_ENTRY_CHARACTERS = 1_000;

/** What the agent said in a turn, as the history has it. */
export function agentEntry(history: readonly HistoryEntry[], turn: number): HistoryEntry | undefined {
  return history.findLast((entry) => entry.who === 'agent' && entry.turn === turn);
}

/**
 * The history with the agent's words of the played turn replaced by what the caller really heard. Nothing
 * heard leaves an empty entry: the next writer must not believe that it was understood.
 */
export function honourHeard(history: readonly HistoryEntry[], played: Played | undefined): HistoryEntry[] {
  if (played === undefined || played.complete) return [...history];
  const cut = agentEntry(history, played.turn);
  return history.map((entry) =>
    entry === cut ? { ...entry, text: clip(played.heard, MAX_ENTRY_CHARACTERS), interrupted: true } : entry,
  );
}

/** The history with one more entry, which is left out when it has no words. */
export function appendEntry(
  history: readonly HistoryEntry[],
  entry: Pick<HistoryEntry, 'turn' | 'who' | 'text'>,
): HistoryEntry[] {
  if (entry.text.trim() === '') return [...history];
  return [...history, { ...entry, text: clip(entry.text, MAX_ENTRY_CHARACTERS) }];
}

/** The state with its history cut to its bounds, what was cut worked into the summary. */
export function boundHistory(state: CallState): CallState {
  let keptFrom = Math.max(0, state.history.length - MAX_HISTORY_ENTRIES);
  let characters = state.history.slice(keptFrom).reduce((sum, entry) => sum + entry.text.length, 0);
  while (characters > MAX_HISTORY_CHARACTERS) {
    characters -= state.history[keptFrom]?.text.length ?? 0;
    keptFrom += 1;
  }
  const dropped = state.history.slice(0, keptFrom);
  return rollSummary({ ...state, history: state.history.slice(keptFrom) }, dropped);
}
