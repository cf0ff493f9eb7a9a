import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../local/scenario/report/html-report.ts';
import { junitReport } from '../../../local/scenario/report/junit-report.ts';
import { summarise } from '../../../local/scenario/report/summary.ts';
import { printComparison, printFailure, printSuite } from '../../../local/scenario/report/text-report.ts';
import { compareSuites } from '../../../local/scenario/run/compare-suites.ts';
import { type RunResult, SuiteResult } from '../../../local/scenario/run/suite-result.ts';

/** A run that passed, unless said otherwise. */
function aRun(changes: Partial<RunResult> = {}): RunResult {
  return {
    playbook: 'practice',
    scenario: 'book',
    title: 'A caller books',
    model: 'script',
    run: 1,
    verdict: 'passed',
    failures: [],
    slips: [],
    talk: [
      { turn: 1, who: 'agent', text: 'Hello?' },
      { turn: 2, who: 'caller', text: 'book <b>me</b> & mine' },
      { turn: 2, who: 'agent', text: 'Done.' },
    ],
    turns: 2,
    ms: 20,
    fellBack: 0,
    tokens: { input: 10, output: 2 },
    unjudged: 0,
    ...changes,
  };
}

const FAILURE = { expectation: 'world.booked', message: 'not booked: "now"', turn: 2 };
const failing = aRun({ scenario: 'cancel', verdict: 'failed', failures: [FAILURE] });
const dropped = aRun({
  scenario: 'move',
  verdict: 'dropped',
  slips: [{ turn: 2, field: 'phone', value: '+12065550199' }],
});

function aSuite(...runs: RunResult[]): SuiteResult {
  return {
    schema: 'parley/test-report/v1',
    startedAt: '2026-12-01T10:00:00.000Z',
    level: 'text',
    seed: 1,
    repeat: 1,
    runs,
    imitated: [],
    skipped: [{ playbook: 'practice', scenario: 'shout', model: 'script', why: 'its levels are audio' }],
    ms: 1_234,
  };
}

describe('a failed run', () => {
  it('is printed as its talk, with the point of failure marked', () => {
    expect(printFailure(failing)).toBe(
      [
        'FAILED  practice/cancel (script, run 1): A caller books',
        '    1  agent   Hello?',
        '>   2  caller  book <b>me</b> & mine',
        '>   2  agent   Done.',
        '  ✗ world.booked (turn 2): not booked: "now"',
        '',
      ].join('\n'),
    );
  });
});

describe('a suite', () => {
  it('is summed up for each writer; what was dropped counts for nothing', () => {
    const runs = [aRun(), aRun({ run: 2, verdict: 'failed' }), dropped, aRun({ model: 'nova' })];
    const [script, nova] = summarise(runs, 2);
    expect(script).toMatchObject({
      model: 'script',
      scenarios: 2,
      scenariosPassed: 0,
      runs: 2,
      passed: 1,
      dropped: 1,
      passAt1: 0.5,
      passHatK: { k: 2, rate: 0 },
      tokens: { input: 30, output: 6 },
    });
    expect(nova).toMatchObject({ model: 'nova', passAt1: 1, passHatK: { k: 2, rate: undefined } });
  });

  it('is printed with one table, and says what was left out', () => {
    const text = printSuite(aSuite(aRun(), failing, dropped, aRun({ model: 'nova' })));
    expect(text).toContain('SKIPPED practice/shout (script): its levels are audio');
    expect(text).toContain(
      'DROPPED practice/move (script, run 1): the simulated caller said phone "+12065550199" in turn 2',
    );
    expect(text).toMatch(
      /^writer +scenarios +pass@1 +95 % interval +pass\^1 +dropped +fell back +tokens in\/out$/m,
    );
    expect(text).toMatch(/^script +1\/3 +50\.0 % +9\.5 % to 90\.5 % +50\.0 % +1 +0 +30\/6$/m);
    expect(text).toMatch(/^nova +1\/1 +100\.0 %/m);
  });

  it('counts what was not played for one reason, where there is much of it', () => {
    const [left] = aSuite().skipped;
    if (left === undefined) throw new Error('The suite leaves a scenario out.');
    const skipped = Array.from({ length: 6 }, (_, index) => ({ ...left, scenario: `shout-${index}` }));
    expect(printSuite({ ...aSuite(aRun()), skipped })).toContain(
      'SKIPPED 6 scenarios (script): its levels are audio',
    );
  });

  it('says when a model was not asked itself', () => {
    const suite = { ...aSuite(aRun({ model: 'nova' })), imitated: ['nova'] };
    const note = /nova: written by the laptop&#39;s Bedrock|nova: written by the laptop's Bedrock/;
    expect(printSuite(suite)).toMatch(note);
    expect(htmlReport(suite)).toMatch(note);
  });

  it('names a scenario that fails again and again once', () => {
    const text = printSuite(aSuite(failing, { ...failing, run: 2 }, { ...failing, run: 3 }));
    expect(text.match(/^FAILED/gm)).toHaveLength(1);
    expect(text).toContain('It failed too in run 2, 3.');
  });

  it('survives being written as JSON and read again', () => {
    const suite = aSuite(aRun(), failing, dropped);
    expect(SuiteResult.parse(JSON.parse(JSON.stringify(suite)))).toEqual(suite);
  });

  it('is JUnit XML with every text escaped', () => {
    const xml = junitReport(aSuite(aRun(), failing, dropped));
    expect(xml).toContain('<testsuite name="parley text" tests="4" failures="1" skipped="2" time="1.234">');
    expect(xml).toContain('message="world.booked: not booked: &quot;now&quot;"');
    expect(xml).toContain('2 caller: book &lt;b&gt;me&lt;/b&gt; &amp; mine');
    expect(xml).not.toContain('<b>');
  });

  it('is an HTML page that opens at the failures, with every text escaped', () => {
    const html = htmlReport(aSuite(aRun(), failing));
    expect(html).toContain('<details class="failed" open>');
    expect(html).toContain('<details class="passed">');
    expect(html).toContain('<div class="line here">');
    expect(html.indexOf('class="failed"')).toBeLessThan(html.indexOf('class="passed"'));
    expect(html).not.toContain('<b>me</b>');
  });
});

