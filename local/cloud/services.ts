import path from 'node:path';
import { scriptModel } from '../../agent/script/script-model.ts';
import type { Faults } from '../faults.ts';
import type { FunctionPool } from '../lambda/function-pool.ts';
import { bedrockService } from '../services/bedrock/bedrock.ts';
import { dynamodbService } from '../services/dynamodb.ts';
import { eventBridgeService } from '../services/eventbridge.ts';
import { lambdaService } from '../services/lambda.ts';
import { s3Service } from '../services/s3.ts';
import { secretsService } from '../services/secrets.ts';
import type { Queue } from '../services/sqs.ts';
import { textMessagesService } from '../services/text-messages.ts';
import { sendRestError } from '../wire/answers.ts';
import { serve, type WireHandler, type WireServer } from '../wire/server.ts';
import { type CallLookup, callLookup } from './calls.ts';
import { LOCAL_SERVICES, type LocalService, sdkEnvironment } from './environment.ts';
import { invokeLater } from './invoke-later.ts';
import { LOCAL_ACCOUNT } from './physical-names.ts';
import type { Setting } from './setting.ts';
import type { Stores } from './stores.ts';

/** Where the laptop's secrets stand, in the data directory: a JSON object of names and texts. */
export const SECRETS_FILE = 'secrets.json';
/** Where the texts are kept that calls sent, in the data directory. */
export const SENT_TEXTS_FILE = 'texts.jsonl';

/** Serves everything that the template's programs call, and says how AWS's SDK finds it. */
export async function serveServices(
  setting: Setting,
  stores: Stores,
  functions: ReadonlyMap<string, FunctionPool>,
  faults: Faults,
): Promise<{ environment: Record<string, string>; calls: CallLookup }> {
  const { options, undo, plan, region, warn } = setting;
  const storage = await served(storageAndCompute(setting, stores, functions), faults, undo);
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

/** The services that know nothing of calls. */
function storageAndCompute(
  { options, plan, region, directory, stopping, warn }: Setting,
  { engine, streams, buses, queues }: Stores,
  functions: ReadonlyMap<string, FunctionPool>,
): Partial<Record<LocalService, WireHandler>> {
  const { latency } = options;
  const queueByArn = (arn: string): Queue | undefined => queues.find((queue) => queue.arn === arn);
  return {
    dynamodb: dynamodbService({ engine, streamed: streams.tables, latency }),
    eventbridge: eventBridgeService({
      buses,
      region,
      account: LOCAL_ACCOUNT,
      onWarning: warn,
      now: Date.now,
    }),
    lambda: lambdaService({
      functions,
      latency,
      invokeLater: (pool, payload) =>
        void invokeLater(pool, payload, { queueByArn, signal: stopping, onProblem: warn }),
    }),
    'pinpoint-sms-voice-v2': textMessagesService(path.join(directory, SENT_TEXTS_FILE), Date.now),
    'secrets-manager': secretsService(path.join(directory, SECRETS_FILE)),
    s3: s3Service({
      buckets: new Set(plan.buckets.map(({ name }) => name)),
      directory: path.join(directory, 's3'),
    }),
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
    ...(realServices.has('bedrock')
      ? {}
      : { bedrock: bedrockService({ ...calls, writer: scriptModel(), latency }) }),
    ...(realServices.has('polly') || speech === undefined ? {} : { polly: speech.polly }),
    ...(realServices.has('transcribe') || speech === undefined ? {} : { transcribe: speech.transcribe }),
  };
}

/** Serves the handlers, each on a port of its own and with the faults that are set for it. */
async function served(
  handlers: Partial<Record<LocalService, WireHandler>>,
  faults: Faults,
  undo: AsyncDisposableStack,
): Promise<Map<LocalService, WireServer>> {
  const servers = new Map<LocalService, WireServer>();
  for (const name of LOCAL_SERVICES) {
    const handler = handlers[name];
    if (handler === undefined) continue;
    const server = await serve(faults.wrap(name, handler));
    undo.defer(() => server.close());
    servers.set(name, server);
  }
  return servers;
}

/** Refuses whatever is sent to a service that the laptop's cloud does not have, and says so once each. */
function elsewhere(onWarning: (message: string) => void): WireHandler {
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
