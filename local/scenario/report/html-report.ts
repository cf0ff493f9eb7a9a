import type { RunResult, SuiteResult } from '../run/suite-result.ts';
import { escapeMarkup } from './escape.ts';
import { imitationNote, type ModelSummary, percent, summarise } from './summary.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; margin: 1rem 0; }
  th, td { text-align: left; padding: .25rem .75rem; border-bottom: 1px solid #8884; }
  summary { cursor: pointer; padding: .25rem 0; }
  .passed > summary::before { content: "✓ "; color: #2a8; }
  .failed > summary::before { content: "✗ "; color: #d43; }
  .dropped > summary::before { content: "– "; color: #888; }
  .line { display: grid; grid-template-columns: 2rem 4rem 1fr; gap: .5rem; padding: .1rem .5rem; border-left: 3px solid transparent; }
  .line.here { background: #d432; border-left-color: #d43; }
  .run { margin-left: 1.25rem; }
  .who { color: #888; }
  .why { color: #d43; margin: .25rem .5rem; }
`;

/** The suite as one HTML page that needs nothing else: figures for each writer, every talk, failures marked. */
export function htmlReport(suite: SuiteResult): string {
  const { runs, skipped, level, startedAt, seed, repeat, ms } = suite;
  const note = imitationNote(suite);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Scenarios at level ${level}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Scenarios at level ${level}</h1>
<p>${runs.length} runs on ${escapeMarkup(startedAt)} in ${(ms / 1_000).toFixed(1)} s, seed ${seed}, ${repeat} of each.</p>
${figures(summarise(runs, repeat))}
${note === undefined ? '' : `<p>${escapeMarkup(note)}</p>`}
${playbookParts(runs)}
${skippedPart(skipped)}
</body>
</html>
`;
}

function figures(summaries: readonly ModelSummary[]): string {
  const k = summaries[0]?.passHatK.k ?? 1;
  const head = [
    'Writer',
    'Scenarios',
    'pass@1',
    '95 % interval',
    `pass^${k}`,
    'Dropped',
    'Fell back',
    'Mean time',
  ];
  const rows = summaries.map((one) => [
    one.model,
    `${one.scenariosPassed} of ${one.scenarios}`,
    percent(one.passAt1),
    `${percent(one.interval.low)} to ${percent(one.interval.high)}`,
    percent(one.passHatK.rate),
    String(one.dropped),
    String(one.fellBack),
    `${Math.round(one.meanMs)} ms`,
  ]);
  const cells = (row: readonly string[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${escapeMarkup(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>${cells(head, 'th')}${rows.map((row) => cells(row, 'td')).join('')}</table>`;
}

/** The scenarios under the name of their playbook, those that failed foremost. */
function playbookParts(runs: readonly RunResult[]): string {
  return [...Map.groupBy(runs, ({ playbook }) => playbook)]
    .map(([playbook, own]) => {
      const scenarios = [...Map.groupBy(own, ({ scenario, model }) => `${scenario} ${model}`).values()];
      const parts = scenarios.toSorted((a, b) => rank(a) - rank(b)).map(scenarioPart);
      return `<h2>${escapeMarkup(playbook)}</h2>\n${parts.join('\n')}`;
    })
    .join('\n');
}

const VERDICTS: readonly RunResult['verdict'][] = ['failed', 'dropped', 'passed'];

/** The worst that any run came to, as its place in `VERDICTS`. */
function rank(runs: readonly RunResult[]): number {
  return Math.min(...runs.map(({ verdict }) => VERDICTS.indexOf(verdict)));
}

/** One scenario with one writer: its talk, or where it was repeated its runs, the first failure open. */
function scenarioPart(runs: readonly RunResult[]): string {
  const [first] = runs;
  const verdict = VERDICTS[rank(runs)];
  if (first === undefined || verdict === undefined) return '';
  const passed = runs.filter((run) => run.verdict === 'passed').length;
  const score = runs.length === 1 ? '' : ` – ${passed} of ${runs.length} passed`;
  const shown = runs.find((run) => run.verdict === 'failed');
  const [only, ...repeated] = runs;
  const body =
    only !== undefined && repeated.length === 0
      ? talkPart(only)
      : runs
          .map((run) => details(run.verdict, `run ${run.run}`, talkPart(run), run === shown, 'run'))
          .join('');
  return details(
    verdict,
    `${first.scenario} (${first.model}): ${first.title}${score}`,
    body,
    shown !== undefined,
  );
}

function details(verdict: string, head: string, body: string, open: boolean, kind?: string): string {
  const classes = [verdict, ...(kind === undefined ? [] : [kind])].join(' ');
  return `<details class="${classes}"${open ? ' open' : ''}><summary>${escapeMarkup(head)}</summary>${body}</details>`;
}

/** What was amiss in a run, and its talk with the places marked. */
function talkPart({ failures, slips, talk }: RunResult): string {
  const marked = new Set([...failures, ...slips].map(({ turn }) => turn));
  const why = [
    ...failures.map(({ expectation, message }) => `${expectation}: ${message}`),
    ...slips.map(
      ({ field, value }) => `dropped: the simulated caller said ${field} "${value}" against its facts`,
    ),
  ].map((reason) => `<p class="why">${escapeMarkup(reason)}</p>`);
  const lines = talk.map(
    ({ turn, who, text }) =>
      `<div class="line${marked.has(turn) ? ' here' : ''}"><span>${turn}</span><span class="who">${who}</span><span>${escapeMarkup(text)}</span></div>`,
  );
  return [...why, ...lines].join('');
}

function skippedPart(skipped: SuiteResult['skipped']): string {
  if (skipped.length === 0) return '';
  const rows = skipped.map(
    ({ playbook, scenario, model, why }) =>
      `<li>${escapeMarkup(`${playbook}/${scenario} (${model}): ${why}`)}</li>`,
  );
  return `<h2>Not played</h2>\n<ul>${rows.join('')}</ul>`;
}
