import { retrieve } from '../../agent/knowledge/retrieve.ts';
import { compile } from '../../agent/playbook/compile.ts';
import { aPlaybookSource } from '../builders/a-playbook.ts';
import { manyPassages } from '../builders/passages.ts';

/** How long a question takes in a knowledge base of this many passages. Run: node test/bench/retrieval.ts */
const PASSAGES = 2_000;
const QUESTIONS = 500;
const GOAL_MS = 20;

const playbook = compile(aPlaybookSource(), manyPassages(PASSAGES));
const questions = Array.from({ length: QUESTIONS }, (_, index) => {
  const passage = playbook.passages[(index * 37) % PASSAGES];
  const named = passage?.title.replace(',', ' if it is') ?? '';
  // Every other question names nothing that only one passage has, so that most of the passages are weighed.
  const about = index % 2 === 0 ? named : named.replace(/ if it is.*/, '');
  return `how much would it cost to ${about} and do i have to keep my pets away`;
});

const builtFrom = performance.now();
retrieve(playbook, 'en-US', 'what is it');
const indexMs = performance.now() - builtFrom;
const times = questions
  .map((question) => {
    const from = performance.now();
    retrieve(playbook, 'en-US', question);
    return performance.now() - from;
  })
  .toSorted((a, b) => a - b);
const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);

process.stdout.write(
  `${PASSAGES} passages: index built in ${indexMs.toFixed(0)} ms; ${QUESTIONS} questions of 20 words: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(0.999)} ms (goal: p95 < ${GOAL_MS} ms)\n`,
);
