import { fork } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CloudProblem } from '../cloud-problem.ts';
import type { ContainerSpec } from './resources/ecs-task-definition.ts';

/** A container of the template, run as the program in its image. */
export interface ContainerProcess {
  readonly pid: number;
  /** Asks it to end as ECS does: SIGTERM, then, after its time to drain, once more and at last SIGKILL. */
  stop(): Promise<void>;
}

export interface ContainerOptions {
  spec: ContainerSpec;
  environment: Readonly<Record<string, string>>;
  /** Where it says that it is well, such as http://127.0.0.1:40123/health; undefined when nobody asks. */
  healthUrl: string | undefined;
  onLine(line: string): void;
  /** It ended without being asked. */
  onCrash(how: string): void;
}

const LEASH = new URL('../lambda/leash.ts', import.meta.url);
/** A program that is not well by then has not started; ECS would replace it. */
const HEALTHY_WITHIN_MS = 15_000;
const HEALTH_CHECK_EVERY_MS = 50;
/** A developer who stops the cloud does not wait two minutes for calls to end. */
const LONGEST_STOP_MS = 5_000;
/** How long a program that is asked a second time may take to write down how its calls ended. */
const LAST_WORDS_MS = 1_500;

/** Starts a container's program and waits until it is healthy. @throws CloudProblem when it does not become so. */
export async function startContainer(options: ContainerOptions): Promise<ContainerProcess> {
  const { spec, environment, healthUrl, onLine, onCrash } = options;
  const child = fork(path.join(spec.directory, spec.program), {
    execArgv: ['--import', LEASH.href],
    env: { ...spec.environment, ...environment },
    cwd: spec.directory,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter((each) => each !== '')) {
        if (last.push(line) > 20) last.shift();
        onLine(line);
      }
    });
  let stopping = false;
  const ended = Promise.withResolvers<string>();
  child.once('exit', (code, signal) => ended.resolve(signal ?? `exit status ${code}`));
  const stop = async (): Promise<void> => {
    stopping = true;
    child.kill('SIGTERM');
    const patienceMs = Math.min(spec.stopTimeoutMs, LONGEST_STOP_MS);
    const again = setTimeout(() => child.kill('SIGTERM'), patienceMs);
    const hard = setTimeout(() => child.kill('SIGKILL'), patienceMs + LAST_WORDS_MS);
    await ended.promise;
    for (const timer of [again, hard]) clearTimeout(timer);
  };
  const health = await Promise.race([
    healthUrl === undefined ? 'well' : becomesWell(healthUrl),
    ended.promise,
  ]);
  if (health !== 'well') {
    stopping = true;
    child.kill('SIGKILL');
    throw new CloudProblem(`The container ${spec.name} did not start (${health}).\n${last.join('\n')}`);
  }
  void ended.promise.then((how) => {
    if (!stopping) onCrash(how);
  });
  return { pid: child.pid ?? 0, stop };
}

async function becomesWell(url: string): Promise<string> {
  const giveUpMs = performance.now() + HEALTHY_WITHIN_MS;
  while (performance.now() < giveUpMs) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return 'well';
    await delay(HEALTH_CHECK_EVERY_MS);
  }
  return `${url} did not answer within ${HEALTHY_WITHIN_MS / 1_000} s`;
}
