import type { AnswerEvent, Do } from '../../agent/turn/answer.ts';
import type { Expect } from '../../agent/turn/expect.ts';
import type { EndReason, Line, Played, TurnRequest } from '../../agent/turn/turn-request.ts';
import type { SpokenVoice } from '../../agent/turn/voice.ts';
import type { Transcript } from '../ears/words.ts';
import type { FromService } from '../lines/protocol.ts';
import type { Cause } from './cause.ts';
import type { Effect, Sentence } from './effect.ts';
import type { TimerId } from './input.ts';

/** An event of an answer that says or does something. */
export type Content = Exclude<AnswerEvent, { type: 'done' } | { type: 'refused' }>;

/** Sound on the caller's side. */
export type Voice = { active: true; sinceMs: number } | { active: false; endMs: number };

/** What the caller is saying. It becomes one turn, or nothing when it turns out to be noise. */
export interface Utterance {
  startMs: number;
  /** True once it is known to be speech that takes the floor; sound alone is not. */
  isSpeech: boolean;
  transcripts: readonly Transcript[];
  /** The words so far, without those that belong to utterances before. */
  text: string;
  confidence: number | undefined;
  /** End of the last word, or undefined without words. */
  wordsEndMs: number | undefined;
  /** When the text last changed. */
  changedAtMs: number;
  voicedMs: number;
  speculations: number;
  /** When the last of its segments became final; undefined while one is not. */
  finalAtMs: number | undefined;
}

/** A sentence of the answer and what has become of it. */
export interface Saying extends Sentence {
  played: 'waiting' | 'playing' | 'played' | 'dropped';
  playedMs: number;
  totalMs: number;
}

/** Moments of one answer from which its latency is reckoned, in milliseconds of the call. */
export interface Moments {
  speechEndMs?: number;
  wordsMs?: number;
  decidedMs: number;
  firstSayMs?: number;
  firstSpeechMs?: number;
  firstAudioMs?: number;
}

/** The agent's side of one turn, from its decision until the next one's. */
export interface Answer {
  turn: number;
  sayings: readonly Saying[];
  /** Sentences that the draft brought; the committed stream goes on after them. */
  thoughtAhead: number;
  /** Which sentence the running stream brings next; a repeated stream is matched by it. */
  streamed: number;
  /** To be done once everything has been played. */
  afterwards: readonly Do[];
  expect: Expect;
  patienceMs: number;
  /** The brain has said `done`. */
  committed: boolean;
  /** The caller took the floor: nothing of it is said any more. */
  silenced: boolean;
  /** After a barge-in: from the caller's first sound to the agent's silence. */
  yieldMs?: number;
  moments: Moments;
}

/** A committed turn under way. */
export interface InFlight {
  id: number;
  request: TurnRequest;
  attempts: number;
}

/** A turn that is thought about before the caller has surely finished. */
export interface Speculation {
  id: number;
  /** The words it was started on, normalised. */
  key: string;
  /** What it has brought so far; the committed turn will not bring it again. */
  events: readonly Content[];
  firstSayMs: number | undefined;
  /** Audio of its first sentence is being made. */
  prepared: boolean;
  /** The end of turn came and found it right: it is being spoken, and its cause will be committed. */
  adopted: Cause | undefined;
  /** Its draft, once it is done. */
  finished: { draft?: { value: unknown } } | undefined;
}

export interface Ending {
  reason: EndReason;
  detail: string | undefined;
}

export interface FloorState {
  callId: string;
  line: Line;
  phase: 'new' | 'open' | 'ending' | 'ended';
  locale: string | undefined;
  /** The last turn known to be committed. */
  turn: number;
  nextId: number;
  voice: Voice;
  utterance: Utterance | undefined;
  /** Words before this moment of the call belong to utterances already dealt with. */
  spentUntilMs: number;
  answer: Answer | undefined;
  inFlight: InFlight | undefined;
  speculation: Speculation | undefined;
  /** What was said or keyed while a turn was under way. */
  waiting: readonly Waiting[];
  keys: string;
  /** How the mouth stands. */
  gate: 'open' | 'ducked' | 'paused';
  /** True from the effect `stop` until its marks are back. */
  stopping: boolean;
  /** When the agent's silence began; undefined while somebody speaks or thinks. */
  quietSinceMs: number | undefined;
  /** The last voice, for the words that the line itself must say. */
  lastVoice: SpokenVoice | undefined;
  /** What became of the answer before a turn that failed; reported with the next turn instead. */
  carried: Played | undefined;
  ending: Ending | undefined;
  timers: Readonly<Partial<Record<TimerId, number>>>;
  shown: Extract<FromService, { type: 'floor' }>['state'] | undefined;
}

/** Something that will cause a turn, with the moments its latency is reckoned from. */
export interface Waiting {
  cause: Cause;
  moments: Moments;
}

/** One step of the floor under way: the state so far and what is to be done. */
export interface Step {
  state: FloorState;
  readonly atMs: number;
  readonly effects: Effect[];
}

export function update(step: Step, change: Partial<FloorState>): void {
  step.state = { ...step.state, ...change };
}

export function emit(step: Step, effect: Effect): void {
  step.effects.push(effect);
}

export function show(step: Step, message: FromService): void {
  step.effects.push({ type: 'show', message });
}

export function setTimer(step: Step, id: TimerId, atMs: number): void {
  const dueMs = Math.max(atMs, step.atMs);
  update(step, { timers: { ...step.state.timers, [id]: dueMs } });
  emit(step, { type: 'set-timer', id, atMs: dueMs });
}

export function cancelTimer(step: Step, id: TimerId): void {
  if (step.state.timers[id] === undefined) return;
  const { [id]: _, ...timers } = step.state.timers;
  update(step, { timers });
  emit(step, { type: 'cancel-timer', id });
}

export function changeAnswer(step: Step, change: Partial<Answer>): void {
  const { answer } = step.state;
  if (answer !== undefined) update(step, { answer: { ...answer, ...change } });
}

export function changeUtterance(step: Step, change: Partial<Utterance>): void {
  const { utterance } = step.state;
  if (utterance !== undefined) update(step, { utterance: { ...utterance, ...change } });
}

/** The floor before a call has begun. */
export function initialFloor(call: { callId: string; line: Line }): FloorState {
  return {
    callId: call.callId,
    line: call.line,
    phase: 'new',
    locale: undefined,
    turn: 0,
    nextId: 1,
    voice: { active: false, endMs: 0 },
    utterance: undefined,
    spentUntilMs: 0,
    answer: undefined,
    inFlight: undefined,
    speculation: undefined,
    waiting: [],
    keys: '',
    gate: 'open',
    stopping: false,
    quietSinceMs: undefined,
    lastVoice: undefined,
    carried: undefined,
    ending: undefined,
    timers: {},
    shown: undefined,
  };
}
