import { MIN_PATIENCE_MS, PATIENCE_MS } from './limits.ts';
import type { Step } from './state.ts';
import { setTimer, show, update } from './state.ts';
import { accept } from './turns.ts';

/** Nobody has the floor: from here the caller's silence counts. It begins when the agent's words have been played. */
export function beQuiet(step: Step): void {
  const { state } = step;
  if (state.quietSinceMs === undefined) {
    update(step, { quietSinceMs: step.atMs });
    if (state.answer !== undefined) show(step, { type: 'waiting', expect: state.answer.expect });
  }
  const { quietSinceMs = step.atMs, timers, voice, utterance, keys } = step.state;
  if (timers.silence !== undefined || voice.active || utterance !== undefined || keys !== '') return;
  const dueMs = quietSinceMs + (state.answer?.patienceMs ?? PATIENCE_MS);
  // After a noise the caller gets a moment, but noises do not put the reminder off for ever.
  setTimer(step, 'silence', Math.max(dueMs, step.atMs + MIN_PATIENCE_MS));
}

export function onSilence(step: Step): void {
  const { quietSinceMs, voice, utterance } = step.state;
  if (quietSinceMs === undefined || voice.active || utterance !== undefined) return;
  const silentMs = Math.round(step.atMs - quietSinceMs);
  accept(step, { cause: { cause: 'caller-silent', silentMs }, moments: { decidedMs: step.atMs } });
}
