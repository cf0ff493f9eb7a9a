import type { RunResult, SuiteResult } from '../run/suite-result.ts';
import { escapeMarkup } from './escape.ts';

/** The suite as JUnit XML, which build servers read: a test case for each run. */
export function junitReport({ runs, skipped, ms, level }: SuiteResult): string {
  const failed = runs.filter(({ verdict }) => verdict === 'failed').length;
  const dropped = runs.filter(({ verdict }) => verdict === 'dropped').length;
  const counts = `tests="${runs.length + skipped.length}" failures="${failed}" skipped="${skipped.length + dropped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="parley ${level}" ${counts} time="${seconds(ms)}">`,
    ...runs.map(testCase),
    ...skipped.map(
      ({ playbook, scenario, model, why }) =>
        `  <testcase classname="${escapeMarkup(`${playbook}.${model}`)}" name="${escapeMarkup(scenario)}"><skipped message="${escapeMarkup(why)}"/></testcase>`,
    ),
    '</testsuite>',
    '',
  ].join('\n');
}

function testCase(result: RunResult): string {
  const { playbook, scenario, model, run, ms } = result;
  const name = `${scenario} #${run}`;
  const open = `  <testcase classname="${escapeMarkup(`${playbook}.${model}`)}" name="${escapeMarkup(name)}" time="${seconds(ms)}">`;
  return `${open}${verdictOf(result)}</testcase>`;
}

function verdictOf({ verdict, failures, talk, slips }: RunResult): string {
  if (verdict === 'passed') return '';
  if (verdict === 'dropped') {
    const said = slips.map(({ field, value }) => `${field} "${value}"`).join(', ');
    return `<skipped message="${escapeMarkup(`the simulated caller said ${said}, which its facts do not allow`)}"/>`;
  }
  const message = failures.map(({ expectation, message: text }) => `${expectation}: ${text}`).join('\n');
  const words = talk.map(({ turn, who, text }) => `${turn} ${who}: ${text}`).join('\n');
  return `<failure message="${escapeMarkup(message)}">${escapeMarkup(words)}</failure>`;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
