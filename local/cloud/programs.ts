import { type FunctionPool, functionPool } from '../lambda/function-pool.ts';
import type { Queue } from '../services/sqs.ts';
import { attachRules } from './buses.ts';
import { type ContainerOptions, type ContainerProcess, startContainer } from './container-process.ts';
import { invokeLater } from './invoke-later.ts';
import type { Plan } from './plan.ts';
import type { Setting } from './setting.ts';
import type { Stores } from './stores.ts';

/** What programs may do on a laptop alone: a connector may ask a service that is tried out on this machine. */
const ON_A_LAPTOP = { LOOPBACK_CONNECTORS: 'allowed' };

/** Fills `pools` with the template's functions, and begins to hand them what is in the streams. */
export function startFunctions(
  { undo, plan, region, stopping, warn, log }: Setting,
  { streams, buses, queues }: Stores,
  pools: Map<string, FunctionPool>,
  environment: Record<string, string>,
): void {
  for (const spec of plan.functions) {
    const own = { ...environment, ...ON_A_LAPTOP, ...spec.environment };
    const whole = { ...spec, environment: own };
    pools.set(
      spec.name,
      functionPool(whole, (line) => log(spec.name, line)),
    );
  }
  const queueByArn = (arn: string): Queue | undefined => queues.find((queue) => queue.arn === arn);
  attachRules(plan.rules, {
    buses,
    queueByArn,
    functionByArn: (arn) => [...pools.values()].find(({ spec }) => spec.arn === arn),
    invokeLater: (pool, payload) =>
      void invokeLater(pool, payload, { queueByArn, signal: stopping, onProblem: warn }),
    every: (intervalMs, tick) => {
      const timer = setInterval(() => tick(new Date()), intervalMs).unref();
      undo.defer(() => clearInterval(timer));
    },
    region,
    onWarning: warn,
  });
  streams.start({ functions: pools, queueByArn, onWarning: warn });
  undo.defer(async () => {
    // A batch in work ends when its process does; it is delivered again at the next start.
    const stopped = streams.stop();
    for (const pool of pools.values()) pool.close();
    await stopped;
  });
}

/**
 * The functions for whose answer somebody waits. Those that take what streams and rules hand them are loaded when
 * there is something for them, as in AWS.
 */
export function poolsWaitedFor(
  { mappings, rules }: Pick<Plan, 'mappings' | 'rules'>,
  pools: ReadonlyMap<string, FunctionPool>,
): FunctionPool[] {
  const targets = rules.flatMap((rule) => rule.targets.map(({ arn }) => arn));
  return [...pools.values()].filter(
    ({ spec }) =>
      !targets.includes(spec.arn) && !mappings.some(({ functionName }) => functionName === spec.name),
  );
}

/** A container's process as it is now. */
export interface RunningContainer {
  readonly containerName: string;
  pid: number;
}

/**
 * Starts the template's containers and gives their processes. A container has a network of its own in AWS, and
 * so its port. On a laptop it shares this machine's: it is given a port that is free and told to listen on
 * loopback.
 */
export async function startContainers(
  { options, undo, plan, warn, log }: Setting,
  environment: Record<string, string>,
  port: number,
): Promise<RunningContainer[]> {
  const running: RunningContainer[] = [];
  for (const spec of plan.containers) {
    options.onProgress?.(`Starting the ${spec.name} service`);
    const check = plan.healthChecks.find((each) => each.port === spec.port);
    const container: ContainerOptions = {
      spec,
      environment: { ...environment, ...options.containerEnvironment, PORT: String(port), HOST: '127.0.0.1' },
      healthUrl: check === undefined ? undefined : `http://127.0.0.1:${port}${check.path}`,
      onLine: (line) => log(spec.name, line),
      onCrash: () => {},
    };
    running.push(await keepRunning(container, undo, warn));
  }
  return running;
}

/** Starts a container, and another in its place whenever one ends by itself, as ECS does. */
async function keepRunning(
  options: ContainerOptions,
  undo: AsyncDisposableStack,
  warn: (message: string) => void,
): Promise<RunningContainer> {
  const { name } = options.spec;
  const start = (): Promise<ContainerProcess> => startContainer({ ...options, onCrash: replace });
  const replace = (how: string): void => {
    warn(`The ${name} service ended (${how}); its log says why. Another is started in its place.`);
    current = start();
    current.then(
      ({ pid }) => {
        running.pid = pid;
      },
      (cause: unknown) => warn(`The ${name} service could not be started again: ${String(cause)}`),
    );
  };
  let current = start();
  const running: RunningContainer = { containerName: name, pid: (await current).pid };
  undo.defer(async () => {
    const container = await current.catch(() => undefined);
    await container?.stop();
  });
  return running;
}
