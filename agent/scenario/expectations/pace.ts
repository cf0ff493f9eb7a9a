import { percentile } from '../statistics/percentile.ts';
import { type Expectation, failure } from './expectation.ts';

const CALLERS_TURNS: ReadonlySet<string> = new Set(['caller-said', 'caller-keyed', 'caller-silent']);

/** How many turns of the caller the call took. */
export const takesFewTurns: Expectation = ({ scenario, records }) => {
  const most = scenario.expect.turns?.most;
  const callers = records.filter(({ request }) => CALLERS_TURNS.has(request.cause));
  const over = most === undefined ? undefined : callers[most];
  if (over === undefined) return [];
  return [
    failure('turns.most', `took ${callers.length} turns of the caller; the most is ${most}`, over.turn),
  ];
};

/** How long the answers took, where time is real. */
export const answersInTime: Expectation = ({ scenario, answerMs }) => {
  const limit = scenario.expect.latency?.p95Ms;
  const p95 = percentile(answerMs, 0.95);
  if (limit === undefined || p95 === undefined || p95 <= limit) return [];
  return [
    failure(
      'latency.p95Ms',
      `95 % of the answers took up to ${Math.round(p95)} ms; the limit is ${limit} ms`,
    ),
  ];
};
