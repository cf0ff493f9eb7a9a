import type { FunctionPool } from '../lambda/function-pool.ts';
import { FunctionInitFailed } from '../lambda/function-process.ts';
import type { InvocationOutcome } from '../lambda/invocation.ts';
import type { LatencyProfile } from '../latency/latency-profile.ts';
import { pause } from '../latency/pause.ts';
import { sendJson, sendRestError, writeBytes } from '../wire/answers.ts';
import { encodeBytesEvent, encodeEvent } from '../wire/event-stream.ts';
import { readBody, type WireHandler, type WireResponse } from '../wire/server.ts';

export interface LambdaOptions {
  /** By function name. */
  functions: ReadonlyMap<string, FunctionPool>;
  latency: LatencyProfile;
  /** Takes an invocation whose answer nobody waits for (`InvocationType: Event`). */
  invokeLater(pool: FunctionPool, payload: string): void;
}

/** The largest event of a synchronous invocation (Lambda quotas, "Invocation payload"). */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;
/** `/<version>/functions/<name>/` and `invocations`, `response-streaming-invocations` or `configuration`. */
const PATH =
  /^\/\d{4}-\d{2}-\d{2}\/functions\/([^/]+)\/(response-streaming-invocations|invocations|configuration)$/;

/** AWS Lambda: the template's functions, their configuration, and invocations, whole or with a streamed answer. */
export function lambdaService({ functions, latency, invokeLater }: LambdaOptions): WireHandler {
  return async (request, response) => {
    const [, name = '', kind] = PATH.exec((request.url ?? '').split('?')[0] ?? '') ?? [];
    const body = await readBody(request);
    const pool = functions.get(functionName(decodeURIComponent(name)));
    if (pool === undefined)
      return refuse(
        response,
        404,
        'ResourceNotFoundException',
        `Function not found: ${decodeURIComponent(name)}`,
      );
    if (kind === 'configuration') return sendJson(response, 200, configuration(pool));
    if (body.byteLength > MAX_PAYLOAD_BYTES)
      return refuse(
        response,
        413,
        'RequestTooLargeException',
        `Request must be smaller than ${MAX_PAYLOAD_BYTES} bytes`,
      );
    const payload = body.toString('utf8') || '{}';
    if (!isJson(payload))
      return refuse(
        response,
        400,
        'InvalidRequestContentException',
        'Could not parse request body into json',
      );
    await pause(latency.sample('lambdaInvoke'));
    if (kind === 'response-streaming-invocations') return stream(pool, payload, response);
    switch (request.headers['x-amz-invocation-type']) {
      case 'DryRun':
        return sendJson(response, 204, '');
      case 'Event':
        invokeLater(pool, payload);
        return sendJson(response, 202, '');
      default:
        return whole(pool, payload, response);
    }
  };
}

/** What of a function's configuration is known here: not the endpoints, which are the laptop's own. */
function configuration({ spec }: FunctionPool): object {
  const { name, arn, handler, timeoutMs, memoryMb } = spec;
  const variables = Object.entries(spec.environment).filter(([variable]) => !variable.startsWith('AWS_'));
  return {
    FunctionName: name,
    FunctionArn: arn,
    Handler: handler,
    Timeout: timeoutMs / 1_000,
    MemorySize: memoryMb,
    Environment: { Variables: Object.fromEntries(variables) },
  };
}

async function whole(pool: FunctionPool, payload: string, response: WireResponse): Promise<void> {
  const outcome = await invoke(pool, { requestId: crypto.randomUUID(), payload });
  if (outcome === 'throttled') return throttle(response);
  response.statusCode = 200;
  response.setHeader('content-type', 'application/json');
  response.setHeader('x-amz-executed-version', '$LATEST');
  if (outcome.kind === 'failed') response.setHeader('x-amz-function-error', 'Unhandled');
  response.end(outcome.kind === 'failed' ? JSON.stringify(outcome.error) : outcome.payload);
}

async function stream(pool: FunctionPool, payload: string, response: WireResponse): Promise<void> {
  const begin = (): void => {
    if (response.headersSent) return;
    response.statusCode = 200;
    response.setHeader('content-type', 'application/vnd.amazon.eventstream');
    response.setHeader('x-amz-executed-version', '$LATEST');
  };
  const onChunk = (bytes: Uint8Array): void => {
    begin();
    writeBytes(response, encodeBytesEvent('PayloadChunk', bytes));
  };
  const outcome = await invoke(pool, { requestId: crypto.randomUUID(), payload, onChunk });
  if (outcome === 'throttled') return throttle(response);
  begin();
  // A function that does not stream answers with one chunk. The end of an answer leaves with its completion.
  const rest = outcome.kind === 'answered' ? [Buffer.from(outcome.payload), outcome.rest] : [];
  for (const bytes of rest) if (bytes !== undefined && bytes.byteLength > 0) onChunk(bytes);
  writeBytes(response, encodeEvent('InvokeComplete', completion(outcome)));
  response.end();
}

/** A failed start of the function is its failure, not Lambda's. */
async function invoke(
  pool: FunctionPool,
  invocation: Parameters<FunctionPool['invoke']>[0],
): Promise<InvocationOutcome | 'throttled'> {
  try {
    return await pool.invoke(invocation);
  } catch (cause) {
    if (!(cause instanceof FunctionInitFailed)) throw cause;
    return { kind: 'failed', error: { errorType: 'Runtime.InitError', errorMessage: cause.message } };
  }
}

function completion(outcome: InvocationOutcome): object {
  if (outcome.kind === 'answered') return {};
  return { ErrorCode: outcome.error.errorType, ErrorDetails: JSON.stringify(outcome.error) };
}

function throttle(response: WireResponse): void {
  response.setHeader('retry-after', '1');
  sendRestError(response, 429, 'TooManyRequestsException', 'Rate Exceeded.');
}

/** Lambda writes `Message` where other REST services write `message`. */
function refuse(response: WireResponse, status: number, type: string, message: string): void {
  response.setHeader('x-amzn-errortype', type);
  sendJson(response, status, { Type: 'User', Message: message, message });
}

/** `name`, `name:alias` and the ARN all name a function. */
function functionName(given: string): string {
  const parts = given.split(':');
  return (parts[0] === 'arn' ? parts[6] : parts[0]) ?? given;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
