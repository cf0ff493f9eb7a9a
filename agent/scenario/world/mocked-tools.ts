import type { Connector } from '../../playbook/schema/connector.ts';
import { knownTool } from '../../tools/catalogue.ts';
import { useConnector } from '../../tools/connector/use-connector.ts';
import { failed, succeeded, type ToolOutcome } from '../../tools/outcome.ts';
import type { ToolCall, ToolContext, ToolResult, Tools } from '../../tools/tool.ts';
import type { MockAnswer, ToolMock } from '../schema/world.ts';
import { mockShelf } from './mock-shelf.ts';
import { type MockedHttpOptions, mockedHttp } from './mocked-http.ts';

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
  const shelf = mockShelf(mocks);
  return {
    unmatched,
    async run(call, context) {
      const { name, input } = call;
      const next = (): ToolMock | undefined => {
        const mock = shelf.take(name, input);
        if (mock === undefined) unmatched.push({ turn: turnOf(context), tool: name, input });
        return mock;
      };
      const known = knownTool(context.playbook.source, name);
      if (known?.kind === 'connector')
        return { id: call.id, ...(await askService(name, known.connector, call, context, { next, pass })) };
      if (known !== undefined && !shelf.mocks(name)) return world.run(call, context);
      const mock = next();
      if (mock === undefined)
        return { id: call.id, ...failed('not-available', `No mock of the scenario matches this ${name}.`) };
      await pass(mock.latencyMs ?? 0);
      return answer(mock.answer, call, context, { world, pass });
    },
  };
}

/** A connector's own code runs in a scenario too: what is mocked is the service behind it. */
function askService(
  name: string,
  connector: Connector,
  { input }: ToolCall,
  context: ToolContext,
  options: MockedHttpOptions,
): Promise<ToolOutcome> {
  const secrets = { get: async (secret: string) => `secret ${secret} of a scenario` };
  return useConnector({ http: mockedHttp(options), secrets }, name, connector, input, context);
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
