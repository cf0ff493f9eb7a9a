import type { ToolRecord } from '../../call/turn-record.ts';
import type { Failure, Outcome } from '../outcome.ts';
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
export const findsItsMocks: Expectation = ({ unmatched }) =>
  unmatched.map(({ turn, tool, input }) =>
    failure('world.tools', `no mock matches ${tool} ${JSON.stringify(input)}`, turn),
  );

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
