import { callBackNumber, callBackTicket, nobodyComes } from '../call/call-back.ts';
import type { CallState } from '../call/call-state.ts';
import { callersWords, foldRequest, foldUnderstanding, startCall } from '../call/fold.ts';
import { foldConfirmation } from '../call/fold-confirmation.ts';
import { refOf } from '../call/playbook-ref.ts';
import type { TurnRecord } from '../call/turn-record.ts';
import type { Understanding } from '../capture/understanding.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { KnowledgeLookup } from '../playbook/passage.ts';
import { foldDeclinedTexts } from '../tools/messages/declined.ts';
import type { AnswerEvent, BrainLatency } from '../turn/answer.ts';
import type { TurnRequest } from '../turn/turn-request.ts';
import { type Admission, admit } from './admit.ts';
import type { SpokenTurnRequest } from './build-situation.ts';
import { type Draft, fingerprint } from './draft.ts';
import { type Heard, heardNothing, type Lookup } from './heard.ts';
import { chooseOpener } from './opener.ts';
import type { TurnPorts } from './ports.ts';
import { countPreviousCalls, withPreviousCalls } from './previous-calls.ts';
import { nothingYet, type Progress } from './progress.ts';
import { recordTurn } from './record-turn.ts';
import { setAnswer } from './set-phrases.ts';
import { settle } from './settle.ts';
import { expectation, say, streamed } from './streaming.ts';
import { telephonePhrase } from './telephone-phrases.ts';
import { writeAnswer } from './writing.ts';

export interface TurnOptions {
  /** Aborted when the line no longer wants the answer: the model is stopped, the generator throws, no more tool runs. */
  signal?: AbortSignal;
}

/** A turn that was admitted, with everything folded in that came from the line. */
interface Turn {
  request: TurnRequest;
  playbook: CompiledPlaybook;
  before: TurnRecord | undefined;
  thoughtAhead: Draft | undefined;
  /** With the request and what was understood folded in. */
  state: CallState;
  understood: Understanding;
  /** What was found for the caller's question, and how long that took; undefined when they asked none. */
  lookup: Lookup | undefined;
  opener: string | undefined;
  ports: TurnPorts;
  startedMs: number;
  loadMs: number;
  signal: AbortSignal | undefined;
}

/**
 * Takes one turn of a call: reads the request, thinks, streams the answer, and stores the turn in one write.
 * The last event is always `done` or `refused`. A refused request leaves nothing behind; a request whose turn
 * is stored already gets the stored answer, so sending a request again is always safe.
 *
 * With `mode: speculate` nothing is stored and the thinking stops before a tool that changes anything; `done`
 * then carries a draft. A commit with that draft goes on from it and streams only what is new.
 *
 * Throws what the store throws, and when `options.signal` is aborted: the turn is then as if never sent.
 */
export async function* takeTurn(
  input: unknown,
  ports: TurnPorts,
  options: TurnOptions = {},
): AsyncGenerator<AnswerEvent> {
  const startedMs = ports.clock.now();
  const admission = await admit(input, ports);
  if (admission.admitted === 'refused') {
    yield { type: 'refused', code: admission.code, message: admission.message };
    return;
  }
  if (admission.admitted === 'replay') {
    yield* admission.record.answer;
    yield doneAgain(admission.record);
    return;
  }
  const calls =
    admission.admitted === 'first-turn'
      ? countPreviousCalls(admission.request, admission.playbook, ports)
      : undefined;
  const turn = await prepare(admission, ports, startedMs, options.signal);
  const progress = turn.thoughtAhead?.progress ?? nothingYet();
  if (!progress.complete) yield* answer(turn, progress);
  options.signal?.throwIfAborted();
  if (turn.request.mode === 'speculate') yield doneThinking(turn, progress);
  else {
    const state = await withPreviousCalls(turn.state, calls, turn.playbook);
    yield await commit({ ...turn, state }, progress);
  }
}

async function prepare(
  admission: Extract<Admission, { admitted: 'first-turn' | 'next-turn' }>,
  ports: TurnPorts,
  startedMs: number,
  signal: AbortSignal | undefined,
): Promise<Turn> {
  const { request, playbook } = admission;
  const loadMs = ports.clock.now() - startedMs;
  const before = admission.admitted === 'next-turn' ? admission.before : undefined;
  const thoughtAhead = admission.admitted === 'next-turn' ? admission.thoughtAhead : undefined;
  const base =
    admission.admitted === 'first-turn'
      ? startCall(admission.request, playbook, startedMs)
      : { ...admission.before.state, playbook: refOf(playbook) };
  const told = foldDeclinedTexts(foldRequest(base, request), callersWords(request), playbook.source);
  const { spokenTo, understood, lookup } = await hear(told, admission, ports, startedMs);
  const confirmed = foldConfirmation(spokenTo, understood, playbook, startedMs);
  const state = foldUnderstanding(confirmed, understood, playbook);
  const opener =
    request.cause === 'caller-said' ? chooseOpener({ playbook, state: spokenTo, understood }) : undefined;
  return {
    request,
    playbook,
    before,
    thoughtAhead,
    state,
    understood,
    lookup,
    opener,
    ports,
    startedMs,
    loadMs,
    signal,
  };
}

