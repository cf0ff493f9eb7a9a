import { isDeepStrictEqual } from 'node:util';
import { type Expectation, failure } from './expectation.ts';

/** How the call ended, and whether it was handed to a person. */
export const endsAsExpected: Expectation = ({ scenario, ending, records }) => {
  const { ends, transferred } = scenario.expect;
  const turn = records.at(-1)?.turn;
  if (ending.ended === 'stuck') return [failure('ends', ending.why, turn)];
  const failures = ends.includes(ending.ended)
    ? []
    : [failure('ends', `should end with ${ends.join(' or ')}, but ended with ${ending.ended}`, turn)];
  const handedOver = records.findLast(({ answer }) =>
    answer.some((event) => event.type === 'do' && event.do.action === 'transfer'),
  );
  if (transferred === undefined || transferred === (handedOver !== undefined)) return failures;
  const message = transferred
    ? 'should be handed to a person, but was not'
    : 'should not be handed to a person';
  return [...failures, failure('transferred', message, handedOver?.turn ?? turn)];
};

/** The goals that the call reached, in order. */
export const reachesItsGoals: Expectation = ({ scenario, records }) => {
  const wanted = scenario.expect.reached;
  const last = records.at(-1);
  if (wanted === undefined || last === undefined || isDeepStrictEqual(last.state.reached, wanted)) return [];
  const message = `should reach ${listed(wanted)}, but reached ${listed(last.state.reached)}`;
  return [failure('reached', message, last.turn)];
};

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'no goal' : names.join(', ');
}
