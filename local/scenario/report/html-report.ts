import type { RunResult, SuiteResult } from '../run/suite-result.ts';
import { escapeMarkup } from './escape.ts';
import { type ModelSummary, percent, summarise } from './summary.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; margin: 1rem 0; }
  th, td { text-align: left; padding: .25rem .75rem; border-bottom: 1px solid #8884; }
  summary { cursor: pointer; padding: .25rem 0; }
  .passed summary::before { content: "✓ "; color: #2a8; }
  .failed summary::before { content: "✗ "; color: #d43; }
  .dropped summary::before { content: "– "; color: #888; }
  .line { display: grid; grid-template-columns: 2rem 4rem 1fr; gap: .5rem; padding: .1rem .5rem; }
  .line.here { background: #d432; border-left: 3px solid #d43; }
  .who { color: #888; }
  .why { color: #d43; margin: .25rem .5rem; }
`;

/** The suite as one HTML page that needs nothing else: figures for each writer, every talk, failures marked. */
export function htmlReport(suite: SuiteResult): string {
  const { runs, skipped, level, startedAt, seed, repeat, ms } = suite;
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
${runs.map(runPart).join('\n')}
${skipped.map(({ scenario, model, why }) => `<p>– ${escapeMarkup(scenario)} (${escapeMarkup(model)}) was not played: ${escapeMarkup(why)}</p>`).join('\n')}
</body>
</html>
`;
}

function figures(summaries: readonly ModelSummary[]): string {
  const k = summaries[0]?.passHatK.k ?? 1;
  const head = ['Writer', 'Scenarios', 'pass@1', '95 % interval', `pass^${k}`, 'Dropped', 'Mean time'];
  const rows = summaries.map((one) => [
    one.model,
    `${one.scenariosPassed} of ${one.scenarios}`,
    percent(one.passAt1),
    `${percent(one.interval.low)} to ${percent(one.interval.high)}`,
    percent(one.passHatK.rate),
    String(one.dropped),
    `${Math.round(one.meanMs)} ms`,
  ]);
  const cells = (row: readonly string[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${escapeMarkup(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>${cells(head, 'th')}${rows.map((row) => cells(row, 'td')).join('')}</table>`;
}

function runPart({ verdict, scenario, title, model, run, failures, talk }: RunResult): string {
  const marked = new Set(failures.map(({ turn }) => turn));
  const lines = talk.map(
    ({ turn, who, text }) =>
      `<div class="line${marked.has(turn) ? ' here' : ''}"><span>${turn}</span><span class="who">${who}</span><span>${escapeMarkup(text)}</span></div>`,
  );
  const why = failures.map(
    ({ expectation, message }) => `<p class="why">${escapeMarkup(expectation)}: ${escapeMarkup(message)}</p>`,
  );
  const head = `${scenario} (${model}, run ${run}): ${title}`;
  return `<details class="${verdict}"${verdict === 'failed' ? ' open' : ''}><summary>${escapeMarkup(head)}</summary>${why.join('')}${lines.join('')}</details>`;
}
