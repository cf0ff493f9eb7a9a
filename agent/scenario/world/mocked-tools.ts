import { isDeepStrictEqual } from 'node:util';
import type { Tools } from '../../conversation/ports.ts';
import { failed, succeeded, type ToolOutcome } from '../../tools/outcome.ts';
import type { ToolCall, ToolContext, ToolResult } from '../../tools/tool.ts';
import { ToolName } from '../../tools/tool-name.ts';
import type { MockAnswer, ToolMock } from '../schema/world.ts';

/** A tool call that nothing in the scenario's world answers. */
export interface UnmatchedCall {
  turn: number;
  tool: string;
  input: unknown;
}

export interface MockedTools extends Tools {
  /** Calls that no mock matched, oldest first. */
  readonly unmatched: readonly UnmatchedCall[];
}

export interface MockedToolsOptions {
  /** Tools that act on the scenario's own world. */
  world: Tools;
  mocks: readonly ToolMock[];
  /** Lets time pass, in milliseconds. */
  pass(ms: number): void | Promise<void>;
}

/** How long a tool is waited for before it counts as lost, in milliseconds; the limit of the calendar's guard. */
export const TOOL_TIMEOUT_MS = 4_000;

/**
 * The tools of a scenario: mocked ones behave as the scenario says, the others act on its world. A call that
 * nothing is there for is remembered and fails: it never reaches the real thing.
 */
export function mockedTools({ world, mocks, pass }: MockedToolsOptions): MockedTools {
  const unmatched: UnmatchedCall[] = [];
  const answered = new Map<ToolMock, number>();
  return {
    unmatched,
    async run(call, context) {
      const own = mocks.filter((mock) => mock.tool === call.name);
      if (own.length === 0 && ToolName.safeParse(call.name).success) return world.run(call, context);
      const mock = own.find((each) => matches(each, call, answered.get(each) ?? 0));
      if (mock === undefined) {
        unmatched.push({ turn: turnOf(context), tool: call.name, input: call.input });
        return {
          id: call.id,
          ...failed('not-available', `No mock of the scenario matches this ${call.name}.`),
        };
      }
      answered.set(mock, (answered.get(mock) ?? 0) + 1);
      await pass(mock.latencyMs ?? 0);
      return answer(mock.answer, call, context, { world, pass });
    },
  };
}

function matches(mock: ToolMock, call: ToolCall, answered: number): boolean {
  return answered < (mock.times ?? Number.POSITIVE_INFINITY) && hasValues(call.input, mock.when ?? {});
}

/** Whether the input holds these values, whatever else it holds. */
export function hasValues(input: unknown, wanted: Readonly<Record<string, unknown>>): boolean {
  const values = new Map(Object.entries(Object(input)));
  return Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(values.get(key), value));
}

async function answer(
  mock: MockAnswer,
  call: ToolCall,
  context: ToolContext,
  { world, pass }: Pick<MockedToolsOptions, 'world' | 'pass'>,
): Promise<ToolResult> {
  const told = (outcome: ToolOutcome): ToolResult => ({ id: call.id, ...outcome });
  const { name } = call;
  switch (mock.kind) {
    case 'world':
      return world.run(call, context);
    case 'duplicate':
      await world.run(call, context);
      return world.run(call, context);
    case 'answer-lost':
      await world.run(call, context);
      await pass(TOOL_TIMEOUT_MS);
      return told(failed('timed-out', `${name} took too long. Offer a message or a person.`));
    case 'times-out':
      await pass(TOOL_TIMEOUT_MS);
      return told(failed('timed-out', `${name} took too long. Offer a message or a person.`));
    case 'answers':
      return told(succeeded(mock.content));
    case 'fails':
      return told(failed(mock.failure, `${name} failed (${mock.failure}).`));
    case 'http-error':
      return told(failed('not-available', `${name} was answered with the HTTP status ${mock.status}.`));
    case 'malformed':
      return told(failed('not-available', `${name} was answered with something that cannot be read.`));
  }
}

/** The turn that a tool call belongs to, from its key (`callId/turn/ordinal`). */
function turnOf({ idempotencyKey }: ToolContext): number {
  return Number(idempotencyKey.split('/')[1]);
}
