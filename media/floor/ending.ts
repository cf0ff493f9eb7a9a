import type { EndReason } from '../../agent/turn/turn-request.ts';
import { isBeingSpoken, isBusy } from './answer.ts';
import type { TimerId } from './input.ts';
import type { Step } from './state.ts';
import { cancelTimer, changeAnswer, emit, update } from './state.ts';
import { begin, commitAdopted, dropSpeculation } from './turns.ts';

/** Timers that still mean something once a call is ending: they guard its last turns. */
const LAST_TIMERS: readonly TimerId[] = ['turn-quiet', 'turn-retry'];

/** Brings the call to its end: the running turn finishes, then `call-ended` is committed. */
export function end(step: Step, reason: EndReason, detail?: string): void {
  const { phase } = step.state;
  if (phase === 'ending' || phase === 'ended') return;
  update(step, {
    phase: 'ending',
    ending: { reason, detail: detail?.slice(0, MAX_DETAIL_CHARACTERS) },
    utterance: undefined,
    waiting: [],
  });
  for (const id of Object.keys(step.state.timers)) cancelUnlessLast(step, id);
  dropSpeculation(step);
  commitAdopted(step);
  if (!isBeingSpoken(step.state.answer)) return;
  changeAnswer(step, { silenced: true, afterwards: [] });
  update(step, { stopping: true });
  emit(step, { type: 'stop' });
}

/** Longest `detail` that a turn request carries. */
const MAX_DETAIL_CHARACTERS = 500;

function cancelUnlessLast(step: Step, id: string): void {
  const timer = ALL_TIMERS.find((one) => one === id);
  if (timer !== undefined && !LAST_TIMERS.includes(timer)) cancelTimer(step, timer);
}

const ALL_TIMERS: readonly TimerId[] = [
  'end-of-turn',
  'settled',
  'barge-in',
  'false-alarm',
  'silence',
  'keys',
  'call-length',
  ...LAST_TIMERS,
];

/** Commits `call-ended` once nothing else is under way. */
export function endNext(step: Step): void {
  const { state } = step;
  if (state.stopping || isBusy(state) || state.ending === undefined) return;
  // A call whose first turn never came to be is not in the record: there is nothing to end there.
  if (state.turn === 0) {
    close(step);
    return;
  }
  const { reason, detail } = state.ending;
  begin(
    step,
    { cause: 'call-ended', reason, ...(detail === undefined ? {} : { detail }) },
    { decidedMs: step.atMs },
  );
}

/** The very end. */
export function close(step: Step): void {
  const { ending } = step.state;
  if (ending === undefined) return;
  for (const id of ALL_TIMERS) cancelTimer(step, id);
  update(step, { phase: 'ended' });
  const { reason, detail } = ending;
  emit(step, { type: 'close', reason, ...(detail === undefined ? {} : { detail }) });
}
