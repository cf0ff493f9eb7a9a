import path from 'node:path';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { CloudProblem } from '../cloud-problem.ts';
import { takeDataDirectory } from '../disk/data-directory.ts';
import { logFiles } from '../disk/log-files.ts';
import { type Faults, faultsWith } from '../faults.ts';
import { type FunctionPool, warmAll } from '../lambda/function-pool.ts';
import type { BusEvent } from '../services/event-bus.ts';
import type { QueuedMessage } from '../services/sqs.ts';
import { readAssembly } from './assembly.ts';
import type { CallLookup } from './calls.ts';
import type { CloudOptions } from './cloud-options.ts';
import { freePort } from './free-port.ts';
import { type Plan, planOf } from './plan.ts';
import { poolsWaitedFor, startContainers, startFunctions } from './programs.ts';
import { serveServices } from './services.ts';
import type { Setting } from './setting.ts';
import { openStores, type Stores } from './stores.ts';
import { readTemplate, type Template } from './template.ts';

/** The stack of the template, running on this machine. */
export interface Cloud {
  /** What a program needs in its environment to reach the stack with AWS's SDK. */
  readonly environment: Readonly<Record<string, string>>;
  /** The stacks' outputs, as CloudFormation would show them. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Physical names by logical id. */
  readonly names: Readonly<
    Record<'tables' | 'functions' | 'buses' | 'queues' | 'buckets', Record<string, string>>
  >;
  /** The synthesized templates: what the telephone plays is read from them. */
  readonly templates: readonly Template[];
  /** Where a line connects, such as ws://127.0.0.1:40123/call; undefined without the media service. */
  readonly mediaUrl: string | undefined;
  readonly playbooks: readonly CompiledPlaybook[];
  readonly calls: CallLookup;
  readonly faults: Faults;
  readonly dataDirectory: string;
  /** What of the template is not run, and what went wrong since. */
  readonly warnings: readonly string[];
  /** Calls the listener with every event put on a bus from now on; the answer stops that. */
  onBusEvent(listener: (event: BusEvent) => void): () => void;
  /** The archived events of a call, in the order in which they came. Delivery is at least once. */
  busEvents(callId: string): BusEvent[];
  /** What lies in a queue, by its logical id. */
  queueMessages(logicalId: string): readonly QueuedMessage[];
  /** The functions' processes. */
  workers(): { functionName: string; pid: number }[];
  /** The containers' processes. */
  containers(): readonly { containerName: string; pid: number }[];
  /** Resolves when everything written so far has gone through the table streams. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Name of the stack's output that says where a line connects. */
const MEDIA_URL_OUTPUT = 'MediaUrlOutput';
const DEFAULT_REGION = 'us-east-1';

/**
 * Runs the synthesized stack on this machine: its tables, functions, streams, buses and containers, with
 * AWS's services answered on loopback ports in AWS's own wire protocols.
 *
 * @throws CloudProblem when the assembly, the data directory or a program of the stack is not fit to run, and the
 * reason of `options.signal` when it is aborted before all is up.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const undo = new AsyncDisposableStack();
  try {
    return await bringUp(options, undo);
  } catch (cause) {
    await undo.disposeAsync();
    throw cause;
  }
}

/** Brings everything up in the order of need. `undo` takes it down again, last first. */
async function bringUp(options: CloudOptions, undo: AsyncDisposableStack): Promise<Cloud> {
  const mediaPort = await freePort();
  const { setting, templates, warnings } = prepare(options, undo, `127.0.0.1:${mediaPort}`);
  const faults = faultsWith(options.seed);
  const goOn = (): void => options.signal?.throwIfAborted();
  const stores = await openStores(setting);
  goOn();
  const pools = new Map<string, FunctionPool>();
  const { environment, calls } = await serveServices(setting, stores, pools, faults);
  goOn();
  startFunctions(setting, stores, pools, environment);
  const waitedFor = poolsWaitedFor(setting.plan, pools);
  options.onProgress?.(`Loading ${waitedFor.length} functions`);
  await unlessAborted(warmAll(waitedFor.values()), options.signal);
  const running = await startContainers(setting, environment, mediaPort);
  goOn();
  const outputs = outputsOf(templates);
  return {
    environment,
    outputs,
    names: namesOf(setting.plan),
    templates,
    mediaUrl: setting.plan.containers.length === 0 ? undefined : outputs[MEDIA_URL_OUTPUT],
    playbooks: calls.playbooks,
    calls,
    faults,
    dataDirectory: setting.directory,
    warnings,
    ...watching(setting.plan, stores),
    workers: () =>
      [...pools].flatMap(([functionName, pool]) => pool.pids().map((pid) => ({ functionName, pid }))),
    containers: () => running,
    settled: () => stores.streams.idle(),
    close: () => undo.disposeAsync(),
  };
}

/** Waits, but not for what is no longer wanted: the pools end a process that comes up after they were closed. */
async function unlessAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted === true) abort();
  // The race also takes the failure of what is no longer waited for.
  await Promise.race([work, aborted.promise]);
  signal?.removeEventListener('abort', abort);
}

