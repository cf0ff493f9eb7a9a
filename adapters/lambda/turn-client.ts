import {
  InvokeWithResponseStreamCommand,
  type InvokeWithResponseStreamResponseEvent,
  LambdaClient,
  type LambdaClientConfig,
  LambdaServiceException,
} from '@aws-sdk/client-lambda';
import { AnswerEvent } from '../../agent/turn/answer.ts';
import type { TurnRequest } from '../../agent/turn/turn-request.ts';
import { linesOf } from './ndjson.ts';

/**
 * Connections to Lambda at most. A process that holds many calls has a turn in flight for each; the SDK's own
 * limit of 50 would queue the rest.
 */
const MAX_CONNECTIONS = 1_000;
/** A connection that is not there by then will not come in time for a caller. */
const CONNECT_TIMEOUT_MS = 2_000;

/** The turn function could not be asked, or broke off. Nothing is lost: the same turn may be sent again. */
export class TurnFunctionFailed extends Error {
  override readonly name = 'TurnFunctionFailed';
  /** Lambda's error code or the SDK's error name, such as TooManyRequestsException. */
  readonly code: string;
  /** False when sending the same turn again cannot help. */
  readonly retryable: boolean;

  constructor(code: string, retryable: boolean, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.retryable = retryable;
  }
}

/**
 * Takes one turn: sends the request, yields the answer's events as they are written. The last one is `done`
 * or `refused`. Throws `TurnFunctionFailed`, or the signal's reason once it is aborted.
 */
export type TakeTurn = (request: TurnRequest, signal: AbortSignal) => AsyncIterable<AnswerEvent>;

/** A Lambda client fit for many turns at once. Make one per process; `config` adds to the environment's. */
export function lambdaClient(config: LambdaClientConfig = {}): LambdaClient {
  return new LambdaClient({
    ...config,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      httpAgent: { keepAlive: true, maxSockets: MAX_CONNECTIONS },
      httpsAgent: { keepAlive: true, maxSockets: MAX_CONNECTIONS },
    },
  });
}

/** The turn function behind its name or ARN, invoked with response streaming. */
export function turnClient(client: LambdaClient, functionName: string): TakeTurn {
  return async function* (request, signal) {
    let last: AnswerEvent | undefined;
    try {
      const chunks = await invoke(client, functionName, request, signal);
      for await (const line of linesOf(payloads(chunks, functionName))) {
        last = parseEvent(line, functionName);
        yield last;
      }
    } catch (cause) {
      signal.throwIfAborted();
      throw asTurnFailure(cause, functionName);
    }
    signal.throwIfAborted();
    if (last?.type !== 'done' && last?.type !== 'refused')
      throw new TurnFunctionFailed('Incomplete', true, `${functionName} ended its answer without "done".`);
  };
}

async function invoke(
  client: LambdaClient,
  functionName: string,
  request: TurnRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<InvokeWithResponseStreamResponseEvent>> {
  const response = await client.send(
    new InvokeWithResponseStreamCommand({
      FunctionName: functionName,
      Payload: Buffer.from(JSON.stringify(request)),
    }),
    { abortSignal: signal },
  );
  if (response.EventStream === undefined)
    throw new TurnFunctionFailed('NoStream', true, `${functionName} answered without a stream.`);
  return response.EventStream;
}

async function* payloads(
  events: AsyncIterable<InvokeWithResponseStreamResponseEvent>,
  functionName: string,
): AsyncGenerator<Uint8Array> {
  for await (const event of events) {
    if (event.PayloadChunk?.Payload !== undefined) yield event.PayloadChunk.Payload;
    const code = event.InvokeComplete?.ErrorCode;
    if (code !== undefined)
      throw new TurnFunctionFailed(
        code,
        true,
        `${functionName} failed: ${event.InvokeComplete?.ErrorDetails ?? 'no details'}. Its log says more.`,
      );
  }
}

function parseEvent(line: string, functionName: string): AnswerEvent {
  try {
    return AnswerEvent.parse(JSON.parse(line));
  } catch (cause) {
    throw new TurnFunctionFailed(
      'BadAnswer',
      false,
      `${functionName} wrote a line that is no event of an answer. Are both from the same version?`,
      { cause },
    );
  }
}

function asTurnFailure(cause: unknown, functionName: string): TurnFunctionFailed {
  if (cause instanceof TurnFunctionFailed) return cause;
  const error = cause instanceof Error ? cause : new Error(String(cause));
  // A fault of the client's own making (no such function, no permission) stays one however often it is sent.
  const retryable =
    !(error instanceof LambdaServiceException) ||
    error.$fault === 'server' ||
    error.name === 'TooManyRequestsException';
  return new TurnFunctionFailed(
    error.name,
    retryable,
    `${functionName} could not be asked: ${error.message}`,
    { cause: error },
  );
}
