import type { AnswerEvent } from '../../agent/turn/answer.ts';
import { say, unsayFrom } from './answer.ts';
import { take } from './answering.ts';
import { apologyIn } from './apology.ts';
import { goOn } from './barge-in.ts';
import { close, end } from './ending.ts';
import type { InputOf } from './input.ts';
import { MAX_SPECULATIONS, TURN_ATTEMPTS, TURN_QUIET_MS, TURN_RETRY_MS } from './limits.ts';
import type { Content, InFlight, Speculation, Step } from './state.ts';
import { cancelTimer, changeAnswer, changeUtterance, emit, setTimer, show, update } from './state.ts';
import { ask, commitAdopted, prepareSpeech } from './turns.ts';

/** An event of an answer. Those of requests that were given up are ignored. */
export function onBrain(step: Step, { request, event }: InputOf<'brain'>): void {
  const { inFlight, speculation } = step.state;
  if (inFlight?.id === request) onCommitted(step, inFlight, event);
  else if (speculation?.id === request) onSpeculated(step, speculation, event);
}

export function onBrainFailed(step: Step, { request, message }: InputOf<'brain-failed'>): void {
  const { inFlight, speculation } = step.state;
  if (inFlight?.id === request) retryOrGiveUp(step, inFlight, message);
  else if (speculation?.id === request) speculationFailed(step, speculation);
}

/** A turn has been silent for too long. */
export function onTurnQuiet(step: Step): void {
  const { inFlight, speculation } = step.state;
  if (speculation?.adopted !== undefined) {
    commitAdopted(step);
    return;
  }
  if (inFlight === undefined) return;
  emit(step, { type: 'cancel', id: inFlight.id });
  retryOrGiveUp(step, inFlight, 'the turn sent nothing in time');
}

export function onTurnRetry(step: Step): void {
  const { inFlight } = step.state;
  if (inFlight !== undefined) ask(step, inFlight.request, inFlight.attempts + 1);
}

function onCommitted(step: Step, inFlight: InFlight, event: AnswerEvent): void {
  setTimer(step, 'turn-quiet', step.atMs + TURN_QUIET_MS);
  if (event.type === 'done') onDone(step, inFlight, event);
  else if (event.type === 'refused') onRefused(step, inFlight, event.code);
  else {
    if (inFlight.attempts > 1) recogniseReplay(step, event);
    take(step, event);
  }
}

/** A turn that had been committed when it was asked again is answered from its beginning, its draft included. */
function recogniseReplay(step: Step, event: Content): void {
  const { answer } = step.state;
  if (answer === undefined || event.type !== 'say' || answer.streamed !== answer.thoughtAhead) return;
  if (answer.sayings[0]?.text === event.text) changeAnswer(step, { streamed: 0 });
}

function onDone(step: Step, inFlight: InFlight, event: Extract<AnswerEvent, { type: 'done' }>): void {
  show(step, { type: 'answer', turn: inFlight.request.turn, event });
  cancelTimer(step, 'turn-quiet');
  const { request, attempts } = inFlight;
  update(step, { inFlight: undefined, turn: request.turn, carried: undefined });
  changeAnswer(step, { committed: true });
  if (request.cause !== 'call-ended') return;
  // Another turn holds this number: one that was given up for lost and was stored all the same.
  if (event.replayed && attempts === 1) ask(step, { ...request, turn: request.turn + 1 }, 2);
  else close(step);
}

function onRefused(step: Step, inFlight: InFlight, code: string): void {
  cancelTimer(step, 'turn-quiet');
  const { draft, ...request } = inFlight.request;
  if (code === 'stale-draft' && draft !== undefined) {
    changeAnswer(step, { thoughtAhead: 0, afterwards: [] });
    ask(step, request, inFlight.attempts);
    return;
  }
  update(step, { inFlight: undefined });
  if (step.state.phase === 'ending') {
    close(step);
    return;
  }
  // The brain had already said goodbye, to a caller who was talking.
  if (code === 'call-over') {
    end(step, 'agent-hung-up');
    return;
  }
  end(step, 'turn-failed', code);
}

function retryOrGiveUp(step: Step, inFlight: InFlight, message: string): void {
  cancelTimer(step, 'turn-quiet');
  if (inFlight.attempts < TURN_ATTEMPTS) {
    // Nothing more is expected of the old request; the new one gets an id of its own.
    update(step, { inFlight: { ...inFlight, id: step.state.nextId }, nextId: step.state.nextId + 1 });
    setTimer(step, 'turn-retry', step.atMs + TURN_RETRY_MS);
    return;
  }
  update(step, { inFlight: undefined, carried: inFlight.request.played });
  if (step.state.phase === 'ending') {
    close(step);
    return;
  }
  apologise(step, message);
}

/** The brain is gone: the line itself says sorry, if it has a voice, and ends the call. */
function apologise(step: Step, message: string): void {
  const { locale, lastVoice, answer } = step.state;
  const text = apologyIn(locale);
  if (text === undefined || locale === undefined || lastVoice === undefined || answer === undefined) {
    end(step, 'turn-failed', message);
    return;
  }
  changeAnswer(step, {
    committed: true,
    silenced: false,
    afterwards: [{ action: 'hang-up', reason: 'turn-failed' }],
  });
  update(step, { utterance: undefined });
  goOn(step);
  unsayFrom(step, 0);
  say(step, { text, locale, voice: lastVoice });
}

function onSpeculated(step: Step, speculation: Speculation, event: AnswerEvent): void {
  const isAdopted = speculation.adopted !== undefined;
  if (isAdopted) setTimer(step, 'turn-quiet', step.atMs + TURN_QUIET_MS);
  if (event.type === 'refused') speculationFailed(step, speculation);
  else if (event.type === 'done') {
    const finished = event.draft === undefined ? {} : { draft: { value: event.draft } };
    update(step, { speculation: { ...speculation, finished } });
    if (isAdopted) commitAdopted(step);
  } else {
    const firstSayMs = speculation.firstSayMs ?? (event.type === 'say' ? step.atMs : undefined);
    update(step, { speculation: { ...speculation, events: [...speculation.events, event], firstSayMs } });
    if (isAdopted) take(step, event);
    else prepareSpeech(step);
  }
}

function speculationFailed(step: Step, speculation: Speculation): void {
  if (speculation.adopted === undefined) {
    update(step, { speculation: undefined });
    // A brain that cannot think ahead now is left in peace until the turn is decided.
    changeUtterance(step, { speculations: MAX_SPECULATIONS });
    return;
  }
  update(step, { speculation: { ...speculation, finished: {} } });
  commitAdopted(step);
}
