import { type FlowAction, REQUIRED_ERRORS } from './actions.ts';

/** A flow: its blocks by name, in the order in which they are written, and the one it begins with. */
export interface Flow {
  start: string;
  blocks: readonly (readonly [name: string, action: FlowAction])[];
}

/** Version of the flow language (Amazon Connect developer guide). */
const LANGUAGE_VERSION = '2019-10-30';
/** Longest name of a block, and what must not be in one (flow language, "Actions"). */
const MAX_NAME_CHARACTERS = 50;
const ILLEGAL_IN_NAME = /[%:(\\/)=$,;[\]{}]/;
/** A flow's JSON inside a template may not be longer, in bytes (CloudFormation, size of a template body). */
export const MAX_FLOW_BYTES = 51_200;
/** What stands for a value that is known at deployment; an ARN of Connect is no longer than this. */
const TOKEN = /\$\{Token\[[^\]]*\]\}/g;
const LONGEST_ARN_CHARACTERS = 170;

/** A flow that Connect would refuse, or in which a caller could get lost. Its message lists everything. */
export class FlowInvalid extends Error {
  override readonly name = 'FlowInvalid';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The contact flow is not valid: ${problems.join('; ')}.`);
    this.problems = problems;
  }
}

/** An action as the flow language writes it. */
export interface WrittenAction {
  Identifier: string;
  Type: string;
  Parameters: object;
  Transitions: {
    NextAction?: string;
    Errors?: { NextAction: string; ErrorType: string }[];
    Conditions?: { NextAction: string; Condition: { Operator: 'Equals'; Operands: [string] } }[];
  };
}

/** A flow as the flow language writes it. */
export interface FlowContent {
  Version: string;
  StartAction: string;
  Metadata: object;
  Actions: WrittenAction[];
}

/**
 * Writes a flow in Connect's flow language.
 *
 * @throws FlowInvalid for a name that is illegal or given twice, a transition to a block that is not there, an
 * error without a branch, an intent without a condition, a block that nothing leads to, or too large a flow.
 */
export function writeFlow(flow: Flow): FlowContent {
  const problems = [
    ...namesOf(flow),
    ...flow.blocks.flatMap((block) => brokenIn(block, flow)),
    ...lost(flow),
  ];
  const content: FlowContent = {
    Version: LANGUAGE_VERSION,
    StartAction: flow.start,
    Metadata: {},
    Actions: flow.blocks.map(([name, action]) => writeAction(name, action)),
  };
  const bytes = sizeOf(content);
  if (bytes > MAX_FLOW_BYTES) problems.push(`it has ${bytes} bytes, at most ${MAX_FLOW_BYTES} are allowed`);
  if (problems.length > 0) throw new FlowInvalid(problems);
  return content;
}

/** Size of a flow in bytes once every value of the deployment has been filled in. */
function sizeOf(content: FlowContent): number {
  const text = JSON.stringify(content).replace(TOKEN, 'x'.repeat(LONGEST_ARN_CHARACTERS));
  return new TextEncoder().encode(text).length;
}

function namesOf({ blocks }: Flow): string[] {
  const names = blocks.map(([name]) => name);
  return names.flatMap((name, index) => [
    ...(names.indexOf(name) < index ? [`two blocks are called "${name}"`] : []),
    ...(name === '' || name.length > MAX_NAME_CHARACTERS || ILLEGAL_IN_NAME.test(name)
      ? [
          `"${name}" is no name for a block: 1 to ${MAX_NAME_CHARACTERS} characters without % : ( \\ / ) = $ , ; [ ] { }`,
        ]
      : []),
  ]);
}

function brokenIn([name, action]: readonly [string, FlowAction], flow: Flow): string[] {
  const known = new Set(flow.blocks.map(([other]) => other));
  const dangling = targetsOf(action).filter((target) => !known.has(target));
  const errors = errorsOf(action);
  const unhandled = REQUIRED_ERRORS[action.type].filter((error) => errors[error] === undefined);
  return [
    ...dangling.map((target) => `"${name}" goes to "${target}", which is not there`),
    ...unhandled.map((error) => `"${name}" has no branch for ${error}`),
    ...unconditional(action).map((intent) => `"${name}" has no condition for the intent ${intent}`),
  ];
}

/** Intents that the bot can end with and for which the block has no condition. */
function unconditional(action: FlowAction): string[] {
  if (action.type !== 'ConnectParticipantWithLexBot') return [];
  return action.botIntents.filter((intent) => action.intents[intent] === undefined);
}

/** The start if it is not there, and blocks to which no way leads: a mistake in the flow's making. */
function lost({ start, blocks }: Flow): string[] {
  const byName = new Map(blocks);
  if (!byName.has(start)) return [`it starts with "${start}", which is not there`];
  const reached = new Set<string>();
  const waiting = [start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const action = byName.get(name);
    if (action === undefined || reached.has(name)) continue;
    reached.add(name);
    waiting.push(...targetsOf(action));
  }
  return blocks.filter(([name]) => !reached.has(name)).map(([name]) => `nothing leads to "${name}"`);
}

function errorsOf(action: FlowAction): Readonly<Record<string, string | undefined>> {
  return 'errors' in action ? { ...action.errors } : {};
}

function conditionsOf(action: FlowAction): [value: string, next: string][] {
  if (action.type === 'ConnectParticipantWithLexBot') return Object.entries(action.intents);
  return 'when' in action ? Object.entries(action.when) : [];
}

function targetsOf(action: FlowAction): string[] {
  const errors = Object.values(errorsOf(action)).filter((target) => target !== undefined);
  const next = 'next' in action ? [action.next] : [];
  return [...next, ...errors, ...conditionsOf(action).map(([, target]) => target)];
}

function writeAction(name: string, action: FlowAction): WrittenAction {
  const errors = Object.entries(errorsOf(action)).flatMap(([ErrorType, NextAction]) =>
    NextAction === undefined ? [] : [{ NextAction, ErrorType }],
  );
  const conditions = conditionsOf(action).map(([operand, NextAction]) => ({
    NextAction,
    Condition: { Operator: 'Equals' as const, Operands: [operand] as [string] },
  }));
  const next = nextOf(action);
  return {
    Identifier: name,
    Type: action.type,
    Parameters: 'parameters' in action ? action.parameters : {},
    Transitions: {
      ...(next === undefined ? {} : { NextAction: next }),
      ...(errors.length === 0 ? {} : { Errors: errors }),
      ...(conditions.length === 0 ? {} : { Conditions: conditions }),
    },
  };
}

/** An action with conditions also names where it goes by default: where no condition holds. */
function nextOf(action: FlowAction): string | undefined {
  if ('next' in action) return action.next;
  if (action.type === 'TransferContactToQueue') return action.errors.NoMatchingError;
  if (action.type === 'Loop') return action.when.DoneLooping;
  const { NoMatchingCondition, NoMatchingError } = errorsOf(action);
  return NoMatchingCondition ?? NoMatchingError;
}
