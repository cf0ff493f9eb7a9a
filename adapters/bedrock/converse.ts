import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseStreamCommand,
  type ConverseStreamOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { ModelFailed } from '../../agent/conversation/model-failed.ts';
import type { Model, ModelEvent, ModelRequest } from '../../agent/conversation/ports.ts';
import { renderPrompt } from '../../agent/conversation/prompt.ts';
import { abortable } from '../abortable.ts';
import { type Breaker, inProcessBreaker } from '../breaker.ts';
import { converseRequest } from './converse-request.ts';
import { asModelFailed, neverAnswered } from './failure.ts';
import { modelEvents } from './model-events.ts';

/**
 * A client that asks once. Its own retries would wait out a throttled model while the caller listens to
 * silence; the next model of the playbook is the better retry.
 */
export function bedrockClient(config: BedrockRuntimeClientConfig = {}): BedrockRuntimeClient {
  return new BedrockRuntimeClient({ ...config, maxAttempts: 1 });
}

/** The breaker for one model: it opens on failures of the service, not on a request that was wrong. */
export function modelBreaker(modelId: string): Breaker {
  return inProcessBreaker({
    dependency: modelId,
    counts: (error) => !(error instanceof ModelFailed && error.reason === 'rejected'),
  });
}

/**
 * A Bedrock model behind ConverseStream. A model that is aborted before it is done has failed by
 * `timed-out`: time is what a turn stops a model for.
 */
export function bedrockModel(client: BedrockRuntimeClient, modelId: string, breaker: Breaker): Model {
  return {
    name: modelId,
    async *write(request, signal) {
      try {
        const { first, rest } = await breaker.run(() => start(client, modelId, request, signal));
        if (first === undefined) return;
        yield first;
        yield* rest;
      } catch (cause) {
        throw failureOf(modelId, cause, signal);
      }
    },
  };
}

interface Started {
  first: ModelEvent | undefined;
  rest: AsyncIterable<ModelEvent>;
}

/** Asks, and waits for the first event: until then the breaker counts what goes wrong. */
async function start(
  client: BedrockRuntimeClient,
  modelId: string,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<Started> {
  try {
    const stream = await openStream(client, modelId, request, signal);
    const events = abortable(modelEvents(modelId, stream), signal);
    const first = await events.next();
    return { first: first.done === true ? undefined : first.value, rest: events };
  } catch (cause) {
    throw failureOf(modelId, cause, signal);
  }
}

async function openStream(
  client: BedrockRuntimeClient,
  modelId: string,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<ConverseStreamOutput>> {
  const command = new ConverseStreamCommand(converseRequest(modelId, renderPrompt(request)));
  const send = () => client.send(command, { abortSignal: signal });
  // Lambda freezes an idle environment, and its connection is cut meanwhile: the first request finds out.
  const response = await send().catch((cause: unknown) => {
    if (signal.aborted || !neverAnswered(cause)) throw cause;
    return send();
  });
  if (response.stream === undefined)
    throw new ModelFailed(modelId, 'broken-stream', 'Bedrock answered without a stream.');
  return response.stream;
}

function failureOf(modelId: string, cause: unknown, signal: AbortSignal): ModelFailed {
  if (cause instanceof ModelFailed) return cause;
  if (signal.aborted)
    return new ModelFailed(modelId, 'timed-out', 'it was given up before it was done.', { cause });
  return asModelFailed(modelId, cause);
}
