/**
 * Every number of turn-taking, in milliseconds unless named otherwise. People leave about 200 ms between
 * turns in conversation (Stivers et al., PNAS 2009); a second of silence is felt as trouble.
 */

/** End of turn: the shortest and longest wait after the last sound (see `turn-end.ts` for which when). */
export const END_OF_TURN_MIN_MS = 150;
export const END_OF_TURN_COMPLETE_MS = 250;
export const END_OF_TURN_UNSURE_MS = 400;
export const END_OF_TURN_MAX_MS = 600;

/** Recognised words count as caught up with the sound when the last one ends this near to it. Word times of
 * streaming recognisers are off by up to about 200 ms. */
export const WORDS_CAUGHT_UP_MS = 250;
/** How long the last words are waited for when some have come: partial results lag about 300 ms. */
export const LAST_WORDS_WAIT_MS = 800;
/** How long any words are waited for: final results come 1,527 ms after the end of speech at p95
 * (pipecat-ai/stt-benchmark, June 2026). */
export const ANY_WORDS_WAIT_MS = 1_700;
/** Sound without words for at least this long, to the agent's silence, was somebody not understood. */
export const UNINTELLIGIBLE_VOICE_MS = 1_000;

/** Words unchanged for so long are worth thinking about ahead of the end of the turn. */
export const SETTLED_WORDS_MS = 200;
/** Speculative turns per utterance: each costs a model call. */
export const MAX_SPECULATIONS = 4;

/** Voice over the agent's speech stops it even before words: "mm-hm" and "okay" are shorter than half a second. */
export const BARGE_IN_VOICE_MS = 500;
/** After a sound during the agent's speech has ended, words are waited for this long before it was nothing. */
export const FALSE_ALARM_MS = 600;

/** Silence after which the caller is reminded, where the brain has not said. */
export const PATIENCE_MS = 8_000;
/** The shortest silence timer after a noise has disturbed the last one. */
export const MIN_PATIENCE_MS = 1_000;

/** Gap that ends keyed digits when digits are asked for; `#` ends them at once. */
export const KEY_GAP_MS = 2_000;
/** Keys in one turn (the turn request takes no more). */
export const MAX_KEYS = 64;
/** Things said or keyed that wait for the running turn; beyond it they are dropped. */
export const MAX_WAITING = 8;

/** A turn that sends nothing for this long is asked again once. Longer than the slowest tool the brain waits for. */
export const TURN_QUIET_MS = 10_000;
/** Attempts at one turn: asking twice is safe, since a committed turn is replayed. */
export const TURN_ATTEMPTS = 2;
/** Pause before a failed turn is asked again, so that a hiccup may pass. */
export const TURN_RETRY_MS = 250;

/** The longest call a line holds, and when the brain is told that it nears its end. */
export const MAX_CALL_MS = 60 * 60_000;
export const NEARLY_UP_MS = 60_000;
