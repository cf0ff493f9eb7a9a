import type { Do } from '../../agent/turn/answer.ts';
import type { Played } from '../../agent/turn/turn-request.ts';
import type { Sentence } from './effect.ts';
import { heardText } from './heard.ts';
import { latencyOf } from './latency.ts';
import { PATIENCE_MS } from './limits.ts';
import type { Answer, FloorState, Moments, Saying, Step } from './state.ts';
import { changeAnswer, emit, update } from './state.ts';

/** An answer of which nothing has come yet. */
export function newAnswer(turn: number, moments: Moments): Answer {
  return {
    turn,
    sayings: [],
    thoughtAhead: 0,
    streamed: 0,
    afterwards: [],
    expect: { kind: 'open' },
    patienceMs: PATIENCE_MS,
    committed: false,
    silenced: false,
    moments,
  };
}

/** A sentence that is still to be heard, or is being heard. */
export function isUnplayed(saying: Saying): boolean {
  return saying.played === 'waiting' || saying.played === 'playing';
}

/** Some of the answer is still to be heard. */
export function isBeingSpoken(answer: Answer | undefined): boolean {
  return answer !== undefined && !answer.silenced && answer.sayings.some(isUnplayed);
}

/** A turn has been decided and is not committed yet. */
export function isBusy(state: FloorState): boolean {
  return state.inFlight !== undefined || state.speculation?.adopted !== undefined;
}

/** The agent speaks or is about to, and nobody has taken the floor from it. */
export function agentHasFloor(state: FloorState): boolean {
  if (state.answer?.silenced === true) return false;
  return isBusy(state) || isBeingSpoken(state.answer);
}

/** The words that are being played at this moment, for telling an echo. */
export function agentIsSaying(state: FloorState): string {
  const sayings = state.answer?.sayings ?? [];
  const playing = sayings.findIndex((saying) => saying.played === 'playing');
  // An echo comes back a little late: the sentence before may still be on its way.
  return playing < 0
    ? ''
    : sayings
        .slice(Math.max(0, playing - 1), playing + 1)
        .map((saying) => saying.text)
        .join(' ');
}

/** The agent has said goodbye, or is saying it: nothing more is listened to, or the goodbye would be cut off. */
export function isLeaving(state: FloorState): boolean {
  return state.answer?.afterwards.some((one: Do) => one.action === 'hang-up') === true;
}

/** Puts a sentence on the way to the caller and into the answer. */
export function say(step: Step, words: Omit<Sentence, 'id' | 'turn'>): void {
  const { answer, nextId } = step.state;
  if (answer === undefined) return;
  const sentence: Sentence = { ...words, id: nextId, turn: answer.turn };
  update(step, { nextId: nextId + 1, lastVoice: words.voice });
  if (answer.silenced) {
    changeAnswer(step, {
      sayings: [...answer.sayings, { ...sentence, played: 'dropped', playedMs: 0, totalMs: 0 }],
    });
    return;
  }
  const moments = { ...answer.moments, firstSayMs: answer.moments.firstSayMs ?? step.atMs };
  changeAnswer(step, {
    moments,
    sayings: [...answer.sayings, { ...sentence, played: 'waiting', playedMs: 0, totalMs: 0 }],
  });
  emit(step, { type: 'speak', sentence });
}

/** Takes back the sentences from `index` on that have not begun to play. */
export function unsayFrom(step: Step, index: number): void {
  const { answer } = step.state;
  if (answer === undefined) return;
  const gone = answer.sayings.filter((saying, n) => n >= index && saying.played === 'waiting');
  if (gone.length === 0) return;
  changeAnswer(step, { sayings: answer.sayings.filter((saying) => !gone.includes(saying)) });
  emit(step, { type: 'unspeak', sentences: gone.map((saying) => saying.id) });
}

/** What became of the last committed answer, for the next request. */
export function playedOf(state: FloorState): Played | undefined {
  const { answer } = state;
  if (answer === undefined || answer.turn !== state.turn) return state.carried;
  return {
    turn: answer.turn,
    heard: heardText(answer.sayings),
    complete: !answer.silenced && answer.sayings.every((saying) => saying.played === 'played'),
    ...(answer.yieldMs === undefined ? {} : { yieldMs: answer.yieldMs }),
    latency: latencyOf(answer.moments),
  };
}
