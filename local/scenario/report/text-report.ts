import type { Comparison } from '../../../agent/scenario/statistics/compare.ts';
import type { RunResult, SuiteResult } from '../run/suite-result.ts';
import { imitationNote, type ModelSummary, percent, summarise } from './summary.ts';

const WHO_WIDTH = 'caller'.length;

/** The talk of a failed run with the point of failure marked, and what was expected. */
export function printFailure({ playbook, scenario, title, model, run, failures, talk }: RunResult): string {
  const marked = new Set(failures.flatMap(({ turn }) => (turn === undefined ? [] : [turn])));
  const lines = talk.map(({ turn, who, text }) => {
    const mark = marked.has(turn) ? '>' : ' ';
    return `${mark} ${String(turn).padStart(3)}  ${who.padEnd(WHO_WIDTH)}  ${text}`;
  });
  return [
    `FAILED  ${playbook}/${scenario} (${model}, run ${run}): ${title}`,
    ...lines,
    ...failures.map(({ expectation, message, turn }) => {
      const where = turn === undefined ? '' : ` (turn ${turn})`;
      return `  ✗ ${expectation}${where}: ${message}`;
    }),
    '',
  ].join('\n');
}

/** The first failure of a scenario in full, and in which other runs it failed. */
function printFailures(failures: readonly RunResult[]): string[] {
  const [first, ...others] = failures;
  if (first === undefined) return [];
  const again =
    others.length === 0 ? [] : [`  It failed too in run ${others.map(({ run }) => run).join(', ')}.`, ''];
  return [printFailure(first), ...again];
}

/** What came of the suite: each failed run, what was left out, and one line for each writer. */
export function printSuite(suite: SuiteResult): string {
  const failed = suite.runs.filter(({ verdict }) => verdict === 'failed');
  const dropped = suite.runs.filter(({ verdict }) => verdict === 'dropped');
  const unjudged = suite.runs.reduce((sum, run) => sum + run.unjudged, 0);
  const note = imitationNote(suite);
  return [
    ...[
      ...Map.groupBy(failed, ({ playbook, scenario, model }) => `${playbook}/${scenario} ${model}`).values(),
    ].flatMap(printFailures),
    ...dropped.map(
      ({ playbook, scenario, model, run, slips }) =>
        `DROPPED ${playbook}/${scenario} (${model}, run ${run}): the simulated caller said ${slips
          .map(({ field, value, turn }) => `${field} "${value}" in turn ${turn}`)
          .join(', ')}, which its facts do not allow.`,
    ),
    ...printSkipped(suite.skipped),
    ...(unjudged === 0 ? [] : [`${unjudged} questions need a model's judgement, and none was asked.`]),
    ...summaryTable(summarise(suite.runs, suite.repeat)),
    ...(note === undefined ? [] : [note]),
    `${suite.runs.length} runs at level ${suite.level} in ${(suite.ms / 1_000).toFixed(1)} s (seed ${suite.seed})`,
    '',
  ].join('\n');
}

/** The names of scenarios that were left out for one reason, as far as they can be read in one line. */
const SKIPPED_NAMES = 5;

/** What was not played, a line for each reason. */
function printSkipped(skipped: SuiteResult['skipped']): string[] {
  const reasons = Map.groupBy(skipped, ({ model, why }) => `(${model}): ${why}`);
  return [...reasons].map(([reason, left]) => {
    const names = left.map(({ playbook, scenario }) => `${playbook}/${scenario}`);
    const what = names.length > SKIPPED_NAMES ? `${names.length} scenarios` : names.join(', ');
    return `SKIPPED ${what} ${reason}`;
  });
}

/** One line for each writer, its columns in line. */
export function summaryTable(summaries: readonly ModelSummary[]): string[] {
  const k = summaries[0]?.passHatK.k ?? 1;
  const head = [
    'writer',
    'scenarios',
    'pass@1',
    '95 % interval',
    `pass^${k}`,
    'dropped',
    'fell back',
    'tokens in/out',
  ];
  const rows = summaries.map((one) => [
    one.model,
    `${one.scenariosPassed}/${one.scenarios}`,
    percent(one.passAt1),
    `${percent(one.interval.low)} to ${percent(one.interval.high)}`,
    percent(one.passHatK.rate),
    String(one.dropped),
    String(one.fellBack),
    `${one.tokens.input}/${one.tokens.output}`,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** The verdict of a comparison in one sentence, and what it rests on. */
export function printComparison(comparison: Comparison, lost: readonly string[]): string {
  const { verdict, pairs, scenarios, gained, p } = comparison;
  const sentence =
    verdict === 'cannot be told' ? 'Whether it is better or worse cannot be told' : `It is ${verdict}`;
  if (pairs === 0) return `${sentence}: no run is in both reports.\n`;
  return [
    `${sentence}: of ${pairs} paired runs of ${scenarios} scenario${scenarios === 1 ? '' : 's'} ${gained} pass now and did not before, ${comparison.lost} the other way round (exact test by scenario, p = ${p.toFixed(3)}).`,
    ...lost.map((key) => `  lost: ${key}`),
    '',
  ].join('\n');
}
