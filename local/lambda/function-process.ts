import { type ChildProcess, fork } from 'node:child_process';
import * as z from 'zod';
import { COMPILE_CACHE } from '../../lib/repository.ts';
import { CloudProblem } from '../cloud-problem.ts';
import type { FunctionError, Invocation, InvocationOutcome } from './invocation.ts';
import type { InvokeMessage } from './messages.ts';

/** A function of the template, as its processes are started. */
export interface FunctionSpec {
  name: string;
  arn: string;
  /** Directory of the unpacked bundle. */
  directory: string;
  /** Such as `index.handler`. */
  handler: string;
  environment: Readonly<Record<string, string>>;
  timeoutMs: number;
  memoryMb: number;
  /** The queue for events that nobody waited for and that it could not process. */
  deadLetterArn?: string;
}

/** One process of a function, which takes one invocation at a time: what Lambda calls an execution environment. */
export interface FunctionProcess {
  readonly pid: number;
  /** Runs one invocation. Never rejects: a crash or a timeout is an outcome, and the process is then gone. */
  invoke(invocation: Invocation): Promise<InvocationOutcome>;
  onExit(listener: () => void): void;
  kill(): void;
}

/** What a function writes to its output, line by line. */
export type OnLine = (line: string) => void;

const BOOTSTRAP = new URL('./bootstrap.ts', import.meta.url);
const LEASH = new URL('./leash.ts', import.meta.url);
/** Lambda gives a function's module ten seconds to load (Lambda developer guide, "Init phase"). */
const INIT_TIMEOUT_MS = 10_000;

const Said = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('chunk'), bytes: z.instanceof(Uint8Array) }),
  z.object({
    type: z.literal('answered'),
    payload: z.string(),
    rest: z.instanceof(Uint8Array).default(() => new Uint8Array()),
  }),
  z.object({
    type: z.literal('failed'),
    error: z.object({
      errorType: z.string(),
      errorMessage: z.string(),
      trace: z.array(z.string()).exactOptional(),
    }),
  }),
]);

/** Starts a process for a function and waits until it has loaded the bundle. */
export async function startFunctionProcess(spec: FunctionSpec, onLine: OnLine): Promise<FunctionProcess> {
  const child = fork(BOOTSTRAP, {
    execArgv: [
      '--import',
      LEASH.href,
      `--max-old-space-size=${spec.memoryMb}`,
      '--disable-warning=ExperimentalWarning',
    ],
    env: environmentOf(spec),
    cwd: spec.directory,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lastLines = collectLines(child, onLine);
  const exited = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) =>
      resolve(signal === null ? `exit status ${code}` : `signal: ${signal}`),
    ),
  );
  await loaded(spec.name, child, exited, lastLines);
  return {
    pid: child.pid ?? 0,
    invoke: (invocation) => run(child, exited, spec, invocation),
    onExit: (listener) => void exited.then(listener),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** The function's module could not be loaded; says what its process wrote last. */
export class FunctionInitFailed extends CloudProblem {}

async function loaded(
  name: string,
  child: ChildProcess,
  exited: Promise<string>,
  lastLines: () => string,
): Promise<void> {
  const ready = new Promise<'ready'>((resolve) => child.once('message', () => resolve('ready')));
  const slow = Promise.withResolvers<string>();
  const timer = setTimeout(
    () => slow.resolve('it took longer than 10 s; is this machine busy with something else?'),
    INIT_TIMEOUT_MS,
  );
  const first = await Promise.race([ready, exited, slow.promise]);
  clearTimeout(timer);
  if (first === 'ready') return;
  child.kill('SIGKILL');
  throw new FunctionInitFailed(`The function ${name} could not be loaded: ${first}\n${lastLines()}`.trim());
}

function run(
  child: ChildProcess,
  exited: Promise<string>,
  spec: FunctionSpec,
  { requestId, payload, onChunk }: Invocation,
): Promise<InvocationOutcome> {
  return new Promise((resolve) => {
    const gathered: Uint8Array[] = [];
    const settle = (outcome: InvocationOutcome): void => {
      clearTimeout(timer);
      child.off('message', listen);
      resolve(outcome);
    };
    const listen = (message: unknown): void => {
      const said = Said.parse(message);
      if (said.type === 'chunk') (onChunk ?? ((bytes) => gathered.push(bytes)))(said.bytes);
      else if (said.type === 'failed') settle({ kind: 'failed', error: said.error });
      else if (said.type === 'answered') settle(answered(said, onChunk === undefined ? gathered : undefined));
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      settle({ kind: 'failed', error: timedOut(requestId, spec.timeoutMs) });
    }, spec.timeoutMs);
    child.on('message', listen);
    void exited.then((how) => settle({ kind: 'failed', error: exitError(requestId, how) }));
    const message: InvokeMessage = { requestId, payload, deadlineMs: Date.now() + spec.timeoutMs };
    // A process that died in this moment is reported by its exit.
    child.send(message, () => {});
  });
}

/** A streamed answer is whole when its chunks were gathered here; else its end goes where they went. */
function answered(
  { payload, rest }: { payload: string; rest: Uint8Array },
  gathered: readonly Uint8Array[] | undefined,
): InvocationOutcome {
  if (gathered === undefined) return { kind: 'answered', payload, rest };
  return { kind: 'answered', payload: payload || Buffer.concat([...gathered, rest]).toString('utf8') };
}

function timedOut(requestId: string, timeoutMs: number): FunctionError {
  const seconds = (timeoutMs / 1_000).toFixed(2);
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
  };
}

function exitError(requestId: string, how: string): FunctionError {
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
  };
}

/** The environment of the template and of the runtime, and nothing of this machine's. */
function environmentOf(spec: FunctionSpec): Record<string, string> {
  return {
    ...spec.environment,
    LAMBDA_TASK_ROOT: spec.directory,
    _HANDLER: spec.handler,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    PARLEY_FUNCTION_ARN: spec.arn,
    // Lambda runs in UTC whatever the region.
    TZ: 'UTC',
    NODE_COMPILE_CACHE: COMPILE_CACHE,
  };
}

/** Hands on what a process writes, and keeps the last of it for the message about a failed start. */
function collectLines(child: ChildProcess, onLine: OnLine): () => string {
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (last.push(line) > 20) last.shift();
        onLine(line);
      }
    });
  }
  return () => last.join('\n');
}