/** A request without words, such as a greeting's, needs nothing that reads them. */
async function hear(
  told: CallState,
  { request, playbook }: Pick<Turn, 'request' | 'playbook'>,
  ports: TurnPorts,
  nowMs: number,
): Promise<Heard> {
  const text = callersWords(request) ?? '';
  return text.trim() === '' ? heardNothing(told) : ports.hear({ told, request, text, playbook, nowMs });
}

async function* answer(turn: Turn, progress: Progress): AsyncGenerator<AnswerEvent> {
  const { request } = turn;
  if (request.cause === 'transfer-progressed' && nobodyComes(request.progress))
    yield* promiseCallBack(turn, progress);
  if (request.cause === 'call-ended' || request.cause === 'transfer-progressed') {
    yield expectation(turn, progress, { kind: 'nothing' });
    progress.complete = true;
    return;
  }
  const { language } = turn.understood;
  // Before the first word: whoever speaks it needs the voice, and whoever listens the vocabulary.
  if (language !== undefined && progress.answer.length === 0)
    yield streamed(progress, { type: 'do', do: { action: 'switch-language', locale: language } });
  const ready = yield* sayFromPlaybook(turn, request, progress);
  if (ready) return;
  const models = turn.ports.models(turn.playbook);
  yield* writeAnswer({ ...turn, request, models, passages: turn.lookup?.passages }, progress);
}

/**
 * Nobody will take the call over: the caller is promised to be called back, and the call ends. Nothing is
 * promised to a caller whose number nobody knows.
 */
function* promiseCallBack(turn: Turn, progress: Progress): Generator<AnswerEvent> {
  const { playbook, state } = turn;
  const words =
    callBackNumber(state) === undefined
      ? telephonePhrase(playbook, state.locale, 'callAgain')
      : telephonePhrase(playbook, state.locale, 'callBack', callBackTicket(state.callId));
  yield say(turn, progress, words, false);
  yield streamed(progress, { type: 'do', do: { action: 'hang-up', reason: 'agent-hung-up' } });
}

/** Says what the playbook has ready for this moment; false when a model has to write. */
function* sayFromPlaybook(
  turn: Turn,
  request: SpokenTurnRequest,
  progress: Progress,
): Generator<AnswerEvent, boolean> {
  const ready = setAnswer(turn.playbook, request, turn.state, turn.startedMs);
  if (ready === undefined) return false;
  for (const text of ready.say) yield say(turn, progress, text, false);
  if (ready.hangUp !== undefined) {
    yield streamed(progress, { type: 'do', do: { action: 'hang-up', reason: ready.hangUp } });
  }
  yield expectation(turn, progress, ready.expect);
  progress.complete = true;
  return true;
}

/** Stores the turn. When another delivery of it was faster, that one's answer is the turn's. */
async function commit(turn: Turn, progress: Progress): Promise<AnswerEvent> {
  const { request, before, ports } = turn;
  const nowMs = ports.clock.now();
  const record = recordTurn({
    request,
    before,
    state: settle({ ...turn, passages: turn.lookup?.passages, progress, nowMs }),
    progress,
    knowledge: recorded(turn.lookup),
    latency: latencyOf(turn, progress, nowMs),
    speculated: turn.thoughtAhead !== undefined,
    nowMs,
  });
  if ((await ports.store.commit(record)) === 'committed') {
    const storedMs = ports.clock.now();
    const latency = { ...latencyOf(turn, progress, storedMs), commitMs: storedMs - nowMs };
    return done(record, { replayed: false, latency });
  }
  const winner = await ports.store.turn(record.callId, record.turn);
  if (winner !== undefined) return doneAgain(winner);
  throw new Error(`Turn ${record.turn} of call ${record.callId} is said to be stored but cannot be read.`);
}

function recorded(lookup: Turn['lookup']): KnowledgeLookup | undefined {
  if (lookup === undefined) return undefined;
  return { ms: lookup.ms, found: lookup.passages.map(({ text: _text, ...found }) => found) };
}

function doneAgain(record: TurnRecord): AnswerEvent {
  return done(record, { replayed: true, latency: record.latency });
}

function done(
  { turn, tokens, model, fellBack }: Pick<TurnRecord, 'turn' | 'tokens' | 'model' | 'fellBack'>,
  { replayed, latency }: { replayed: boolean; latency: BrainLatency },
): Extract<AnswerEvent, { type: 'done' }> {
  return { type: 'done', turn, replayed, latency, tokens, model, fellBack };
}

function doneThinking(turn: Turn, progress: Progress): AnswerEvent {
  const nowMs = turn.ports.clock.now();
  const latency = latencyOf(turn, progress, nowMs);
  const draft: Draft = {
    fingerprint: fingerprint(turn.request),
    progress,
    thoughtMs: nowMs - turn.startedMs,
  };
  return { ...done({ turn: turn.request.turn, ...progress }, { replayed: false, latency }), draft };
}

/** Latency up to `nowMs`. The time of a run that thought ahead counts as the turn's own. */
function latencyOf(turn: Turn, progress: Progress, nowMs: number): BrainLatency {
  const { firstTokenMs, firstSentenceMs, toolsMs } = progress;
  return {
    loadMs: turn.loadMs,
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    ...(firstSentenceMs === undefined ? {} : { firstSentenceMs }),
    toolsMs,
    commitMs: 0,
    totalMs: (turn.thoughtAhead?.thoughtMs ?? 0) + nowMs - turn.startedMs,
  };
}
