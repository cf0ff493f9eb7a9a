import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { loadPlaybooks } from '../../lib/playbooks.ts';
import { inFreshDirectory, PROGRAMS, type Program } from '../builders/programs.ts';

/** Starts of each function in a process of its own; the first reads from disk what the others find in memory. */
const STARTS = 7;
/** What is aimed at, on this machine. */
const GOAL_KB = 1_000;
const GOAL_MS = 150;

/** Everything that a function of ours reads from its environment; none is contacted while it starts. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  CALLS_TABLE: 'calls',
  CALENDAR_TABLE: 'calendar',
  PLAYBOOKS_TABLE: 'playbooks',
  CUSTOMERS_TABLE: 'customers',
  DEPLOYED_PLAYBOOKS: '',
  EVENT_BUS: 'bus',
  TURN_FUNCTION: 'turn',
  BOT_ALIAS_ARN: 'arn:aws:lex:us-east-1:111122223333:bot-alias/B/A',
  PLAYBOOK: loadPlaybooks()[0]?.id ?? '',
};

/** Imports the bundle as Lambda's runtime does and prints how long that took, and how long a processor worked. */
const MEASURE = `
globalThis.awslambda = { streamifyResponse: (handler) => handler };
const before = process.cpuUsage();
const startedMs = performance.now();
await import(process.argv[1]);
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ wallMs: performance.now() - startedMs, cpuMs: (user + system) / 1000 }));
process.exit(0);
`;

interface ColdStart {
  name: string;
  /** With everything that is read only when it is needed. */
  sizeKb: number;
  /** What every start reads. */
  startKb: number;
  medianMs: number;
  slowestMs: number;
  /** Median of the processor's time: what the start takes on a machine that does nothing else. */
  cpuMs: number;
}

const Start = z.object({ wallMs: z.number(), cpuMs: z.number() });

function coldStart(program: Program): ColdStart {
  return inFreshDirectory((directory) => {
    const { sizeBytes, startBytes } = program.write(directory);
    writeFileSync(path.join(directory, 'playbooks.json'), JSON.stringify(loadPlaybooks()));
    const starts = Array.from({ length: STARTS }, () => start(path.join(directory, program.file)));
    const times = sorted(starts.map(({ wallMs }) => wallMs));
    return {
      name: program.name,
      sizeKb: sizeBytes / 1_000,
      startKb: startBytes / 1_000,
      medianMs: times[Math.floor(times.length / 2)] ?? 0,
      slowestMs: times.at(-1) ?? 0,
      cpuMs: sorted(starts.map(({ cpuMs }) => cpuMs))[Math.floor(STARTS / 2)] ?? 0,
    };
  });
}

function sorted(values: readonly number[]): number[] {
  return values.toSorted((one, other) => one - other);
}

function start(file: string): z.infer<typeof Start> {
  const args = ['--input-type=module', '--eval', MEASURE, file];
  const env = { ...process.env, ...ENVIRONMENT };
  return Start.parse(JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' })));
}

const functions = PROGRAMS.filter(({ file }) => file === 'index.mjs').map(coldStart);
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(functions, null, 2)}\n`);
else {
  process.stdout.write(
    `Each function in a fresh process, ${STARTS} starts; goal: ${GOAL_KB} kB and ${GOAL_MS} ms\n`,
  );
  for (const { name, sizeKb, startKb, medianMs, slowestMs, cpuMs } of functions) {
    const verdict = sizeKb < GOAL_KB && medianMs < GOAL_MS ? 'within' : 'beyond';
    process.stdout.write(
      `${name.padEnd(18)} ${sizeKb.toFixed(0).padStart(6)} kB, ${startKb.toFixed(0).padStart(4)} of them at once  median ${medianMs.toFixed(0).padStart(4)} ms  slowest ${slowestMs.toFixed(0).padStart(4)} ms  processor ${cpuMs.toFixed(0).padStart(4)} ms  ${verdict} the goal\n`,
    );
  }
}
