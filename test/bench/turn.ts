/**
 * How long a caller waits for the agent's first sound: `npm run bench:turn`. Whole spoken calls through the
 * stack on this machine, at the pace of speech; prints percentiles by stage and writes them to
 * `.parley/bench/turn.json`. Takes about six minutes.
 *
 * 1. Services without latency: what the system itself adds to the endpointing delay. Turns that write (a booking) are
 *    told apart too: their thinking stops before the write until the turn is decided.
 * 2. Services as slow as published measurements (`local/latency/published.ts`): the whole turn.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { knownUtterances } from '../../local/engines/known-utterances.ts';
import { type Laptop, startLaptop } from '../../local/laptop.ts';
import type { LatencyProfile } from '../../local/latency/latency-profile.ts';
import { reportCall, type TurnReport } from '../../local/report/call-report.ts';
import { placeCall, placeCalls, prepareCallers } from './callers.ts';
import { type Percentiles, percentilesOf, tableOf } from './percentiles.ts';

/** Seven spoken turns each: 63 turns a run. */
const CALLS = 9;
/** Few enough for two cores, so that calls do not measure each other. */
const AT_ONCE = 3;
const APART_MS = 5_000;
/** Of the callers who ring before anything is counted: a word, so that processes are up and code is compiled. */
const WARM_UP_UTTERANCES = 2;
const SEED = 20_261_101;
const OUTPUT = path.resolve('.parley/bench/turn.json');

type Stages = Record<string, Percentiles | undefined>;

const callers = await prepareCallers();
const zero = await run('zero');
const published = await run('published');
const result = {
  cpu: os.cpus()[0]?.model,
  cores: os.availableParallelism(),
  node: process.version,
  zero,
  published,
};
mkdirSync(path.dirname(OUTPUT), { recursive: true });
writeFileSync(OUTPUT, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(
  `\nServices without latency, ms\n${tableOf(zero)}\n\nServices as slow as published, ms\n${tableOf(published)}\n\nWritten to ${OUTPUT}\n`,
);

async function run(latency: LatencyProfile['name']): Promise<Stages> {
  process.stderr.write(`${CALLS} calls, latency ${latency} …\n`);
  const laptop = await startLaptop({
    dataDirectory: 'memory',
    latency,
    seed: SEED,
    realServices: new Set(),
    speech: { recogniser: knownUtterances(callers.recordings) },
  });
  try {
    await warmUp(laptop);
    const calls = await placeCalls(laptop, callers, { count: CALLS, atOnce: AT_ONCE, apartMs: APART_MS });
    return stagesOf(calls.flatMap((turns) => reportCall(turns)?.turns ?? []));
  } finally {
    await laptop.close();
  }
}

/** Cold starts are a figure of their own (`npm run bench:cold-start`). */
async function warmUp(laptop: Laptop): Promise<void> {
  await Promise.all(
    Array.from({ length: AT_ONCE }, (_, n) =>
      placeCall(laptop, callers.utterancesOf(CALLS + n).slice(0, WARM_UP_UTTERANCES)),
    ),
  );
  // What the start left behind is cleared away now, and not in the middle of somebody's turn.
  globalThis.gc?.();
}

function stagesOf(turns: readonly TurnReport[]): Stages {
  const said = turns.filter(({ cause }) => cause === 'caller-said');
  const lines = said.flatMap(({ latency }) => latency.line ?? []);
  const brains = said.map(({ latency }) => latency.brain);
  const of = <T>(values: readonly T[], pick: (value: T) => number | undefined): Percentiles | undefined =>
    percentilesOf(values.map(pick).filter((value) => value !== undefined));
  return {
    'end of speech → first audio': of(lines, (line) => line.firstAudioMs),
    'own overhead (beyond endpointing)': of(said, overheadOf),
    '  of turns that only think and read': of(
      said.filter((turn) => !writes(turn)),
      overheadOf,
    ),
    '  of turns that write a booking': of(said.filter(writes), overheadOf),
    'end of speech → words': of(lines, (line) => line.transcriptMs),
    'end of speech → end of turn': of(lines, (line) => line.endpointingMs),
    'end of turn → first sentence': of(lines, (line) => line.firstSentenceMs),
    'wanted → first audio byte': of(lines, (line) => line.speechFirstByteMs),
    'brain: load': of(brains, (brain) => brain.loadMs),
    'brain: first token': of(brains, (brain) => brain.firstTokenMs),
    'brain: first sentence': of(brains, (brain) => brain.firstSentenceMs),
    'brain: tools': of(brains, (brain) => brain.toolsMs),
    'brain: whole turn': of(brains, (brain) => brain.totalMs),
  };
}

/** What came on top of the wait for the end of the turn, in milliseconds; undefined where nothing was said. */
function overheadOf({ latency: { line } }: TurnReport): number | undefined {
  if (line?.firstAudioMs === undefined || line.endpointingMs === undefined) return undefined;
  return line.firstAudioMs - line.endpointingMs;
}

function writes({ tools }: TurnReport): boolean {
  return tools.some(({ name }) => name === 'book_appointment');
}
