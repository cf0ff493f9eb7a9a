import type { Outcome } from './action.ts';
import { FLOW_ACTIONS } from './actions/index.ts';
import { CONTINUE_LOOPING } from './actions/loop.ts';
import { type Exit, follow } from './branches.ts';
import type { Contact } from './contact.ts';
import type { Action, ContactFlow } from './contact-flow.ts';
import type { FlowEffect, FlowResult } from './effect.ts';
import { FlowProblem } from './flow-problem.ts';
import { fillReferences } from './references.ts';

/** A contact on its way through a flow. Plain data. */
export interface FlowRun {
  flow: ContactFlow;
  contact: Contact;
  /** Identifier of the action it stands at. */
  at: string;
  /** Passes of each loop that is not done. */
  passes: Readonly<Record<string, number>>;
}

/** How far a flow went: to an effect that it waits for, or to its end. */
export interface FlowStep {
  run: FlowRun;
  /** The actions that were begun on the way, in order. */
  entered: readonly { identifier: string; type: string }[];
  effect?: FlowEffect;
  /** How it ended; `no-way-on`: its action had no branch for what happened. Undefined while there is an effect. */
  ended?: 'hung-up' | 'flow-over' | 'no-way-on';
}

/** Actions that a flow may pass without anything that takes time. Beyond it the flow runs in a circle. */
const MAX_ACTIONS_AT_ONCE = 1_000;

/** Begins a flow. @throws FlowProblem when the flow asks for what Connect would refuse. */
export function beginFlow(flow: ContactFlow, contact: Contact): FlowStep {
  return goOn({ flow, contact, at: flow.start, passes: {} });
}

/** Goes on with the result of the effect that the flow waited for. @throws FlowProblem */
export function resumeFlow(run: FlowRun, result: FlowResult): FlowStep {
  const action = actionAt(run);
  const parameters = fillReferences(action.Parameters, run.contact);
  return lead(run, action, kindOf(action).finish(parameters, run.contact, result), []);
}

function goOn(run: FlowRun, before: FlowStep['entered'] = []): FlowStep {
  if (before.length >= MAX_ACTIONS_AT_ONCE)
    throw new FlowProblem(`The flow "${run.flow.name}" runs in a circle around ${run.at}.`);
  const action = actionAt(run);
  const entered = [...before, { identifier: action.Identifier, type: action.Type }];
  const parameters = fillReferences(action.Parameters, run.contact);
  const outcome = kindOf(action).begin(parameters, run.contact, run.passes[run.at] ?? 0);
  return lead(run, action, outcome, entered);
}

function lead(run: FlowRun, action: Action, outcome: Outcome, entered: FlowStep['entered']): FlowStep {
  if (outcome.move === 'hang-up') return { run, entered, ended: 'hung-up' };
  if (outcome.move === 'end-flow') return { run, entered, ended: 'flow-over' };
  if (outcome.move === 'await') return { run, entered, effect: outcome.effect };
  const next = follow(action.Transitions, outcome.exit);
  const changed = {
    ...run,
    contact: outcome.contact ?? run.contact,
    passes: passesAfter(run, action, outcome.exit),
  };
  if (next === undefined) return { run: changed, entered, ended: 'no-way-on' };
  return goOn({ ...changed, at: next }, entered);
}

function passesAfter(run: FlowRun, action: Action, exit: Exit): FlowRun['passes'] {
  if (action.Type !== 'Loop') return run.passes;
  const again = exit.by === 'value' && exit.value === CONTINUE_LOOPING;
  return { ...run.passes, [action.Identifier]: again ? (run.passes[action.Identifier] ?? 0) + 1 : 0 };
}

function actionAt({ flow, at }: FlowRun): Action {
  const action = flow.actions.get(at);
  if (action === undefined) throw new FlowProblem(`The flow "${flow.name}" has no action ${at}.`);
  return action;
}

function kindOf({ Type }: Action) {
  const kind = FLOW_ACTIONS.get(Type);
  if (kind === undefined) throw new FlowProblem(`The action ${Type} is not known to the laptop's telephone.`);
  return kind;
}
