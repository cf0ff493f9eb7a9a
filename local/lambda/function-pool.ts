import os from 'node:os';
import {
  type FunctionProcess,
  type FunctionSpec,
  type OnLine,
  startFunctionProcess,
} from './function-process.ts';
import type { Invocation, InvocationOutcome } from './invocation.ts';

/** All processes of one function. */
export interface FunctionPool {
  readonly spec: FunctionSpec;
  /** Starts a first process, so that the first caller does not wait for it. */
  warm(): Promise<void>;
  invoke(invocation: Invocation): Promise<InvocationOutcome | 'throttled'>;
  pids(): number[];
  close(): void;
}

/** Each process takes some 60 MB: what a laptop can bear. Beyond it an invocation is throttled, as in AWS. */
const MOST_PROCESSES = 64;
/** More processes that load a bundle at the same time than there are processors only make each other late. */
const MOST_STARTING = os.availableParallelism();
/** Lambda takes an idle environment away after some minutes; one is kept for good here. */
const IDLE_MS = 120_000;

/** The answer to an invocation that comes while the cloud stops. */
const STOPPED: InvocationOutcome = {
  kind: 'failed',
  error: { errorType: 'ServiceException', errorMessage: 'The cloud on this laptop is stopping.' },
};

/**
 * A pool that grows when all processes are busy and shrinks again when they have been idle for long. An
 * invocation that finds none idle takes the first that becomes free, be it a new one or one that has finished.
 */
export function functionPool(spec: FunctionSpec, onLine: OnLine): FunctionPool {
  const idle: { process: FunctionProcess; since: number }[] = [];
  const waiting: PromiseWithResolvers<FunctionProcess>[] = [];
  const all = new Set<FunctionProcess>();
  let starting = 0;
  let running = 0;
  let closed = false;

  const start = async (): Promise<FunctionProcess> => {
    starting += 1;
    try {
      const process = await startFunctionProcess(spec, onLine);
      all.add(process);
      process.onExit(() => {
        all.delete(process);
        const place = idle.findIndex((each) => each.process === process);
        if (place >= 0) idle.splice(place, 1);
        growForWaiting();
      });
      if (closed) process.kill();
      return process;
    } finally {
      starting -= 1;
    }
  };
  const release = (process: FunctionProcess): void => {
    if (!all.has(process)) return;
    const next = waiting.shift();
    if (next === undefined) idle.push({ process, since: Date.now() });
    else next.resolve(process);
  };
  const growForWaiting = (): void => {
    if (closed || starting >= Math.min(waiting.length, MOST_STARTING)) return;
    if (all.size + starting >= MOST_PROCESSES) return;
    start()
      .then(release, (cause: unknown) => waiting.shift()?.reject(cause))
      .finally(growForWaiting);
  };
  const acquire = (): Promise<FunctionProcess> => {
    // The process used last is taken first, so that the others grow old and go.
    const free = idle.pop();
    if (free !== undefined) return Promise.resolve(free.process);
    const turn = Promise.withResolvers<FunctionProcess>();
    waiting.push(turn);
    growForWaiting();
    return turn.promise;
  };
  const shrink = (): void => {
    const overdue = idle.slice(0, -1).filter(({ since }) => Date.now() - since > IDLE_MS);
    for (const { process } of overdue) process.kill();
  };
  const timer = setInterval(shrink, IDLE_MS / 4).unref();

  return {
    spec,
    warm: async () => {
      if (all.size === 0 && !closed) release(await start());
    },
    invoke: async (invocation) => {
      if (closed) return STOPPED;
      if (running >= MOST_PROCESSES) return 'throttled';
      running += 1;
      try {
        const process = await acquire();
        const outcome = await process.invoke(invocation);
        release(process);
        return outcome;
      } catch (cause) {
        if (closed) return STOPPED;
        throw cause;
      } finally {
        running -= 1;
      }
    },
    pids: () => [...all].map(({ pid }) => pid),
    close: () => {
      closed = true;
      clearInterval(timer);
      for (const turn of waiting.splice(0)) turn.reject(new Error('The pool is closed.'));
      for (const process of all) process.kill();
    },
  };
}

/** Starts a first process of each, as many at a time as there are processors. */
export async function warmAll(pools: IterableIterator<Pick<FunctionPool, 'warm'>>): Promise<void> {
  const lane = async (): Promise<void> => {
    for (const pool of pools) await pool.warm();
  };
  await Promise.all(Array.from({ length: MOST_STARTING }, lane));
}
