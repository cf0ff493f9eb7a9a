import { endOfTurnDelayMs } from '../../../media/floor/turn-end.ts';
import type { SpeechModel } from './bot.ts';
import type { ListenSettings } from './settings.ts';

/** Lex's own default: what a delay that the words ask for stands for. */
const USUAL_CONFIDENCE = 0.7;

/**
 * How long after the caller's last sound Lex takes the turn for over, in milliseconds. Standard and Neural wait
 * out the end timeout. Advanced ends a turn once it is sure enough. How sure its model is at which moment is
 * not published: here it grows with silence as 1 − e^(−t/τ), where τ is such that at the usual confidence the
 * delay is that of our own turn-taking for the same words. The end timeout is its upper bound.
 */
export function endOfTurnAfterMs(
  words: string,
  settings: ListenSettings,
  speechModel: SpeechModel,
  locale: string,
): number {
  if (speechModel !== 'Advanced') return settings.endTimeoutMs;
  const usual = endOfTurnDelayMs(words, { kind: 'open' }, locale);
  const factor = Math.log(1 - settings.endConfidence) / Math.log(1 - USUAL_CONFIDENCE);
  return Math.min(settings.endTimeoutMs, usual * factor);
}
