import type { CallState } from '../call/call-state.ts';
import { foldResults } from '../call/fold-effects.ts';
import { factsOf } from '../call/summary.ts';
import type { ToolRecord } from '../call/turn-record.ts';
import type { Understanding } from '../capture/understanding.ts';
import type { FoundPassage } from '../knowledge/passage.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { ToolCall, ToolResult } from '../tools/tool.ts';
import type { AnswerEvent, Do } from './answer.ts';
import { buildSituation, type SpokenTurnRequest } from './build-situation.ts';
import { type Expect, WHICH_APPOINTMENT } from './expect.ts';
import { ModelFailed } from './model-failed.ts';
import type { Model, ModelRequest, TurnPorts } from './ports.ts';
import { addTokens, type Progress, spokenText } from './progress.ts';
import { readReply } from './reply.ts';
import { phrase } from './set-phrases.ts';
import { expectation, say, streamed } from './streaming.ts';
import { changesTheWorld, isSilent } from './tool-kinds.ts';

/** A model that still asks for tools after this many rounds goes in circles, and the caller waits. */
export const MAX_TOOL_ROUNDS = 6;

/** All that the writing of one answer depends on; nothing in it changes while it is written. */
export interface WritingTurn {
  request: SpokenTurnRequest;
  playbook: CompiledPlaybook;
  /** With the request and what was understood already folded in. */
  state: CallState;
  understood: Understanding;
  /** What was found for the caller's question; undefined when they asked none. */
  passages: readonly FoundPassage[] | undefined;
  /** The acknowledgement spoken before the model is asked. */
  opener: string | undefined;
  models: readonly Model[];
  ports: TurnPorts;
  /** When the request was read, in milliseconds since the epoch. */
  startedMs: number;
  signal: AbortSignal | undefined;
}

/**
 * Writes the answer on from where `progress` stands, models in order, with the tools they ask for, and
 * streams what is new. It leaves `progress.complete` false only when it speculates and has come to a tool
 * that changes something.
 */
export async function* writeAnswer(turn: WritingTurn, progress: Progress): AsyncGenerator<AnswerEvent> {
  if (progress.answer.length === 0 && turn.opener !== undefined) {
    yield say(turn, progress, turn.opener, true);
  }
  for (let written = false; !written; ) {
    if (progress.open === null) yield* askForReply(turn, progress);
    const ran = yield* runTools(turn, progress);
    if (ran === 'held-back') return;
    written = yield* isWritten(turn, progress);
  }
  yield* conclude(turn, progress);
}

/** Asks one model after the other until one has written a whole reply, which is then `progress.open`. */
async function* askForReply(turn: WritingTurn, progress: Progress): AsyncGenerator<AnswerEvent> {
  for (;;) {
    const model = turn.models[progress.writer];
    if (model === undefined) {
      yield sayTrouble(turn, progress);
      progress.open = { text: '', uses: [], results: [] };
      return;
    }
    const saidBefore = progress.answer.length;
    try {
      yield* askModel(turn, progress, model);
      return;
    } catch (error) {
      if (turn.signal?.aborted === true) throw error;
      progress.fellBack.push(describeFailure(model, error));
      progress.abandoned = join(progress.abandoned, spokenText(progress.answer.slice(saidBefore)));
      progress.writer += 1;
    }
  }
}

async function* askModel(turn: WritingTurn, progress: Progress, model: Model): AsyncGenerator<AnswerEvent> {
  const { clock, timer } = turn.ports;
  const askedMs = clock.now();
  progress.model = model.name;
  const events = readReply(model, modelRequest(turn, progress), {
    locale: turn.state.locale,
    firstWords: spokenText(progress.answer) === '',
    firstTokenMs: turn.playbook.source.models.find(({ id }) => id === model.name)?.firstTokenMs,
    timer,
    signal: turn.signal,
  });
  for await (const event of events) {
    if (event.type === 'first-token') progress.firstTokenMs ??= clock.now() - askedMs;
    else if (event.type === 'sentence') yield say(turn, progress, event.text, false);
    else {
      const { text, uses, expect, tokens } = event.reply;
      progress.open = { text, uses, results: [] };
      progress.expect = expect ?? null;
      progress.tokens = addTokens(progress.tokens, tokens);
    }
  }
}

function modelRequest(turn: WritingTurn, progress: Progress): ModelRequest {
  const { state, playbook, request, understood, passages, startedMs } = turn;
  const spoken = join(turn.opener ?? '', progress.abandoned);
  return {
    playbook,
    situation: buildSituation({
      playbook,
      request,
      state,
      understood,
      passages,
      nowMs: startedMs,
      opener: spoken === '' ? undefined : spoken,
    }),
    history: state.history.filter((entry) => entry.turn !== state.turn),
    rounds: progress.rounds,
  };
}

