import { factsOf } from '../call/summary.ts';
import { endsGoal } from '../flow/mark.ts';
import type { ToolCall, ToolResult } from '../tools/tool.ts';
import type { AnswerEvent, Do } from '../turn/answer.ts';
import { type Expect, WHICH_APPOINTMENT } from '../turn/expect.ts';
import { buildSituation } from './build-situation.ts';
import { readMarkup } from './markup.ts';
import { ModelFailed } from './model-failed.ts';
import type { Model, ModelRequest } from './ports.ts';
import { addTokens, type Progress, spokenText } from './progress.ts';
import { readReply } from './reply.ts';
import { refuseTool, runTool } from './run-tool.ts';
import { phrase } from './set-phrases.ts';
import { stateNow } from './state-now.ts';
import { admitTool } from './step-gate.ts';
import { STEP_USE } from './step-use.ts';
import { missingReadBack, stateAfterSteps } from './steps-and-writer.ts';
import { expectation, say, streamed } from './streaming.ts';
import { stepsAreDue, takeSteps } from './take-steps.ts';
import { changesTheWorld, isSilent } from './tool-kinds.ts';
import type { WritingTurn } from './writing-turn.ts';

/** A model that still asks for tools after this many rounds goes in circles, and the caller waits. */
export const MAX_TOOL_ROUNDS = 6;

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
    if (progress.open === null) {
      const steps = yield* takeSteps(turn, progress);
      if (steps === 'held-back') return;
      if (steps === 'complete') break;
      yield* askForReply(turn, progress);
    }
    const ran = yield* runTools(turn, progress);
    if (ran === 'held-back') return;
    // What the writer noted may have brought the talk to steps that code takes.
    written = (yield* isWritten(turn, progress)) && !stepsAreDue(turn, progress);
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
  const { playbook, request, understood, passages, startedMs } = turn;
  const spoken = join(join(turn.opener ?? '', progress.stepsSaid ?? ''), progress.abandoned);
  const state = stateAfterSteps(turn, progress);
  const finished = progress.steps?.findLast(({ outcome }) => endsGoal(outcome))?.goal;
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
      finished,
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
    open.results.push(yield* runForWriter(turn, progress, use));
  }
  progress.rounds.push(open);
  progress.open = null;
  return 'all-run';
}

/** Runs a tool that a writer asked for, if the steps of the goal let it run now. */
async function* runForWriter(
  turn: WritingTurn,
  progress: Progress,
  use: ToolCall,
): AsyncGenerator<AnswerEvent, ToolResult> {
  const asked = admitTool(turn, progress, use);
  if (!asked.admitted) return yield* refuseTool(progress, use, asked.refusal);
  const result = yield* runTool(turn, progress, asked.use);
  if (asked.step !== undefined) progress.steps = [...(progress.steps ?? []), asked.step(result)];
  return result;
}

/** Whether the last round was the answer's last; a model that goes in circles is stopped with an apology. */
function* isWritten(turn: WritingTurn, progress: Progress): Generator<AnswerEvent, boolean> {
  const last = progress.rounds.at(-1);
  if (last === undefined || last.uses.length === 0) return true;
  const nothingToTell = last.uses.every(({ name }) => isSilent(name)) && last.results.every(({ ok }) => ok);
  if (nothingToTell && writerHasSpoken(progress)) return true;
  if (writersRounds(progress).length < MAX_TOOL_ROUNDS) return false;
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
    yield say(turn, progress, phrase(turn.playbook, turn.state, text), false);
  }
  if (deed !== undefined) yield streamed(progress, { type: 'do', do: deed });
  const expect = deed === undefined ? knownExpectation(turn, progress) : { kind: 'nothing' as const };
  const readBack = missingReadBack(turn, progress, expect);
  if (readBack !== undefined) yield say(turn, progress, readBack, false);
  yield expectation(turn, progress, expect);
  progress.complete = true;
}

/** A transfer goes before a goodbye: hanging up on a caller who was promised a person would be worse. */
function deedOf(turn: WritingTurn, progress: Progress): Do | undefined {
  const results = progress.tools.map(({ result }) => result);
  const effects = results.flatMap((result) => (result.ok ? result.effects : []));
  const transfer = effects.find((effect) => effect.effect === 'transfer-requested');
  if (transfer !== undefined) {
    const summary = factsOf(stateNow(turn, progress));
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
  return say(turn, progress, phrase(turn.playbook, turn.state, turn.playbook.source.phrases.trouble), false);
}

function hasSpoken(progress: Progress): boolean {
  return progress.answer.some((event) => event.type === 'say' && !event.opener);
}

/** Rounds that a writer asked for, without those that steps made. */
function writersRounds({ rounds }: Progress): Progress['rounds'] {
  return rounds.filter(({ uses }) => !uses.some(({ id }) => id.startsWith(STEP_USE)));
}

function writerHasSpoken(progress: Progress): boolean {
  const wrote = writersRounds(progress).some(({ text }) => readMarkup(text).text.trim() !== '');
  return wrote || progress.abandoned !== '';
}

function describeFailure(model: Model, error: unknown): string {
  if (error instanceof ModelFailed) return `${model.name}: ${error.reason}`;
  // A bug in an adapter must not silence the agent, and must be seen in the record.
  return `${model.name}: ${error instanceof Error ? error.name : 'unknown error'}`;
}

function join(one: string, other: string): string {
  return [one, other].filter((text) => text !== '').join(' ');
}
