import { compile } from '../../agent/playbook/compile.ts';
import { estimateTokens } from '../../agent/playbook/instructions.ts';
import { percentile } from '../../agent/scenario/statistics/percentile.ts';
import { checkPlaybooks, PLAYBOOKS_FOLDER } from '../../lib/playbooks.ts';

/**
 * How long the check of all playbooks takes, knowledge files and all, in a process that has just started and in one
 * that is warm; and how much a model is told of each. Prints one JSON object.
 */
const RUNS = 20;
/** What is aimed at: milliseconds for all of them, and tokens of one. */
const GOAL_MS = 1_000;
const MICROSECONDS = 1_000;
const GOAL_TOKENS = 2_500;

const firstMs = timed(() => checkPlaybooks(PLAYBOOKS_FOLDER));
const fromCpu = process.cpuUsage();
const checked = checkPlaybooks(PLAYBOOKS_FOLDER);
const times = Array.from({ length: RUNS }, () => timed(() => checkPlaybooks(PLAYBOOKS_FOLDER)));
const cpu = process.cpuUsage(fromCpu);
const told = checked.playbooks.flatMap((source) => {
  const { id, locales, instructions, tools } = compile(source, checked.passages.get(source));
  return locales.map((locale) => ({
    playbook: id,
    locale,
    instructionTokens: estimateTokens(instructions[locale] ?? ''),
    toolTokens: estimateTokens(JSON.stringify(tools)),
  }));
});
const figures = {
  playbooks: checked.playbooks.length,
  problems: checked.problems.length,
  firstMs: Math.round(firstMs),
  p50Ms: Math.round(percentile(times, 0.5) ?? 0),
  p95Ms: Math.round(percentile(times, 0.95) ?? 0),
  // Processor time does not depend on who else uses the machine.
  cpuMs: Math.round((cpu.user + cpu.system) / MICROSECONDS / (RUNS + 1)),
  goalMs: GOAL_MS,
  goalTokens: GOAL_TOKENS,
  // Estimated: see `estimateTokens`. The instructions come first in a prompt and are cached; what changes with each turn comes after them.
  told,
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);

function timed(work: () => unknown): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}
