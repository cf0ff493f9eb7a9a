/**
 * What many calls at once cost: `npm run bench:concurrency`. Spoken calls at the pace of speech against
 * services without latency; for 1, 10, 50 and 100 calls at once prints the system's own overhead beyond the
 * endpointing delay, and what the media service's process used per call. Calls come in over half a minute, and
 * what is counted is the time in which all of them talk. Writes `.parley/bench/concurrency.json`. Callers,
 * services and the system share this machine's cores. Linux only: it reads `/proc`. Takes about eight minutes.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TurnRecord } from '../../agent/call/turn-record.ts';
import { knownUtterances } from '../../local/engines/known-utterances.ts';
import { type Laptop, startLaptop } from '../../local/laptop.ts';
import { reportCall } from '../../local/report/call-report.ts';
import { placeCalls, prepareCallers } from './callers.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';

const LEVELS = [1, 10, 50, 100];
/** A call takes about 75 seconds: for more than half of them all callers talk. */
const ARRIVING_MS = 30_000;
const TALKING_MS = 40_000;
const OUTPUT = path.resolve('.parley/bench/concurrency.json');
const CLOCK_TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Level {
  calls: number;
  turns: number;
  overheadMs: Percentiles | undefined;
  /** Of one core, by the media service, per call. */
  cpuPerCall: string;
  /** Growth of the media service's memory over an idle one, per call. */
  memoryPerCallMb: number;
  /** Of one core, by all function processes together. */
  functionsCpu: string;
}

const callers = await prepareCallers();
const levels: Level[] = [];
for (const calls of LEVELS) {
  process.stderr.write(`${calls} calls at once …\n`);
  levels.push(await measure(calls));
  console.table(
    levels.map(({ overheadMs, ...level }) => ({ ...level, p50: overheadMs?.p50, p99: overheadMs?.p99 })),
  );
}
mkdirSync(path.dirname(OUTPUT), { recursive: true });
const machine = { cpu: os.cpus()[0]?.model, cores: os.availableParallelism(), node: process.version };
writeFileSync(OUTPUT, `${JSON.stringify({ ...machine, levels }, null, 2)}\n`);
process.stdout.write(`Written to ${OUTPUT}\n`);

async function measure(calls: number): Promise<Level> {
  const laptop = await startLaptop({
    dataDirectory: 'memory',
    latency: 'zero',
    seed: 1,
    realServices: new Set(),
    speech: { recogniser: knownUtterances(callers.recordings) },
  });
  try {
    return await load(laptop, calls);
  } finally {
    await laptop.close();
  }
}

async function load(laptop: Laptop, calls: number): Promise<Level> {
  const media = laptop.cloud.containers()[0]?.pid ?? 0;
  const idleMb = memoryMb(media);
  const placed = placeCalls(laptop, callers, { count: calls, atOnce: calls, apartMs: ARRIVING_MS });
  await new Promise((resolve) => setTimeout(resolve, ARRIVING_MS));
  const fromIso = new Date().toISOString();
  const from = usage(laptop, media);
  await new Promise((resolve) => setTimeout(resolve, TALKING_MS));
  const used = usage(laptop, media);
  const seconds = (used.at - from.at) / 1_000;
  const untilIso = new Date().toISOString();
  const overheads = (await placed).flatMap((turns) => overheadsOf(turns, fromIso, untilIso));
  return {
    calls,
    turns: overheads.length,
    overheadMs: percentilesOf(overheads),
    cpuPerCall: percent((used.media - from.media) / seconds / calls),
    memoryPerCallMb: Math.round(((used.memoryMb - idleMb) / calls) * 10) / 10,
    functionsCpu: percent((used.functions - from.functions) / seconds),
  };
}

/** Of the turns that were stored in that time: milliseconds from the end of the turn to the first sound. */
function overheadsOf(turns: readonly TurnRecord[], fromIso: string, untilIso: string): number[] {
  const reports = reportCall(turns)?.turns ?? [];
  return reports.flatMap(({ cause, turn, latency: { line } }) => {
    const at = turns.find((each) => each.turn === turn)?.at;
    const counted = cause === 'caller-said' && at !== undefined && at >= fromIso && at < untilIso;
    if (!counted || line?.firstAudioMs === undefined || line.endpointingMs === undefined) return [];
    return [line.firstAudioMs - line.endpointingMs];
  });
}

/** Seconds of processor time so far, and memory now. */
function usage(laptop: Laptop, media: number) {
  return {
    at: performance.now(),
    media: cpuSeconds(media),
    functions: functionsCpu(laptop),
    memoryMb: memoryMb(media),
  };
}

function functionsCpu({ cloud }: Laptop): number {
  return cloud.workers().reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
}

/** User and system time of a process so far. */
function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Fields are counted after the command's name, which may hold spaces: user time is the 12th, system the 13th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND;
}

function memoryMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1_024;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
