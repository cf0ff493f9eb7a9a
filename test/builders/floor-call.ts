import type { AnswerEvent } from '../../agent/turn/answer.ts';
import type { Expect } from '../../agent/turn/expect.ts';
import type { TurnRequest } from '../../agent/turn/turn-request.ts';
import type { Word } from '../../media/ears/words.ts';
import type { Effect, EffectOf, Sentence } from '../../media/floor/effect.ts';
import { floor } from '../../media/floor/floor.ts';
import type { Input, TimerId } from '../../media/floor/input.ts';
import { type FloorState, initialFloor } from '../../media/floor/state.ts';
import type { FromService } from '../../media/lines/protocol.ts';
import { done, say } from './fake-services.ts';

/** Each character of a sentence plays for so long in these tests. */
export const MS_PER_CHARACTER = 50;

type InputNow = Input extends infer I ? (I extends Input ? Omit<I, 'atMs'> : never) : never;

interface Playing {
  sentence: Sentence;
  playedMs: number;
  started: boolean;
}

/** A call on virtual time: the floor, a mouth that plays at a steady pace, and a brain that the test answers for. */
export interface FloorCall {
  readonly state: FloorState;
  readonly nowMs: number;
  /** Every effect so far. */
  readonly effects: readonly Effect[];
  /** Every request so far, speculative ones too. */
  readonly asked: readonly EffectOf<'ask'>[];
  readonly shown: readonly FromService[];
  /** Sentences that began to play, in order. */
  readonly spoken: readonly string[];
  /** Sentences that audio was made of before they were wanted. */
  readonly prepared: readonly string[];
  readonly isAudible: boolean;
  put(input: InputNow): void;
  /** Lets time pass: timers fire and sentences play. */
  pass(ms: number): void;
  passUntil(atMs: number): void;
  /** The brain answers the newest request, or the one given. */
  answer(events: readonly AnswerEvent[], request?: number): void;
  /** The caller is heard to say something: sound, words as it ends, silence. Ends when the voice has stopped. */
  callerSays(text: string, options?: { segment?: string; final?: boolean }): void;
  voice(active: boolean): void;
  words(
    text: string,
    options?: { segment?: string; final?: boolean; startMs?: number; endMs?: number },
  ): void;
}

export interface GreetedCallOptions {
  greeting?: string;
  expect?: Expect;
  /** False: speculative turns fail at once, so that only committed ones count. */
  thinksAhead?: boolean;
}

/** A call that has been greeted, with the caller's turn to speak. */
export function greetedCall(options: GreetedCallOptions = {}): FloorCall {
  const { greeting = 'Hello.', expect, thinksAhead = true } = options;
  const call = newCall(thinksAhead);
  call.put({ type: 'call-started', playbook: 'dental', locale: 'en-US' });
  call.answer([
    say(greeting),
    ...(expect === undefined ? [] : [{ type: 'expect' as const, expect }]),
    done(1),
  ]);
  call.pass(greeting.length * MS_PER_CHARACTER + 100);
  return call;
}

