import type { CallState } from '../call/call-state.ts';
import { fitInput } from '../flow/fit-input.ts';
import { CLOSED, DONE, type StepTaken } from '../flow/mark.ts';
import { signatureOf } from '../flow/signature.ts';
import { type Stand, standOf } from '../flow/stand.ts';
import { toolTaken } from '../flow/tool-taken.ts';
import type { Standing } from '../flow/walk.ts';
import { allHold } from '../playbook/condition.ts';
import { plainGoal } from '../playbook/goals.ts';
import type { Localized } from '../playbook/schema.ts';
import type { ToolResult } from '../tools/tool.ts';
import type { AnswerEvent } from '../turn/answer.ts';
import { CONFIRMS } from '../turn/expect.ts';
import { knownVariables } from '../variables/known.ts';
import { objectionNow } from './objection-now.ts';
import { isHeardAlone } from './opener.ts';
import type { Progress } from './progress.ts';
import { runTool } from './run-tool.ts';
import { slotIsSettled } from './slot-settled.ts';
import { stateNow } from './state-now.ts';
import { stepText } from './step-text.ts';
import { STEP_USE } from './step-use.ts';
import { say } from './streaming.ts';
import { changesTheWorld } from './tool-kinds.ts';
import type { WritingTurn } from './writing-turn.ts';

/** More steps than that in one turn are a graph that sets its own inputs: a writer goes on instead. */
export const MAX_STEPS_A_TURN = 20;

/** What follows when no more steps can be taken. */
export type StepsTaken =
  /** The writer's words are needed. */
  | 'writer'
  /** All has been said that is to be said in this turn. */
  | 'complete'
  /** The next step changes the world, and the turn is thought ahead. */
  | 'held-back';

/**
 * Takes the steps of the goal that need no words of a writer, for a model and the script alike: a tool whose turn
 * has come by facts runs, what is said word for word is said, a person is called in. No opinion of a model can
 * bring a step about, or keep it from being taken.
 */
export async function* takeSteps(
  turn: WritingTurn,
  progress: Progress,
): AsyncGenerator<AnswerEvent, StepsTaken> {
  if (isElsewhere(turn)) return 'writer';
  while (stepsTaken(progress) < MAX_STEPS_A_TURN) {
    const state = stateNow(turn, progress);
    const wanted = personOfPlainGoal(turn, state);
    if (wanted !== undefined) return yield* handOver(turn, progress, wanted);
    const stand = standOf(state, turn.playbook.source, turn.startedMs);
    if (stand === undefined) return 'writer';
    const followed = yield* takeStep(turn, progress, stand, state);
    if (followed !== 'next') return followed;
  }
  return 'writer';
}

/** Whether what a writer has brought about leads to steps that code takes. */
export function stepsAreDue(turn: WritingTurn, progress: Progress): boolean {
  if (isElsewhere(turn) || stepsTaken(progress) >= MAX_STEPS_A_TURN) return false;
  const stand = standOf(stateNow(turn, progress), turn.playbook.source, turn.startedMs);
  return stand !== undefined && ['say', 'tool', 'forget', 'person', 'done'].includes(stand.standing.at);
}

function stepsTaken({ steps }: Progress): number {
  return steps?.length ?? 0;
}

/** Whether the caller wants something else than the goal to go on: that comes first, whatever they also said. */
function isElsewhere({ understood, state, playbook }: WritingTurn): boolean {
  const { intent, answer, question } = understood;
  if (isHeardAlone(playbook.source, question)) return true;
  const { expect } = state;
  const wantsPerson = expect.kind === 'yes-no' && expect.confirms === CONFIRMS.person && answer === 'yes';
  const stops = objectionNow(state, playbook.source)?.next;
  // After a talk track the talk goes on, and so do the steps: what follows it must not be stale.
  return (
    (intent !== undefined && intent !== 'thanks') || (stops !== undefined && stops !== 'go-on') || wantsPerson
  );
}

