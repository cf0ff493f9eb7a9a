import net from 'node:net';
import path from 'node:path';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { scriptModel } from '../../agent/script/script-model.ts';
import { type Faults, faultsWith } from '../faults.ts';
import type { LatencyProfile } from '../latency/latency-profile.ts';
import { settleUnfinishedWrites } from '../services/dynamodb.ts';
import { startDynamoEngine } from '../services/dynamodb-engine.ts';
import type { BusEvent, EventBus } from '../services/event-bus.ts';
import { openQueue, type Queue, type QueuedMessage } from '../services/sqs.ts';
import { serve, type WireHandler, type WireServer } from '../wire/server.ts';
import { readAssembly } from './assembly.ts';
import { attachRules, openBuses } from './buses.ts';
import { type CallLookup, callLookup } from './calls.ts';
import { CloudProblem } from './cloud-problem.ts';
import { startContainer } from './container-process.ts';
import { takeDataDirectory } from './data-directory.ts';
import { type LocalService, type RealService, sdkEnvironment } from './environment.ts';
import { invokeLater } from './invoke-later.ts';
import { type FunctionPool, functionPool } from './lambda/function-pool.ts';
import { logFiles } from './log-files.ts';
import { type Plan, planOf } from './plan.ts';
import { bedrock, elsewhere, type SpeechServices, serveAll, storageAndComputeServices } from './services.ts';
import { openStreams, type Streams } from './streams.ts';
import { ensureTable } from './tables.ts';
import { readTemplate, type Template } from './template.ts';

