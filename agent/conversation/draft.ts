import * as z from 'zod';
import { callersWords } from '../call/fold.ts';
import { normalisedWords } from '../text/normalised-words.ts';
import type { TurnRequest } from '../turn/turn-request.ts';
import { Progress } from './progress.ts';

/** What a turn that was thought ahead leaves behind, and the line sends back to have it committed. */
export const Draft = z.strictObject({
  fingerprint: z.string(),
  progress: Progress,
  /** How long the thinking took, in milliseconds. */
  thoughtMs: z.number().nonnegative(),
});
export type Draft = z.infer<typeof Draft>;

/**
 * Tells requests apart that need different answers. The words are compared without case and punctuation,
 * because a recogniser still changes both after the caller has stopped.
 */
export function fingerprint(request: TurnRequest): string {
  const { callId, turn, cause, played } = request;
  const words = normalisedWords(callersWords(request) ?? '');
  const heard = played === undefined ? null : [played.turn, normalisedWords(played.heard)];
  return JSON.stringify([callId, turn, cause, words, heard]);
}
