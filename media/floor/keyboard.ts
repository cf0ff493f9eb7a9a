import { isLeaving } from './answer.ts';
import { interrupt } from './barge-in.ts';
import type { InputOf } from './input.ts';
import { KEY_GAP_MS, MAX_KEYS } from './limits.ts';
import type { Moments, Step } from './state.ts';
import { cancelTimer, setTimer, update } from './state.ts';
import { accept, showDecided } from './turns.ts';

/** Typed words are a whole utterance, and nobody types by mistake: they take the floor. */
export function onTyped(step: Step, { text }: InputOf<'typed'>): void {
  const { locale } = step.state;
  const words = text.trim();
  if (words === '' || isLeaving(step.state)) return;
  interrupt(step);
  showDecided(step, words);
  const startMs = Math.max(0, Math.round(step.atMs));
  // Before the first sentence no language is known; whoever types then is taken at the tag for "undetermined".
  const said = { text: words, locale: locale ?? UNDETERMINED, startMs, endMs: startMs };
  accept(step, { cause: { cause: 'caller-said', said }, moments: now(step) });
}

/** BCP-47 for an undetermined language, with the region it needs here (ZZ: unknown). */
const UNDETERMINED = 'und-ZZ';

/** Keys take the floor too; where digits are asked for, they are collected until `#` or a gap. */
export function onKeyed(step: Step, { keys }: InputOf<'keyed'>): void {
  if (isLeaving(step.state)) return;
  const expectsDigits = step.state.answer?.expect.kind === 'digits';
  interrupt(step);
  cancelTimer(step, 'silence');
  update(step, { keys: (step.state.keys + keys).slice(0, MAX_KEYS) });
  if (expectsDigits && !keys.includes('#') && step.state.keys.length < MAX_KEYS)
    setTimer(step, 'keys', step.atMs + KEY_GAP_MS);
  else onKeysDone(step);
}

export function onKeysDone(step: Step): void {
  const { keys } = step.state;
  if (keys === '') return;
  cancelTimer(step, 'keys');
  update(step, { keys: '' });
  accept(step, { cause: { cause: 'caller-keyed', keys }, moments: now(step) });
}

/** For what is typed, the end of the "speech" is the moment of its arrival. */
function now(step: Step): Moments {
  return { speechEndMs: step.atMs, decidedMs: step.atMs };
}
