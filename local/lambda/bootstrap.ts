import { flushCompileCache } from 'node:module';
import { finished } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import type { FunctionError } from './invocation.ts';
import type { InvokeMessage, WorkerMessage } from './messages.ts';
import { awslambda, isStreaming, ResponseStream } from './response-stream.ts';

/**
 * The program of a function's process: loads the bundle as Lambda's Node runtime would, then takes one
 * invocation at a time. Its environment is the template's; `_HANDLER` and `LAMBDA_TASK_ROOT` say what to load.
 */
Object.assign(globalThis, { awslambda });
// Kept for the next process now, because one that is killed keeps nothing; and not the bundle, which lies elsewhere
// at the next start.
flushCompileCache();

/** A handler of either kind: `(event, context)`, or `(event, stream, context)` when it streams. */
type Handler = (...values: unknown[]) => unknown;

const handler = await loadHandler(process.env.LAMBDA_TASK_ROOT ?? '', process.env._HANDLER ?? '');

process.on('message', (message: InvokeMessage) => {
  invoke(message).then(send, (cause: unknown) => send({ type: 'failed', error: functionError(cause) }));
});
process.channel?.ref();
send({ type: 'ready' });

async function invoke({ requestId, payload, deadlineMs }: InvokeMessage): Promise<WorkerMessage> {
  const event: unknown = JSON.parse(payload);
  const context = contextOf(requestId, deadlineMs);
  if (!isStreaming(handler)) {
    const answer = await handler(event, context);
    return { type: 'answered', payload: JSON.stringify(answer) ?? 'null' };
  }
  const stream = new ResponseStream((bytes) => send({ type: 'chunk', bytes }));
  const ended = finished(stream);
  try {
    await Promise.all([handler(event, stream, context), ended]);
  } catch (cause) {
    // What was written before a failure arrives before it.
    stream.flush();
    throw cause;
  }
  return { type: 'answered', payload: '', rest: stream.take() };
}

async function loadHandler(directory: string, name: string): Promise<Handler> {
  const dot = name.lastIndexOf('.');
  const file = pathToFileURL(`${directory}/${name.slice(0, dot)}.mjs`);
  const module: unknown = await import(file.href);
  const exported: unknown = Object(module)[name.slice(dot + 1)];
  if (!isHandler(exported))
    throw new Error(`${name} is not exported by ${file.href} (Runtime.HandlerNotFound)`);
  return exported;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

function contextOf(requestId: string, deadlineMs: number): Record<string, unknown> {
  const { env } = process;
  return {
    awsRequestId: requestId,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: env.PARLEY_FUNCTION_ARN,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
}

function functionError(cause: unknown): FunctionError {
  if (!(cause instanceof Error)) return { errorType: typeof cause, errorMessage: String(cause) };
  const trace = (cause.stack ?? '').split('\n');
  return { errorType: cause.name, errorMessage: cause.message, trace };
}

function send(message: WorkerMessage): void {
  process.send?.(message);
}