/** A call that has not begun. */
export function newCall(thinksAhead = true): FloorCall {
  let state = initialFloor({ callId: '6058e822-a712-4d1c-9106-27b631bdd0ec', line: 'browser' });
  let nowMs = 0;
  const effects: Effect[] = [];
  const timers = new Map<TimerId, number>();
  let mouth: Playing[] = [];
  let paused = false;
  const spoken: string[] = [];
  let segments = 0;
  let voiceSinceMs = 0;

  function put(input: InputNow): void {
    const result = floor(state, { ...input, atMs: nowMs });
    state = result.state;
    effects.push(...result.effects);
    for (const effect of result.effects) carryOut(effect);
  }

  function carryOut(effect: Effect): void {
    if (effect.type === 'set-timer') timers.set(effect.id, effect.atMs);
    else if (effect.type === 'cancel-timer') timers.delete(effect.id);
    else if (effect.type === 'speak') mouth.push({ sentence: effect.sentence, playedMs: 0, started: false });
    else if (effect.type === 'unspeak')
      mouth = mouth.filter(({ sentence }) => !effect.sentences.includes(sentence.id));
    else if (effect.type === 'ask' && effect.request.mode === 'speculate' && !thinksAhead)
      put({ type: 'brain-failed', request: effect.id, message: 'does not think ahead' });
    else if (effect.type === 'pause') paused = true;
    else if (effect.type === 'resume') paused = false;
    else if (effect.type === 'stop') {
      const marks = mouth.map(({ sentence, playedMs }) => ({
        sentence: sentence.id,
        playedMs,
        totalMs: sentence.text.length * MS_PER_CHARACTER,
      }));
      mouth = [];
      paused = false;
      put({ type: 'stopped', marks });
    }
  }

  /** One millisecond at a time: slow enough to be exact, fast enough for tests. */
  function tick(): void {
    nowMs += 1;
    for (const [id, atMs] of [...timers]) {
      if (atMs > nowMs || timers.get(id) !== atMs) continue;
      timers.delete(id);
      put({ type: 'timer', id });
    }
    play();
  }

  function play(): void {
    const first = mouth[0];
    if (paused || first === undefined) return;
    if (!first.started) {
      first.started = true;
      spoken.push(first.sentence.text);
      put({ type: 'sentence-started', sentence: first.sentence.id });
    }
    if (mouth[0] !== first || paused) return;
    first.playedMs += 1;
    if (first.playedMs < first.sentence.text.length * MS_PER_CHARACTER) return;
    mouth.shift();
    put({ type: 'sentence-played', sentence: first.sentence.id });
  }

  const asked = (): EffectOf<'ask'>[] => effects.filter((effect) => effect.type === 'ask');

  const call: FloorCall = {
    get state() {
      return state;
    },
    get nowMs() {
      return nowMs;
    },
    effects,
    get asked() {
      return asked();
    },
    get shown() {
      return effects.flatMap((effect) => (effect.type === 'show' ? [effect.message] : []));
    },
    spoken,
    get prepared() {
      return effects.flatMap((effect) => (effect.type === 'prepare' ? [effect.text] : []));
    },
    get isAudible() {
      return !paused && mouth[0]?.started === true;
    },
    put,
    pass(ms) {
      for (let n = 0; n < ms; n++) tick();
    },
    passUntil(atMs) {
      while (nowMs < atMs) tick();
    },
    answer(events, request = asked().at(-1)?.id ?? 0) {
      for (const event of events) put({ type: 'brain', request, event });
    },
    voice(active) {
      if (active) voiceSinceMs = nowMs;
      put(active ? { type: 'voice-started', sinceMs: nowMs } : { type: 'voice-stopped', endMs: nowMs });
    },
    words(text, options = {}) {
      const { final = false, startMs = voiceSinceMs, endMs = nowMs } = options;
      const segment = options.segment ?? `${segments}`;
      if (final) segments += 1;
      put({
        type: 'words',
        transcript: { segment, isFinal: final, words: spread(text, startMs, endMs, final) },
      });
    },
    callerSays(text, { segment, final = false } = {}) {
      call.voice(true);
      call.pass(text.length * MS_PER_CHARACTER);
      call.words(text, { final, ...(segment === undefined ? {} : { segment }) });
      call.voice(false);
    },
  };
  return call;
}

/** Words that share a stretch of time evenly. */
export function spread(text: string, startMs: number, endMs: number, stable: boolean): Word[] {
  const texts = text.split(' ').filter((word) => word !== '');
  const each = (endMs - startMs) / Math.max(1, texts.length);
  return texts.map((word, n) => ({
    text: word,
    startMs: startMs + n * each,
    endMs: startMs + (n + 1) * each,
    stable,
  }));
}

/** The committed requests, in order, without attempts to send one again. */
export function committed(call: FloorCall): TurnRequest[] {
  return call.asked.map(({ request }) => request).filter(({ mode }) => mode === 'commit');
}
