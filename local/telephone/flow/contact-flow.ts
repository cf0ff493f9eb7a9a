import * as z from 'zod';
import { FlowProblem } from './flow-problem.ts';

/** The largest flow that a CloudFormation template can hold inline, in bytes (CloudFormation quotas). */
export const MAX_FLOW_BYTES = 51_200;

/** Connect's own version of the flow language. */
const LANGUAGE_VERSION = '2019-10-30';

/** Errors that an action can leave by (flow language reference, one page an action). */
export const FlowError = z.enum([
  'NoMatchingError',
  'NoMatchingCondition',
  'InputTimeLimitExceeded',
  'InvalidPhoneNumber',
  'QueueAtCapacity',
  'ChannelMismatch',
]);
export type FlowError = z.infer<typeof FlowError>;

export const Operator = z.enum([
  'Equals',
  'TextStartsWith',
  'TextEndsWith',
  'TextContains',
  'NumberGreaterThan',
  'NumberGreaterOrEqualTo',
  'NumberLessThan',
  'NumberLessOrEqualTo',
]);
export type Operator = z.infer<typeof Operator>;

const Identifier = z
  .string()
  .min(1)
  .max(50)
  .regex(/^[^%:(\\/)=$,;[\]{}]+$/, 'an identifier without any of % : ( \\ / ) = $ , ; [ ] { }');

const Transitions = z.strictObject({
  NextAction: Identifier.optional(),
  Errors: z.array(z.strictObject({ NextAction: Identifier, ErrorType: FlowError })).default([]),
  Conditions: z
    .array(
      z.strictObject({
        NextAction: Identifier,
        Condition: z.strictObject({ Operator, Operands: z.array(z.string()).min(1) }),
      }),
    )
    .default([]),
});
export type Transitions = z.infer<typeof Transitions>;

const Action = z.strictObject({
  Identifier,
  Type: z.string(),
  Parameters: z.record(z.string(), z.unknown()).default({}),
  Transitions,
});
export type Action = z.infer<typeof Action>;

const Content = z.strictObject({
  Version: z.literal(LANGUAGE_VERSION),
  StartAction: Identifier,
  Metadata: z.unknown().optional(),
  Settings: z.unknown().optional(),
  Actions: z.array(Action).min(1),
});

/** A flow whose every transition leads somewhere. */
export interface ContactFlow {
  name: string;
  start: string;
  actions: ReadonlyMap<string, Action>;
}

/**
 * Reads the content of a contact flow as Connect does when it is created.
 *
 * @param knows tells which types of action can be played.
 * @throws FlowProblem naming the flow, and the action where one is at fault.
 */
export function readContactFlow(
  name: string,
  content: string,
  knows: (type: string) => boolean,
): ContactFlow {
  const bytes = Buffer.byteLength(content);
  if (bytes > MAX_FLOW_BYTES)
    throw new FlowProblem(
      `The flow "${name}" has ${bytes} bytes; at most ${MAX_FLOW_BYTES} can be deployed.`,
    );
  const parsed = Content.safeParse(jsonOf(name, content));
  if (!parsed.success)
    throw new FlowProblem(
      `The flow "${name}" is not Connect's flow language: ${z.prettifyError(parsed.error)}`,
    );
  const { StartAction, Actions } = parsed.data;
  const actions = new Map(Actions.map((action) => [action.Identifier, action]));
  if (actions.size < Actions.length)
    throw new FlowProblem(`The flow "${name}" has two actions of one identifier.`);
  for (const action of Actions) {
    if (!knows(action.Type))
      throw new FlowProblem(
        `The flow "${name}" uses the action ${action.Type} (${action.Identifier}), which the laptop's telephone does not know. Add a file for it to local/telephone/flow/actions/.`,
      );
    for (const target of targetsOf(action.Transitions)) need(name, actions, target, action.Identifier);
  }
  need(name, actions, StartAction, 'StartAction');
  return { name, start: StartAction, actions };
}

function jsonOf(name: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new FlowProblem(`The flow "${name}" is not JSON.`, { cause });
  }
}

function targetsOf({ NextAction, Errors, Conditions }: Transitions): string[] {
  return [
    ...(NextAction === undefined ? [] : [NextAction]),
    ...[...Errors, ...Conditions].map((branch) => branch.NextAction),
  ];
}

function need(name: string, actions: ReadonlyMap<string, Action>, target: string, from: string): void {
  if (!actions.has(target))
    throw new FlowProblem(`The flow "${name}" goes from ${from} to ${target}, which it does not have.`);
}