export interface CloudOptions {
  /** What `cdk synth` wrote. */
  assemblyDirectory: string;
  /** Where tables, streams, events and objects are kept; `memory` throws them away at the end. */
  dataDirectory: string | 'memory';
  latency: LatencyProfile;
  /** Of the faults' probabilities. */
  seed: number;
  /** Services left to AWS itself, with this machine's credentials. */
  realServices: ReadonlySet<RealService>;
  /** Makes the ears and the voice. Without it Transcribe and Polly answer to nothing on this machine. */
  speech?: (calls: CallLookup) => SpeechServices | Promise<SpeechServices>;
  /** Further environment of the containers, such as the origins that may open a call. */
  containerEnvironment?: Readonly<Record<string, string>>;
  /** AWS_REGION of this machine when absent; us-east-1 when there is none and no service is real. */
  region?: string;
  onProgress?(message: string): void;
  onWarning?(message: string): void;
  /** Each line that a function or a container writes; the files in `logs/` have them too. */
  onLog?(name: string, line: string): void;
}

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
 * @throws CloudProblem when the assembly, the data directory or a program of the stack is not fit to run.
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
  const region = regionOf(options);
  const data = takeDataDirectory(options.dataDirectory);
  undo.defer(() => data.release());
  const mediaPort = await freePort();
  const assembly = readAssembly(options.assemblyDirectory);
  const templates = assembly.stacks.map(({ name, template }) =>
    readTemplate(template, { stackName: name, region, loadBalancerAddress: `127.0.0.1:${mediaPort}` }),
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
  const setting: Setting = {
    options,
    undo,
    plan,
    region,
    directory: data.path,
    lasting: data.lasting,
    warn,
    log,
  };
  const faults = faultsWith(options.seed);
  const stores = await openStores(setting);
  const pools = new Map<string, FunctionPool>();
  const served = await serveServices(setting, stores, pools, faults);
  startFunctions(setting, stores, pools, served.environment);
  options.onProgress?.(`Loading ${pools.size} functions`);
  await Promise.all([...pools.values()].map((pool) => pool.warm()));
  const mediaUrl = plan.containers.length === 0 ? undefined : outputsOf(templates)[MEDIA_URL_OUTPUT];
  await startContainers(setting, served.environment, mediaPort);
  return {
    environment: served.environment,
    outputs: outputsOf(templates),
    names: namesOf(plan),
    mediaUrl,
    playbooks: served.calls.playbooks,
    calls: served.calls,
    faults,
    dataDirectory: data.path,
    warnings,
    onBusEvent: (listener) => {
      const stops = [...stores.buses.values()].map((bus) => bus.listen(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    busEvents: (callId) =>
      [...stores.buses.values()].flatMap((bus) =>
        bus.archived().filter(({ detail }) => detail.callId === callId),
      ),
    queueMessages: (logicalId) => {
      const queue = stores.queues.find(({ name }) => name === namesOf(plan).queues[logicalId]);
      if (queue === undefined) throw new CloudProblem(`The template has no queue ${logicalId}.`);
      return queue.messages();
    },
    workers: () =>
      [...pools].flatMap(([functionName, pool]) => pool.pids().map((pid) => ({ functionName, pid }))),
    settled: () => stores.streams.idle(),
    close: () => undo.disposeAsync(),
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

interface Setting {
  options: CloudOptions;
  undo: AsyncDisposableStack;
  plan: Plan;
  region: string;
  directory: string;
  lasting: boolean;
  warn(message: string): void;
  log(name: string, line: string): void;
}

interface Stores {
  engine: Awaited<ReturnType<typeof startDynamoEngine>>;
  streams: Streams;
  buses: ReadonlyMap<string, EventBus>;
  queues: Queue[];
}

async function openStores({ options, undo, plan, region, directory, lasting }: Setting): Promise<Stores> {
  options.onProgress?.(`Opening ${plan.tables.length} tables`);
  const engine = await startDynamoEngine(lasting ? path.join(directory, 'dynamodb') : undefined);
  undo.defer(() => engine.close());
  for (const table of plan.tables) await ensureTable(engine, table);
  const streams = openStreams(plan.tables, plan.mappings, {
    directory: path.join(directory, 'streams'),
    region,
  });
  undo.defer(() => streams.close());
  await settleUnfinishedWrites(engine, streams.tables);
  const buses = openBuses(plan, path.join(directory, 'events'));
  const queues = plan.queues.map(({ name, arn }) =>
    openQueue(name, arn, path.join(directory, 'queues'), Date.now),
  );
  undo.defer(() => {
    for (const each of [...buses.values(), ...queues]) each.close();
  });
  return { engine, streams, buses, queues };
}

async function serveServices(
  setting: Setting,
  stores: Stores,
  functions: ReadonlyMap<string, FunctionPool>,
  faults: Faults,
): Promise<{ environment: Record<string, string>; calls: CallLookup }> {
  const { options, undo, plan, region, warn } = setting;
  const handlers: Partial<Record<LocalService, WireHandler>> = storageAndComputeServices({
    dataDirectory: setting.directory,
    region,
    latency: options.latency,
    faults,
    engine: stores.engine,
    streamed: stores.streams.tables,
    buses: stores.buses,
    bucketNames: plan.buckets.map(({ name }) => name),
    functions,
    invokeLater: (pool, payload) => void invokeLater(pool, payload, warn),
    onWarning: warn,
  });
  const storage = await served(handlers, faults, undo);
  const calls = callLookup(plan.functions, { endpoint: storage.get('dynamodb')?.url ?? '', region });
  undo.defer(() => calls.close());
  const thinking = await served(await aiServices(setting, calls), faults, undo);
  const other = await serve(elsewhere(warn));
  undo.defer(() => other.close());
  const urls = Object.fromEntries([...storage, ...thinking].map(([name, { url }]) => [name, url]));
  const { realServices } = options;
  return {
    environment: sdkEnvironment({ region, urls, elsewhereUrl: other.url, realServices, own: process.env }),
    calls,
  };
}

/** Bedrock, Transcribe and Polly, as far as they are not left to AWS. */
async function aiServices(
  { options, undo }: Setting,
  calls: CallLookup,
): Promise<Partial<Record<LocalService, WireHandler>>> {
  const { realServices, latency, speech: makeSpeech } = options;
  const speech = await makeSpeech?.(calls);
  if (speech !== undefined) undo.defer(() => speech.close());
  return {
    ...(realServices.has('bedrock') ? {} : { bedrock: bedrock(calls, scriptModel(), latency) }),
    ...(realServices.has('polly') || speech === undefined ? {} : { polly: speech.polly }),
    ...(realServices.has('transcribe') || speech === undefined ? {} : { transcribe: speech.transcribe }),
  };
}

async function served(
  handlers: Partial<Record<LocalService, WireHandler>>,
  faults: Faults,
  undo: AsyncDisposableStack,
): Promise<Map<LocalService, WireServer>> {
  const servers = await serveAll(handlers, faults);
  undo.defer(async () => {
    await Promise.all([...servers.values()].map((server) => server.close()));
  });
  return servers;
}

/** Fills `pools` with the template's functions, and begins to hand them what is in the streams. */
function startFunctions(
  { undo, plan, warn, log }: Setting,
  { streams, buses, queues }: Stores,
  pools: Map<string, FunctionPool>,
  environment: Record<string, string>,
): void {
  for (const spec of plan.functions) {
    const whole = { ...spec, environment: { ...environment, ...spec.environment } };
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
    invokeLater: (pool, payload) => void invokeLater(pool, payload, warn),
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
 * A container has a network of its own in AWS, and so its port. On a laptop it shares this machine's: it is
 * given a port that is free and told to listen on loopback.
 */
async function startContainers(
  { options, undo, plan, warn, log }: Setting,
  environment: Record<string, string>,
  port: number,
): Promise<void> {
  for (const spec of plan.containers) {
    options.onProgress?.(`Starting the ${spec.name} service`);
    const check = plan.healthChecks.find((each) => each.port === spec.port);
    const container = await startContainer({
      spec,
      environment: { ...environment, ...options.containerEnvironment, PORT: String(port), HOST: '127.0.0.1' },
      healthUrl: check === undefined ? undefined : `http://127.0.0.1:${port}${check.path}`,
      onLine: (line) => log(spec.name, line),
      onCrash: (how) => warn(`The ${spec.name} service ended (${how}); its log says why.`),
    });
    undo.defer(() => container.stop());
  }
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

/** A port that nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string')
    throw new CloudProblem('This machine has no free port.');
  return address.port;
}
