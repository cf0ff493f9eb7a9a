import path from 'node:path';
import type { Model } from '../../agent/conversation/ports.ts';
import type { Faults } from '../faults.ts';
import type { LatencyProfile } from '../latency/latency-profile.ts';
import { bedrockService } from '../services/bedrock/bedrock.ts';
import { dynamodbService, type StreamedTable } from '../services/dynamodb.ts';
import type { DynamoEngine } from '../services/dynamodb-engine.ts';
import type { EventBus } from '../services/event-bus.ts';
import { eventBridgeService } from '../services/eventbridge.ts';
import { lambdaService } from '../services/lambda.ts';
import { s3Service } from '../services/s3.ts';
import { sendRestError } from '../wire/answers.ts';
import { serve, type WireHandler, type WireServer } from '../wire/server.ts';
import type { CallLookup } from './calls.ts';
import { LOCAL_SERVICES, type LocalService } from './environment.ts';
import type { FunctionPool } from './lambda/function-pool.ts';
import { LOCAL_ACCOUNT } from './physical-names.ts';

/** The ears and the voice of the laptop's cloud: handlers of Amazon Transcribe's and Amazon Polly's wire. */
export interface SpeechServices {
  transcribe: WireHandler;
  polly: WireHandler;
  close(): Promise<void>;
}

export interface ServiceOptions {
  dataDirectory: string;
  region: string;
  latency: LatencyProfile;
  faults: Faults;
  engine: DynamoEngine;
  streamed: ReadonlyMap<string, StreamedTable>;
  buses: ReadonlyMap<string, EventBus>;
  bucketNames: readonly string[];
  functions: ReadonlyMap<string, FunctionPool>;
  invokeLater(pool: FunctionPool, payload: string): void;
  onWarning(message: string): void;
}

/** The services that stand behind the functions, without the ones that need to know of calls. */
export function storageAndComputeServices(
  options: ServiceOptions,
): Pick<Record<LocalService, WireHandler>, 'dynamodb' | 'eventbridge' | 'lambda' | 's3'> {
  const { latency, region, onWarning } = options;
  return {
    dynamodb: dynamodbService({ engine: options.engine, streamed: options.streamed, latency }),
    eventbridge: eventBridgeService({
      buses: options.buses,
      region,
      account: LOCAL_ACCOUNT,
      onWarning,
      now: Date.now,
    }),
    lambda: lambdaService({ functions: options.functions, latency, invokeLater: options.invokeLater }),
    s3: s3Service({
      buckets: new Set(options.bucketNames),
      directory: path.join(options.dataDirectory, 's3'),
    }),
  };
}

/** Bedrock, written by the script in the models' place. */
export function bedrock(calls: CallLookup, writer: Model, latency: LatencyProfile): WireHandler {
  return bedrockService({ playbooks: calls.playbooks, writer, latency });
}

/** Serves the handlers, each on a port of its own and with the faults that are set for it. */
export async function serveAll(
  handlers: Partial<Record<LocalService, WireHandler>>,
  faults: Faults,
): Promise<Map<LocalService, WireServer>> {
  const servers = new Map<LocalService, WireServer>();
  for (const name of LOCAL_SERVICES) {
    const handler = handlers[name];
    if (handler !== undefined) servers.set(name, await serve(faults.wrap(name, handler)));
  }
  return servers;
}

/** Refuses whatever is sent to a service that the laptop's cloud does not have, and says so once each. */
export function elsewhere(onWarning: (message: string) => void): WireHandler {
  const told = new Set<string>();
  return (request, response) => {
    const target =
      request.headers['x-amz-target'] ?? `${request.method} ${(request.url ?? '').split('?')[0]}`;
    const message = `A service that the laptop's cloud does not have was asked for: ${target}.`;
    if (!told.has(message)) onWarning(message);
    told.add(message);
    sendRestError(response, 501, 'NotOnThisLaptop', message);
  };
}