describe('a scenario that was repeated', () => {
  it('is one entry of the HTML page, open at its first failure', () => {
    const html = htmlReport(
      aSuite(aRun(), aRun({ run: 2, verdict: 'failed' }), aRun({ run: 3, verdict: 'failed' })),
    );
    expect(html).toContain('<summary>book (script): A caller books – 1 of 3 passed</summary>');
    expect(html.match(/<details class="failed run" open>/g)).toHaveLength(1);
  });
});

describe('two suites', () => {
  const runs = (verdict: RunResult['verdict'], from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => aRun({ scenario: `s${from + index}`, verdict }));

  it('are compared run by run', () => {
    const before = aSuite(...runs('failed', 1, 8), ...runs('passed', 8, 11));
    const after = aSuite(...runs('passed', 1, 11));
    const { comparison, lost } = compareSuites(before, after);
    expect(comparison).toMatchObject({ verdict: 'better', pairs: 10, gained: 7, lost: 0 });
    expect(printComparison(comparison, lost)).toMatch(
      /^It is better: of 10 paired runs of 10 scenarios 7 pass now/,
    );
    expect(compareSuites(after, before)).toMatchObject({ comparison: { verdict: 'worse', lost: 7 } });
  });

  it('are not told apart by one scenario, however often it was played', () => {
    const repeated = (verdict: RunResult['verdict']) =>
      aSuite(...Array.from({ length: 9 }, (_, index) => aRun({ run: index + 1, verdict })));
    expect(compareSuites(repeated('failed'), repeated('passed')).comparison).toMatchObject({
      verdict: 'cannot be told',
      scenarios: 1,
      gained: 9,
    });
  });

  it('that differ in little cannot be told apart, and what was lost is named', () => {
    const { comparison, lost } = compareSuites(
      aSuite(...runs('passed', 1, 4)),
      aSuite(...runs('failed', 1, 4)),
    );
    expect(comparison.verdict).toBe('cannot be told');
    expect(lost).toEqual([
      'practice/s1 (script, run 1)',
      'practice/s2 (script, run 1)',
      'practice/s3 (script, run 1)',
    ]);
  });

  it('that have no run in common tell nothing', () => {
    const { comparison, lost } = compareSuites(aSuite(aRun()), aSuite(aRun({ model: 'nova' })));
    expect(printComparison(comparison, lost)).toBe(
      'Whether it is better or worse cannot be told: no run is in both reports.\n',
    );
  });

  it('are compared in what both of them have and neither dropped', () => {
    const before = aSuite(aRun(), aRun({ run: 2 }), aRun({ run: 3, verdict: 'dropped' }));
    const after = aSuite(aRun(), aRun({ run: 3 }), aRun({ run: 4 }));
    expect(compareSuites(before, after).comparison.pairs).toBe(1);
  });
});
