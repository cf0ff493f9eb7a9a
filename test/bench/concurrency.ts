/**
 * What many calls at once cost: `npm run bench:concurrency`. Spoken calls at the pace of speech against services
 * without latency. For 1, 10, 50 and 100 calls at once prints the system's own overhead beyond the endpointing delay,
 * what the media service's process used per call, and how busy the machine was and with what: callers, services and
 * system share its cores, and once they are full the overhead is the queue for them. Calls come in over half a minute;
 * whoever has hung up is followed by the next caller. Every level takes the same time, however late the answers are: a
 * turn that was taken in the time that counts and not answered half a minute after it is counted as unanswered. Writes
 * `.parley/bench/concurrency.json`. Linux only: it reads `/proc`. Takes about ten minutes.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TurnRecord } from '../../agent/call/turn-record.ts';
import { knownUtterances } from '../../local/engines/known-utterances.ts';
import { type Laptop, startLaptop } from '../../local/laptop.ts';
import { reportCall } from '../../local/report/call-report.ts';
import { placeCall, prepareCallers } from './callers.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';

const LEVELS = [1, 10, 50, 100];
const ARRIVING_MS = 30_000;
/** The time that counts. */
const TALKING_MS = 60_000;
/** What is stored of a turn's latency comes with the next turn; a caller who waits longer than this has hung up. */
const LATE_MS = 30_000;
const OUTPUT = path.resolve('.parley/bench/concurrency.json');
const CLOCK_TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Level {
  calls: number;
  /** Turns whose first sound was measured. */
  turns: number;
  /** Turns that nothing followed within half a minute: no sound, or no next turn that would tell of it. */
  unanswered: number;
  /** Calls that were refused or lost; their place stays empty. */
  failedCalls: number;
  overheadMs: Percentiles | undefined;
  /** Of one core, by the media service, per call. */
  cpuPerCall: string;
  /** Growth of the media service's memory over an idle one, per call. */
  memoryPerCallMb: number;
  /** Of one core: all function processes, and the process of the other services and of the callers. */
  functionsCpu: string;
  servicesAndCallersCpu: string;
  /** Of all cores, by anybody. */
  machineBusy: string;
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
  const traffic = keepCalling(laptop, calls);
  await wait(ARRIVING_MS);
  const fromIso = new Date().toISOString();
  const from = usage(laptop, media);
  await wait(TALKING_MS);
  const used = usage(laptop, media);
  const untilIso = new Date().toISOString();
  await wait(LATE_MS);
  const { failed } = traffic;
  const records: TurnRecord[][] = [];
  for (const callId of traffic.callIds) records.push(await laptop.record.turns(callId));
  const measured = records.flatMap((turns) => overheadsOf(turns, fromIso, untilIso));
  const overheads = measured.filter((ms) => ms !== undefined);
  const seconds = (used.at - from.at) / 1_000;
  return {
    calls,
    turns: overheads.length,
    unanswered: measured.length - overheads.length,
    failedCalls: failed,
    overheadMs: percentilesOf(overheads),
    cpuPerCall: percent((used.media - from.media) / seconds / calls),
    memoryPerCallMb: Math.round(((used.memoryMb - idleMb) / calls) * 10) / 10,
    functionsCpu: percent((used.functions - from.functions) / seconds),
    servicesAndCallersCpu: percent((used.own - from.own) / seconds),
    machineBusy: percent((used.busy - from.busy) / seconds / os.availableParallelism()),
  };
}

interface Traffic {
  /** Ids of all calls that were answered. */
  readonly callIds: readonly string[];
  readonly failed: number;
}

/** Holds so many calls at once until the laptop is closed. */
function keepCalling(laptop: Laptop, calls: number): Traffic {
  const callIds: string[] = [];
  let failed = 0;
  let next = 0;
  const seat = async (index: number): Promise<void> => {
    await wait((index * ARRIVING_MS) / calls);
    for (;;) await placeCall(laptop, callers.utterancesOf(next++), (callId) => callIds.push(callId));
  };
  for (let index = 0; index < calls; index++)
    seat(index).catch(() => {
      failed += 1;
    });
  return {
    callIds,
    get failed() {
      return failed;
    },
  };
}

/**
 * Of the turns that were stored in that time: milliseconds from the end of the turn to the first sound; undefined
 * where no sound came, or nobody knows, because no turn followed that would have told.
 */
function overheadsOf(
  turns: readonly TurnRecord[],
  fromIso: string,
  untilIso: string,
): (number | undefined)[] {
  const reports = reportCall(turns)?.turns ?? [];
  return reports.flatMap(({ cause, turn, latency: { line } }) => {
    const record = turns.find((each) => each.turn === turn);
    if (cause !== 'caller-said' || record === undefined || record.at < fromIso || record.at >= untilIso)
      return [];
    if (line?.firstAudioMs === undefined || line.endpointingMs === undefined) return [undefined];
    return [line.firstAudioMs - line.endpointingMs];
  });
}

/** Seconds of processor time so far, and memory now. */
function usage(laptop: Laptop, media: number) {
  return {
    at: performance.now(),
    media: cpuSeconds(media),
    functions: functionsCpu(laptop),
    own: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    busy: machineSeconds(),
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

/** Time that all cores together have not been idle so far. */
function machineSeconds(): number {
  return (
    os.cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0) / 1_000
  );
}

function memoryMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1_024;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
