import { isBeingSpoken, isBusy, newAnswer, playedOf } from './answer.ts';
import { take } from './answering.ts';
import { type Cause, turnRequest } from './cause.ts';
import { MAX_WAITING, TURN_QUIET_MS } from './limits.ts';
import { normalText } from './normal-words.ts';
import type { Moments, Speculation, Step, Waiting } from './state.ts';
import { cancelTimer, changeAnswer, emit, setTimer, show, update } from './state.ts';

/** Lets something cause a turn, now or as soon as the running turn is committed. */
export function accept(step: Step, waiting: Waiting): void {
  if (step.state.waiting.length >= MAX_WAITING) return;
  update(step, { waiting: [...step.state.waiting, waiting] });
}

/** Begins the next waiting turn if nothing stands against it. Returns whether it did. */
export function beginNext(step: Step): boolean {
  const { state } = step;
  const [next, ...rest] = state.waiting;
  if (next === undefined || state.stopping || isBusy(state) || isBeingSpoken(state.answer)) return false;
  if (next.cause.cause === 'time-nearly-up' && state.utterance?.isSpeech === true) return false;
  update(step, { waiting: rest });
  begin(step, next.cause, next.moments);
  // Nobody is to be spoken to who is speaking, or has said the next thing already.
  const { answer, utterance } = step.state;
  const callerHasFloor = rest.length > 0 || utterance?.isSpeech === true;
  if (callerHasFloor && answer !== undefined) update(step, { answer: { ...answer, silenced: true } });
  return true;
}

/** Commits a turn: asks the brain, and makes room for its answer. */
export function begin(step: Step, cause: Cause, moments: Moments): void {
  cancelTimer(step, 'silence');
  dropSpeculation(step);
  const { state } = step;
  const request = turnRequest(state, state.turn + 1, 'commit', cause, playedOf(state));
  update(step, { answer: newAnswer(request.turn, moments), quietSinceMs: undefined });
  ask(step, request, 1);
}

/** Sends a commit, or sends it again. */
export function ask(step: Step, request: ReturnType<typeof turnRequest>, attempts: number): void {
  const id = step.state.nextId;
  update(step, { nextId: id + 1, inFlight: { id, request, attempts } });
  changeAnswer(step, { streamed: step.state.answer?.thoughtAhead ?? 0 });
  emit(step, { type: 'ask', id, request });
  setTimer(step, 'turn-quiet', step.atMs + TURN_QUIET_MS);
}

/** Thinks about a turn ahead of its decision. */
export function speculate(step: Step, text: string, cause: Cause): void {
  const { state } = step;
  const id = state.nextId;
  const request = turnRequest(state, state.turn + 1, 'speculate', cause, playedOf(state));
  const speculation: Speculation = {
    id,
    key: normalText(text),
    events: [],
    firstSayMs: undefined,
    prepared: false,
    adopted: undefined,
    finished: undefined,
  };
  update(step, { nextId: id + 1, speculation });
  emit(step, { type: 'ask', id, request });
}

/**
 * Once the caller is silent, makes audio of the first sentence that was thought ahead: the synthesizer then works
 * while the end of the turn is waited for. Not while there is sound, since the words may still change, and every
 * character that is spoken for nothing is billed.
 */
export function prepareSpeech(step: Step): void {
  const { speculation, voice } = step.state;
  if (speculation === undefined || speculation.prepared || speculation.adopted !== undefined) return;
  const first = speculation.events.find((event) => event.type === 'say');
  if (first === undefined || voice.active) return;
  update(step, { speculation: { ...speculation, prepared: true } });
  emit(step, { type: 'prepare', text: first.text, voice: first.voice });
}

/** Gives up what was thought ahead, unless it has been adopted. */
export function dropSpeculation(step: Step): void {
  const { speculation } = step.state;
  if (speculation === undefined || speculation.adopted !== undefined) return;
  update(step, { speculation: undefined });
  if (speculation.finished === undefined) emit(step, { type: 'cancel', id: speculation.id });
}

/** The turn is decided and was thought ahead: its sentences are spoken at once. */
export function adopt(step: Step, speculation: Speculation, cause: Cause, moments: Moments): void {
  cancelTimer(step, 'silence');
  const firstSay = speculation.firstSayMs === undefined ? {} : { firstSayMs: speculation.firstSayMs };
  update(step, {
    speculation: { ...speculation, adopted: cause },
    answer: newAnswer(step.state.turn + 1, { ...moments, ...firstSay }),
    // What became of the answer before is lost with it; the commit will need it.
    carried: playedOf(step.state),
    quietSinceMs: undefined,
  });
  for (const event of speculation.events) take(step, event);
  if (speculation.finished === undefined) setTimer(step, 'turn-quiet', step.atMs + TURN_QUIET_MS);
  else commitAdopted(step);
}

/**
 * Commits the adopted speculation. With its draft the committed stream brings only what is new; without one
 * it brings everything, and what the speculation wanted done is forgotten.
 */
export function commitAdopted(step: Step): void {
  const { speculation, carried, turn } = step.state;
  if (speculation?.adopted === undefined) return;
  if (speculation.finished === undefined) emit(step, { type: 'cancel', id: speculation.id });
  const draft = speculation.finished?.draft;
  const request = turnRequest(step.state, turn + 1, 'commit', speculation.adopted, carried, draft);
  update(step, { speculation: undefined });
  if (draft === undefined) changeAnswer(step, { thoughtAhead: 0, afterwards: [] });
  else changeAnswer(step, { thoughtAhead: step.state.answer?.sayings.length ?? 0 });
  ask(step, request, 1);
}

/** Tells the line what was understood, once it is decided. */
export function showDecided(step: Step, text: string): void {
  show(step, { type: 'hearing', turn: step.state.turn + 1, text, final: true });
}
