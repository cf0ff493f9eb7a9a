import { retrieve } from '../../agent/knowledge/retrieve.ts';
import { compile } from '../../agent/playbook/compile.ts';
import { percentile } from '../../agent/scenario/statistics/percentile.ts';
import { aPlaybookSource } from '../builders/a-playbook.ts';
import { manyPassages } from '../builders/passages.ts';

/**
 * How long a question takes in a knowledge base of this many passages: by the clock, and in processor time, which
 * does not depend on who else uses the machine. Prints one JSON object.
 */
const PASSAGES = 2_000;
const QUESTIONS = 500;
const GOAL_MS = 20;
const MICROSECONDS = 1_000;

const playbook = compile(aPlaybookSource(), manyPassages(PASSAGES));
const questions = Array.from({ length: QUESTIONS }, (_, index) => {
  const passage = playbook.passages[(index * 37) % PASSAGES];
  const named = passage?.title.replace(',', ' if it is') ?? '';
  // Every other question names nothing that only one passage has, so that most of the passages are weighed.
  const about = index % 2 === 0 ? named : named.replace(/ if it is.*/, '');
  return `how much would it cost to ${about} and do i have to keep my pets away`;
});

const index = measured(() => retrieve(playbook, 'en-US', 'what is it'));
const each = questions.map((question) => measured(() => retrieve(playbook, 'en-US', question)));
const figures = {
  passages: PASSAGES,
  questions: QUESTIONS,
  indexMs: Math.round(index.ms),
  indexCpuMs: Math.round(index.cpuMs),
  ms: shares(each.map(({ ms }) => ms)),
  cpuMs: shares(each.map(({ cpuMs }) => cpuMs)),
  goalP95Ms: GOAL_MS,
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);

function measured(work: () => unknown): { ms: number; cpuMs: number } {
  const [fromMs, fromCpu] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(fromCpu);
  return { ms: performance.now() - fromMs, cpuMs: (user + system) / MICROSECONDS };
}

function shares(times: readonly number[]) {
  const at = (share: number): number => Math.round((percentile(times, share) ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
