import type { ToolRecord } from '../../call/turn-record.ts';
import type { Failure, Outcome } from '../outcome.ts';
import type { ToolMock } from '../schema/world.ts';
import { hasValues } from '../world/mock-shelf.ts';
import { type Expectation, failure } from './expectation.ts';

type Used = ToolRecord & { turn: number };

/** Which tools were used, with what, in which order, and which must not be. */
export const usesItsTools: Expectation = (outcome) => {
  const { must = [], never = [], inOrder = [] } = outcome.scenario.expect.called ?? {};
  const used = usedTools(outcome);
  const missing = must
    .filter(
      ({ tool, input = {}, outcome: wanted }) =>
        !used.some(
          (use) =>
            use.name === tool &&
            hasValues(use.input, input) &&
            (wanted === undefined || wanted === outcomeOf(use)),
        ),
    )
    .map((wanted) =>
      failure('called.must', `never called so: ${JSON.stringify(wanted)}`, outcome.records.at(-1)?.turn),
    );
  const forbidden = used
    .filter(({ name }) => never.includes(name))
    .map(({ name, turn }) => failure('called.never', `called, but must not be: ${name}`, turn));
  return [...missing, ...forbidden, ...outOfOrder(inOrder, used)];
};

/** Every tool call finds something in the scenario's world that answers it. */
export const findsItsMocks: Expectation = ({ unmatched, scenario }) => {
  const mocks = scenario.world.tools ?? [];
  const told = unmatched.map(({ turn, tool, input }) => {
    const message = `no mock matches ${tool} ${JSON.stringify(input)}; ${mocksOf(tool, mocks)}`;
    return failure('world.tools', message, turn);
  });
  // A connector that may be asked twice is, and finds nobody there twice.
  return [...new Map(told.map((each) => [JSON.stringify(each), each])).values()];
};

function mocksOf(tool: string, mocks: readonly ToolMock[]): string {
  const own = mocks.filter((mock) => mock.tool === tool);
  if (own.length === 0) return `world.tools has none of ${tool}`;
  const wants = own.map(({ when = {}, times }) => {
    const often = times === undefined ? '' : `, ${times} time${times === 1 ? '' : 's'}`;
    return `${JSON.stringify(when)}${often}`;
  });
  return `those of ${tool} are for ${wants.join(' and ')}`;
}

function outOfOrder(tools: readonly string[], used: readonly Used[]): Failure[] {
  let from = 0;
  for (const tool of tools) {
    const index = used.slice(from).findIndex(({ name }) => name === tool);
    if (index < 0)
      return [
        failure(
          'called.inOrder',
          `${tool} was not called when its turn came`,
          (used[from] ?? used.at(-1))?.turn,
        ),
      ];
    from += index + 1;
  }
  return [];
}

function usedTools({ records }: Outcome): Used[] {
  return records.flatMap(({ turn, tools }) => tools.map((tool) => ({ ...tool, turn })));
}

function outcomeOf({ result }: Used): string {
  return result.ok ? 'ok' : result.failure;
}
