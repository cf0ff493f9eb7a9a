import { isBeingSpoken, isBusy } from './answer.ts';
import { onBargeInTimer } from './barge-in.ts';
import { onBrain, onBrainFailed, onTurnQuiet, onTurnRetry } from './brain.ts';
import type { Effect } from './effect.ts';
import { end, endNext } from './ending.ts';
import type { Input, InputOf, TimerId } from './input.ts';
import { onKeyed, onKeysDone, onTyped } from './keyboard.ts';
import { MAX_CALL_MS, NEARLY_UP_MS } from './limits.ts';
import {
  onEndOfTurn,
  onFalseAlarm,
  onSettled,
  onVoiceStarted,
  onVoiceStopped,
  onWords,
} from './listening.ts';
import {
  onSentenceFailed,
  onSentencePlayed,
  onSentenceStarted,
  onSpeechReady,
  onStopped,
} from './playout.ts';
import { beQuiet, onSilence } from './silence.ts';
import type { FloorState, Step } from './state.ts';
import { changeAnswer, emit, setTimer, show, update } from './state.ts';
import { accept, begin, beginNext } from './turns.ts';

/**
 * Floor control: who may speak when. Pure: the same inputs give the same effects, with time as part of the
 * input, so that any race is a sequence that can be replayed.
 *
 * Effects are to be carried out in order. After `close` nothing comes any more, whatever is put in.
 */
export function floor(state: FloorState, input: Input): { state: FloorState; effects: Effect[] } {
  if (state.phase === 'ended') return { state, effects: [] };
  const step: Step = { state, atMs: input.atMs, effects: [] };
  if (state.phase === 'ending') whileEnding(step, input);
  else whileOpen(step, input);
  settle(step);
  showFloor(step);
  return { state: step.state, effects: step.effects };
}

function whileOpen(step: Step, input: Input): void {
  if (input.type === 'call-started') onCallStarted(step, input);
  else if (step.state.phase === 'new') {
    if (input.type === 'line-over') end(step, input.reason, input.detail);
  } else onInput(step, input);
}

/** Once the call is ending only its last turns matter. */
function whileEnding(step: Step, input: Input): void {
  if (input.type === 'brain' || input.type === 'brain-failed' || input.type === 'stopped')
    onInput(step, input);
  else if (input.type === 'timer') onTimer(step, input.id);
}

function onCallStarted(step: Step, input: InputOf<'call-started'>): void {
  if (step.state.phase !== 'new') return;
  const { playbook, locale, from, variables, recorded } = input;
  update(step, { phase: 'open', locale });
  if (locale !== undefined) emit(step, { type: 'listen-in', locale });
  setTimer(step, 'call-length', step.atMs + MAX_CALL_MS - NEARLY_UP_MS);
  const cause = {
    cause: 'call-started' as const,
    playbook,
    ...(locale === undefined ? {} : { locale }),
    ...(from === undefined ? {} : { from }),
    ...(variables === undefined ? {} : { variables }),
    ...(recorded === undefined ? {} : { recorded }),
  };
  begin(step, cause, { decidedMs: step.atMs });
}

function onInput(step: Step, input: Exclude<Input, { type: 'call-started' }>): void {
  switch (input.type) {
    case 'voice-started':
      onVoiceStarted(step, input);
      return;
    case 'voice-stopped':
      onVoiceStopped(step, input);
      return;
    case 'words':
      onWords(step, input);
      return;
    case 'typed':
      onTyped(step, input);
      return;
    case 'keyed':
      onKeyed(step, input);
      return;
    case 'brain':
      onBrain(step, input);
      return;
    case 'brain-failed':
      onBrainFailed(step, input);
      return;
    case 'speech-ready':
      onSpeechReady(step, input);
      return;
    case 'sentence-started':
      onSentenceStarted(step, input);
      return;
    case 'sentence-played':
      onSentencePlayed(step, input);
      return;
    case 'sentence-failed':
      onSentenceFailed(step, input);
      return;
    case 'stopped':
      onStopped(step, input);
      return;
    case 'timer':
      onTimer(step, input.id);
      return;
    case 'line-over':
      end(step, input.reason, input.detail);
      return;
  }
}

const ON_TIMER: Record<TimerId, (step: Step) => void> = {
  'end-of-turn': onEndOfTurn,
  settled: onSettled,
  'barge-in': onBargeInTimer,
  'false-alarm': onFalseAlarm,
  silence: onSilence,
  keys: onKeysDone,
  'turn-quiet': onTurnQuiet,
  'turn-retry': onTurnRetry,
  'call-length': onCallLength,
};

function onTimer(step: Step, id: TimerId): void {
  const dueMs = step.state.timers[id];
  // One that was cancelled or moved while it was on its way.
  if (dueMs === undefined || step.atMs < dueMs) return;
  const { [id]: _, ...timers } = step.state.timers;
  update(step, { timers });
  ON_TIMER[id](step);
}

function onCallLength(step: Step): void {
  if (step.atMs >= MAX_CALL_MS) {
    end(step, 'time-limit');
    return;
  }
  setTimer(step, 'call-length', MAX_CALL_MS);
  accept(step, {
    cause: { cause: 'time-nearly-up', leftMs: Math.max(0, MAX_CALL_MS - step.atMs) },
    moments: { decidedMs: step.atMs },
  });
}

/** What follows once nothing is under way any more. */
function settle(step: Step): void {
  const { state } = step;
  if (state.phase === 'ending') endNext(step);
  if (state.phase !== 'open' || state.stopping || isBusy(state) || beginNext(step)) return;
  if (isBeingSpoken(state.answer)) return;
  doAfterwards(step);
  if (step.state.phase === 'open' && step.state.utterance?.isSpeech !== true) beQuiet(step);
}

/** What the brain wanted done, now that its words have been played. */
function doAfterwards(step: Step): void {
  const { answer } = step.state;
  if (answer === undefined || !answer.committed) return;
  changeAnswer(step, { afterwards: [] });
  for (const one of answer.afterwards) {
    switch (one.action) {
      case 'transfer':
        end(step, 'transferred', one.to);
        break;
      case 'hang-up':
        end(step, one.reason);
        break;
      case 'switch-language':
        update(step, { locale: one.locale });
        emit(step, { type: 'listen-in', locale: one.locale });
        break;
    }
  }
  if (step.state.phase === 'ending') endNext(step);
}

function showFloor(step: Step): void {
  const now = floorName(step.state);
  if (now === step.state.shown) return;
  update(step, { shown: now });
  show(step, { type: 'floor', state: now });
}

/** The floor in one word, for whoever watches. */
function floorName(state: FloorState): NonNullable<FloorState['shown']> {
  if (state.phase === 'ended') return 'ended';
  const speaking = state.answer?.sayings.some((saying) => saying.played === 'playing') === true;
  if (speaking && !state.stopping && state.gate !== 'paused') return 'speaking';
  if (state.voice.active || state.utterance?.isSpeech === true) return 'hearing';
  return isBusy(state) || isBeingSpoken(state.answer) ? 'thinking' : 'listening';
}
