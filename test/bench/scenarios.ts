import os from 'node:os';
import { parseArgs } from 'node:util';
import { percentile } from '../../agent/scenario/statistics/percentile.ts';
import { PLAYBOOKS_FOLDER } from '../../lib/playbooks.ts';
import { runSuite } from '../../local/scenario/run/run-suite.ts';
import { findScenarios } from '../../local/scenario/scenario-files.ts';
import { SCRIPT } from '../../local/scenario/stages/stage.ts';
import { turnsStage } from '../../local/scenario/stages/turns-stage.ts';
import { cpuSecondsOfTree } from './cpu.ts';

/**
 * How fast scenarios are played at level turns: calls of ten turns (greeting and hanging up among them)
 * through the turn function's bundle, a real DynamoDB engine behind it. Prints one JSON object. Linux only.
 */
const CALLS = 100;
/** A booking, one question at a time: the greeting, eight turns of the caller, the end of the call. */
const SCENARIO = 'book-in-six-turns';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: String(CALLS) },
    jobs: { type: 'string', default: String(os.availableParallelism()) },
  },
});
const calls = Number(values.calls);
const jobs = Number(values.jobs);

const found = findScenarios(PLAYBOOKS_FOLDER).scenarios.find(({ scenario }) => scenario.id === SCENARIO);
if (found === undefined) throw new Error(`There is no scenario ${SCENARIO}.`);
// A calendar for each of those that are played at the same time.
const castings = Array.from({ length: jobs }, (_, index) => ({
  ...found,
  scenario: { ...found.scenario, id: `${SCENARIO}-${index + 1}` },
  model: SCRIPT,
}));
await using stage = await turnsStage({ castings, seed: 1, realServices: new Set() });
const repeat = Math.ceil(calls / jobs);
const warm = await runSuite({ stage, castings, repeat: 1, seed: 2, jobs, startedAt: new Date() });
const cpuBefore = cpuSecondsOfTree(process.pid);
const suite = await runSuite({ stage, castings, repeat, seed: 1, jobs, startedAt: new Date() });
const cpuSeconds = cpuSecondsOfTree(process.pid) - cpuBefore;
const turns = suite.runs.reduce((sum, run) => sum + run.turns, 0);
const figures = {
  calls: suite.runs.length,
  passed: suite.runs.filter(({ verdict }) => verdict === 'passed').length,
  turns,
  jobs,
  cpus: os.availableParallelism(),
  seconds: round(suite.ms / 1_000),
  // What a machine with nothing else to do needs at least, over its cores: seconds depend on who else runs here.
  cpuSeconds: round(cpuSeconds),
  turnsPerSecond: round(turns / (suite.ms / 1_000)),
  callMs: { p50: callMs(0.5), p95: callMs(0.95) },
  firstCallMs: Math.round(Math.max(...warm.runs.map(({ ms }) => ms))),
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);

function callMs(share: number): number {
  return Math.round(
    percentile(
      suite.runs.map(({ ms }) => ms),
      share,
    ) ?? 0,
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
