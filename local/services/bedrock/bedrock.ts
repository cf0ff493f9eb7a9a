import * as z from 'zod';
import type { Model } from '../../../agent/conversation/ports.ts';
import { SituationUnreadable } from '../../../agent/conversation/prompt.ts';
import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import { inVariant } from '../../../agent/playbook/variant.ts';
import type { LatencyProfile } from '../../latency/latency-profile.ts';
import { pause } from '../../latency/pause.ts';
import { sendRestError, writeBytes } from '../../wire/answers.ts';
import { encodeEvent, encodeException } from '../../wire/event-stream.ts';
import { readBody, type WireHandler, type WireResponse } from '../../wire/server.ts';
import { type ConverseEvent, converseEvents } from './converse-events.ts';
import { ConverseRequest } from './converse-request.ts';
import { modelRequest } from './model-request.ts';
import { promptCache } from './prompt-cache.ts';

export interface BedrockOptions {
  /** The playbooks that were deployed: their models are the ones that exist. */
  playbooks: readonly CompiledPlaybook[];
  /** A version of a playbook, deployed or published. */
  playbook(id: string, version: string): Promise<CompiledPlaybook | undefined>;
  /** Who writes in the models' place. */
  writer: Model;
  latency: LatencyProfile;
}

const PATH = /^\/model\/([^/]+)\/converse-stream$/;

/** Amazon Bedrock's ConverseStream, written by the script at the pace of a model. */
export function bedrockService(options: BedrockOptions): WireHandler {
  const { playbooks, writer, latency } = options;
  const models = new Set(playbooks.flatMap(({ source }) => source.models.map(({ id }) => id)));
  const cache = promptCache();
  return async (request, response) => {
    const arrivedMs = performance.now();
    const modelId = decodeURIComponent(PATH.exec(request.url ?? '')?.[1] ?? '');
    const body = ConverseRequest.safeParse(parseJson(await readBody(request)));
    if (!models.has(modelId)) return invalid(response, 'The provided model identifier is invalid.');
    if (!body.success) return invalid(response, z.prettifyError(body.error));
    const { playbook: id, version, variant } = body.data.requestMetadata;
    const playbook = await options.playbook(id, version);
    if (playbook === undefined)
      return invalid(response, `No playbook ${id} of version ${version} is deployed or published.`);
    const abort = new AbortController();
    response.once('close', () => abort.abort());
    try {
      const asked = modelRequest(body.data, inVariant(playbook, variant));
      const usage = cache.usage(modelId, body.data, Date.now());
      const events = converseEvents(writer.write(asked, abort.signal), usage);
      await send(response, events, { latency, arrivedMs, signal: abort.signal });
    } catch (cause) {
      if (!abort.signal.aborted) fail(response, cause);
    }
  };
}

interface Pace {
  latency: LatencyProfile;
  /** When the request came, on the clock of `performance.now()`. */
  arrivedMs: number;
  signal: AbortSignal;
}

/** Sends the events when a model would have written them: each is due a token's time after the one before. */
async function send(response: WireResponse, events: AsyncIterable<ConverseEvent>, pace: Pace): Promise<void> {
  let dueMs = pace.arrivedMs + pace.latency.sample('bedrockFirstToken');
  for await (const { type, payload, tokens } of events) {
    if (!response.headersSent) {
      await pause(dueMs - performance.now(), pace.signal);
      response.statusCode = 200;
      response.setHeader('content-type', 'application/vnd.amazon.eventstream');
    } else {
      for (let token = 0; token < tokens; token += 1) dueMs += pace.latency.sample('bedrockToken');
      await pause(dueMs - performance.now(), pace.signal);
    }
    writeBytes(response, encodeEvent(type, payload));
  }
  response.end();
}

function fail(response: WireResponse, cause: unknown): void {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof SituationUnreadable) {
    invalid(response, message);
  } else if (!response.headersSent) {
    sendRestError(response, 500, 'InternalServerException', message);
  } else {
    writeBytes(response, encodeException('modelStreamErrorException', message));
    response.end();
  }
}

function invalid(response: WireResponse, message: string): void {
  sendRestError(response, 400, 'ValidationException', message);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