/** Runs the tools of the open reply that have not run yet; the reply then is one of `progress.rounds`. */
async function* runTools(
  turn: WritingTurn,
  progress: Progress,
): AsyncGenerator<AnswerEvent, 'all-run' | 'held-back'> {
  const { open } = progress;
  if (open === null) return 'all-run';
  for (const use of open.uses.slice(open.results.length)) {
    if (turn.request.mode === 'speculate' && changesTheWorld(use.name, turn.playbook.source))
      return 'held-back';
    turn.signal?.throwIfAborted();
    yield* runTool(turn, progress, use, open.results);
  }
  progress.rounds.push(open);
  progress.open = null;
  return 'all-run';
}

async function* runTool(
  turn: WritingTurn,
  progress: Progress,
  use: ToolCall,
  results: ToolResult[],
): AsyncGenerator<AnswerEvent> {
  const { clock } = turn.ports;
  yield streamed(progress, { type: 'tool', name: use.name, status: 'started' });
  const startedMs = clock.now();
  const result = await runUnderKey(turn, progress.tools, use);
  const ms = clock.now() - startedMs;
  results.push(result);
  progress.tools.push({ name: use.name, input: use.input, result, ms });
  progress.toolsMs += ms;
  yield streamed(progress, {
    type: 'tool',
    name: use.name,
    status: result.ok ? 'finished' : 'failed',
    ms,
  });
}

function runUnderKey(turn: WritingTurn, before: readonly ToolRecord[], use: ToolCall): Promise<ToolResult> {
  const { playbook, state, ports } = turn;
  return ports.tools.run(use, {
    playbook,
    callId: state.callId,
    call: foldResults(
      state,
      before.map(({ result }) => result),
      playbook,
    ),
    locale: state.locale,
    idempotencyKey: `${state.callId}/${state.turn}/${before.length}`,
    nowMs: ports.clock.now(),
  });
}

/** Whether the last round was the answer's last; a model that goes in circles is stopped with an apology. */
function* isWritten(turn: WritingTurn, progress: Progress): Generator<AnswerEvent, boolean> {
  const last = progress.rounds.at(-1);
  if (last === undefined || last.uses.length === 0) return true;
  const nothingToTell = last.uses.every(({ name }) => isSilent(name)) && last.results.every(({ ok }) => ok);
  if (nothingToTell && hasSpoken(progress)) return true;
  if (progress.rounds.length < MAX_TOOL_ROUNDS) return false;
  progress.fellBack.push(`${progress.model}: still asked for tools after ${MAX_TOOL_ROUNDS} rounds`);
  yield sayTrouble(turn, progress);
  return true;
}

/** The end of an answer: what the line is to do, and what it is to wait for. */
function* conclude(turn: WritingTurn, progress: Progress): Generator<AnswerEvent> {
  const deed = deedOf(turn, progress);
  const { handover, phrases } = turn.playbook.source;
  if (deed !== undefined && !hasSpoken(progress)) {
    const text = deed.action === 'transfer' ? handover.say : phrases.goodbye;
    yield say(turn, progress, phrase(turn.playbook, turn.state.locale, text), false);
  }
  if (deed !== undefined) yield streamed(progress, { type: 'do', do: deed });
  yield expectation(
    turn,
    progress,
    deed === undefined ? knownExpectation(turn, progress) : { kind: 'nothing' },
  );
  progress.complete = true;
}

/** A transfer goes before a goodbye: hanging up on a caller who was promised a person would be worse. */
function deedOf(turn: WritingTurn, progress: Progress): Do | undefined {
  const results = progress.tools.map(({ result }) => result);
  const effects = results.flatMap((result) => (result.ok ? result.effects : []));
  const transfer = effects.find((effect) => effect.effect === 'transfer-requested');
  if (transfer !== undefined) {
    const summary = factsOf(foldResults(turn.state, results, turn.playbook));
    return { action: 'transfer', to: turn.playbook.source.handover.to, reason: transfer.reason, summary };
  }
  const closing = effects.some((effect) => effect.effect === 'call-ending');
  return closing ? { action: 'hang-up', reason: 'agent-hung-up' } : undefined;
}

/** What the model says it waits for, unless it names a field that the playbook does not have. */
function knownExpectation(turn: WritingTurn, { expect }: Progress): Expect {
  if (expect === null) return { kind: 'open' };
  const known =
    !('field' in expect) ||
    expect.field === WHICH_APPOINTMENT ||
    Object.hasOwn(turn.playbook.source.fields, expect.field);
  return known ? expect : { kind: 'open' };
}

function sayTrouble(turn: WritingTurn, progress: Progress): AnswerEvent {
  return say(
    turn,
    progress,
    phrase(turn.playbook, turn.state.locale, turn.playbook.source.phrases.trouble),
    false,
  );
}

function hasSpoken(progress: Progress): boolean {
  return progress.answer.some((event) => event.type === 'say' && !event.opener);
}

function describeFailure(model: Model, error: unknown): string {
  if (error instanceof ModelFailed) return `${model.name}: ${error.reason}`;
  // A bug in an adapter must not silence the agent, and must be seen in the record.
  return `${model.name}: ${error instanceof Error ? error.name : 'unknown error'}`;
}

function join(one: string, other: string): string {
  return [one, other].filter((text) => text !== '').join(' ');
}