interface Prepared {
  setting: Setting;
  templates: Template[];
  warnings: string[];
}

/** Takes the data directory and reads what is to be run. */
function prepare(options: CloudOptions, undo: AsyncDisposableStack, loadBalancerAddress: string): Prepared {
  const region = regionOf(options);
  const data = takeDataDirectory(options.dataDirectory);
  undo.defer(() => data.release());
  const assembly = readAssembly(options.assemblyDirectory);
  const templates = assembly.stacks.map(({ name, template }) =>
    readTemplate(template, { stackName: name, region, loadBalancerAddress }),
  );
  const plan = planOf(templates, assembly.assets);
  const warnings: string[] = [];
  const warn = (message: string): void => {
    warnings.push(message);
    options.onWarning?.(message);
  };
  for (const message of plan.warnings) warn(message);
  const logs = logFiles(path.join(data.path, 'logs'));
  undo.defer(() => logs.close());
  const log = (name: string, line: string): void => {
    logs.write(name, line);
    options.onLog?.(name, line);
  };
  const stopping = new AbortController();
  undo.defer(() => stopping.abort());
  const setting = {
    options,
    undo,
    stopping: stopping.signal,
    plan,
    region,
    directory: data.path,
    lasting: data.lasting,
    warn,
    log,
  };
  return { setting, templates, warnings };
}

/** What can be seen of the buses and the queues. */
function watching(
  plan: Plan,
  { buses, queues }: Stores,
): Pick<Cloud, 'onBusEvent' | 'busEvents' | 'queueMessages'> {
  const all = [...buses.values()];
  return {
    onBusEvent: (listener) => {
      const stops = all.map((bus) => bus.listen(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    busEvents: (callId) =>
      all.flatMap((bus) => bus.archived().filter(({ detail }) => detail.callId === callId)),
    queueMessages: (logicalId) => {
      const named = plan.queues.find((queue) => queue.logicalId === logicalId);
      const queue = queues.find(({ name }) => name === named?.name);
      if (queue === undefined) throw new CloudProblem(`The template has no queue ${logicalId}.`);
      return queue.messages();
    },
  };
}

function regionOf({ region, realServices }: CloudOptions): string {
  const own = region ?? process.env.AWS_REGION;
  if (own === undefined && realServices.size > 0)
    throw new CloudProblem(
      `${[...realServices].join(', ')} of AWS itself need a region. Set AWS_REGION, such as ${DEFAULT_REGION}.`,
    );
  return own ?? DEFAULT_REGION;
}

function outputsOf(templates: readonly Template[]): Record<string, string> {
  return Object.assign({}, ...templates.map((template) => template.outputs()));
}

function namesOf(plan: Plan): Cloud['names'] {
  const byId = (list: readonly { logicalId: string; name: string }[]): Record<string, string> =>
    Object.fromEntries(list.map(({ logicalId, name }) => [logicalId, name]));
  return {
    tables: byId(plan.tables),
    functions: byId(plan.functions),
    buses: byId(plan.buses),
    queues: byId(plan.queues),
    buckets: byId(plan.buckets),
  };
}