async function* takeStep(
  turn: WritingTurn,
  progress: Progress,
  stand: Stand,
  state: CallState,
): AsyncGenerator<AnswerEvent, StepsTaken | 'next'> {
  const { standing } = stand;
  switch (standing.at) {
    case 'say':
      yield saying(turn, progress, state, standing.node.deed.text);
      note(progress, stand, { outcome: 'said', of: standing.of });
      return 'next';
    case 'forget':
      if (standing.node.deed.text !== undefined) yield saying(turn, progress, state, standing.node.deed.text);
      note(progress, stand, { outcome: 'forgotten', of: standing.of, forget: [...standing.fields] });
      return 'next';
    case 'tool':
      return yield* runStep(turn, progress, stand, standing);
    case 'confirm':
      if (!arrives(turn, progress, state, stand)) return 'writer';
      yield saying(turn, progress, state, standing.node.deed.text);
      progress.expect = { kind: 'yes-no', confirms: CONFIRMS.goal };
      return 'complete';
    case 'done':
      yield saying(turn, progress, state, standing.node.deed.text);
      note(progress, stand, {
        outcome: standing.node.deed.reached ? DONE : CLOSED,
        of: signatureOf(DONE),
      });
      return 'writer';
    case 'person':
      return yield* handOver(turn, progress, standing.node.deed);
    case 'collect':
    case 'appointment':
    case 'failed':
    case 'spent':
    case 'stuck':
      return 'writer';
  }
}

async function* runStep(
  turn: WritingTurn,
  progress: Progress,
  stand: Stand,
  { node, input, of }: Extract<Standing, { at: 'tool' }>,
): AsyncGenerator<AnswerEvent, StepsTaken | 'next'> {
  const { tool } = node.deed;
  if (turn.request.mode === 'speculate' && changesTheWorld(tool, turn.playbook.source)) return 'held-back';
  turn.signal?.throwIfAborted();
  const spec = turn.playbook.tools.find(({ name }) => name === tool);
  const result = yield* runForStep(turn, progress, tool, fitInput(spec, input));
  note(progress, stand, { ...toolTaken(result, turn.playbook.source), of });
  return 'next';
}

/** Hands the call over: nothing is left for a writer to say. */
async function* handOver(
  turn: WritingTurn,
  progress: Progress,
  { why, text }: { why: string; text?: Localized | undefined },
): AsyncGenerator<AnswerEvent, StepsTaken> {
  yield saying(turn, progress, stateNow(turn, progress), text ?? turn.playbook.source.handover.say);
  yield* runForStep(turn, progress, 'transfer_to_person', { reason: why });
  return 'complete';
}

/** Runs a tool as a round of its own: a model reads it as any other that it had run. */
async function* runForStep(
  turn: WritingTurn,
  progress: Progress,
  name: string,
  input: Record<string, unknown>,
): AsyncGenerator<AnswerEvent, ToolResult> {
  const use = { id: `${STEP_USE}${progress.tools.length}`, name, input };
  const result = yield* runTool(turn, progress, use);
  progress.rounds.push({ text: '', uses: [use], results: [result] });
  return result;
}

/** The fact that makes a plain goal one for a person. */
function personOfPlainGoal(
  { playbook: { source }, startedMs }: WritingTurn,
  state: CallState,
): { why: string; text?: Localized | undefined } | undefined {
  const goal = plainGoal(state.goal === null ? undefined : source.goals[state.goal]);
  if (goal?.person === undefined) return undefined;
  const variables = knownVariables(state, source, startedMs);
  const facts = { fields: state.fields, variables, outcomes: new Map<string, string>() };
  const found = goal.person.find(({ when }) => allHold(when, facts));
  return found === undefined ? undefined : { why: found.why, text: found.say };
}

/**
 * Whether the talk comes to the reading back now and nothing else is to be said before. A caller who asked
 * something, or who has heard it and said neither yes nor what is wrong, is answered by a writer.
 */
function arrives(turn: WritingTurn, progress: Progress, state: CallState, stand: Stand): boolean {
  const { question, objection, problems, fields, goal } = turn.understood;
  const asked =
    question !== undefined || objection !== undefined || problems.length > 0 || turn.passages !== undefined;
  const wentOn = Object.keys(fields).length > 0 || goal !== undefined || stepsTaken(progress) > 0;
  return !asked && wentOn && slotIsSettled(state, stand.asked, turn.playbook.source);
}

function saying(turn: WritingTurn, progress: Progress, state: CallState, text: Localized): AnswerEvent {
  const words = stepText(text, state, turn.playbook.source);
  progress.stepsSaid = [progress.stepsSaid ?? '', words].filter((said) => said !== '').join(' ');
  return say(turn, progress, words, false);
}

function note(
  progress: Progress,
  { goal, standing }: Stand,
  step: Pick<StepTaken, 'outcome' | 'of' | 'forget' | 'sets'>,
): void {
  const node = standing.node;
  if (node === undefined) return;
  progress.steps = [
    ...(progress.steps ?? []),
    { goal, step: node.id, tools: progress.tools.length, ...step },
  ];
}
