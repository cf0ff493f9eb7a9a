import type { LambdaClient } from '@aws-sdk/client-lambda';
import { lambdaClient, type TakeTurn, turnClient } from '../../../adapters/lambda/turn-client.ts';
import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import { callIdAt } from '../../../agent/scenario/call-id.ts';
import type { Caller } from '../../../agent/scenario/caller/caller.ts';
import type { Outcome } from '../../../agent/scenario/outcome.ts';
import { play } from '../../../agent/scenario/play.ts';
import type { Meanwhile } from '../../../agent/scenario/schema/world.ts';
import { beginsAtMs, leadsOf } from '../../../agent/scenario/world/contents.ts';
import type { AnswerEvent } from '../../../agent/turn/answer.ts';
import type { TurnRequest } from '../../../agent/turn/turn-request.ts';
import { type Cloud, startCloud } from '../../cloud/cloud.ts';
import type { RealService } from '../../cloud/environment.ts';
import { CloudProblem } from '../../cloud-problem.ts';
import { placeOf } from '../../laptop.ts';
import { seededRandom, seedFor } from '../../latency/random.ts';
import { zeroLatency } from '../../latency/zero.ts';
import { type RecordReader, recordReader } from '../../record/record-reader.ts';
import { type CalendarKeeper, calendarKeeper } from './calendar-keeper.ts';
import { type ConnectorService, connectorService } from './connector-service.ts';
import { type CustomersKeeper, customersKeeper } from './customers-keeper.ts';
import { setMocks, unmakeableMock } from './mocks-on-wire.ts';
import { castingKey, ownPlaybooks } from './own-playbook.ts';
import { synthesizeForScenarios } from './scenario-assembly.ts';
import type { Casting, Stage } from './stage.ts';

export interface TurnsStageOptions {
  castings: readonly Casting[];
  seed: number;
  realServices: ReadonlySet<RealService>;
  onProgress?: ((message: string) => void) | undefined;
}

/** What is there while scenarios are played through the turn function. */
interface Setting {
  cloud: Cloud;
  takeTurn: TakeTurn;
  record: RecordReader;
  keeper: CalendarKeeper;
  customers: CustomersKeeper;
  services: ConnectorService;
  /** By `castingKey`. */
  playbooks: ReadonlyMap<string, CompiledPlaybook>;
  /** What the functions wrote so far. */
  logs: string[];
}

/**
 * Scenarios through the turn function's own bundle on the laptop's cloud: real processes, real DynamoDB
 * engine, AWS's wire protocols. One cloud for all; each scenario has a playbook, and so a calendar, of its own.
 */
export async function turnsStage(options: TurnsStageOptions): Promise<Stage> {
  const undo = new AsyncDisposableStack();
  try {
    const setting = await setUp(options, undo);
    return {
      level: 'turns',
      cannotPlay: unmakeableMock,
      needsStageAlone: ({ scenario }) => (scenario.world.tools ?? []).length > 0,
      play: (casting, caller, seed) => playTurns(setting, casting, caller, seed),
      [Symbol.asyncDispose]: () => undo.disposeAsync(),
    };
  } catch (cause) {
    await undo.disposeAsync();
    throw cause;
  }
}

async function setUp(options: TurnsStageOptions, undo: AsyncDisposableStack): Promise<Setting> {
  const services = await connectorService();
  undo.defer(() => services.close());
  const playbooks = ownPlaybooks(options.castings, services);
  options.onProgress?.('Synthesizing the stack');
  const assembly = synthesizeForScenarios([...playbooks.values()], { parts: {} });
  undo.use(assembly);
  const logs: string[] = [];
  const cloud = await startCloud({
    assemblyDirectory: assembly.directory,
    dataDirectory: 'memory',
    latency: zeroLatency,
    seed: options.seed,
    realServices: options.realServices,
    onLog: (_name, line) => logs.push(line),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  undo.defer(() => cloud.close());
  const place = placeOf(cloud.outputs, cloud.environment);
  const record = recordReader(place);
  undo.defer(() => record.close());
  const keeper = calendarKeeper(place);
  undo.defer(() => keeper.close());
  const customers = customersKeeper(place);
  undo.defer(() => customers.close());
  const client = clientOf(cloud);
  undo.defer(() => client.destroy());
  const takeTurn = turnClient(client, cloud.outputs.TurnFunctionOutput ?? '');
  return { cloud, takeTurn, record, keeper, customers, services, playbooks, logs };
}

/** A client of the laptop's Lambda. */
export function clientOf({ environment }: Cloud): LambdaClient {
  const { AWS_ENDPOINT_URL_LAMBDA: endpoint, AWS_REGION: region } = environment;
  if (endpoint === undefined || region === undefined)
    throw new CloudProblem("The laptop's cloud does not tell where its Lambda is.");
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return lambdaClient({ endpoint, region, credentials });
}

async function playTurns(setting: Setting, casting: Casting, caller: Caller, seed: number): Promise<Outcome> {
  const { scenario } = casting;
  const { record, keeper, customers, services, logs } = setting;
  const playbook = setting.playbooks.get(castingKey(casting));
  if (playbook === undefined) throw new Error(`${scenario.id} was not among the scenarios of this stage.`);
  const startMs = beginsAtMs(scenario.world, playbook.source);
  // Every writer plays the same runs on the same tables: each in calls of its own.
  const callId = callIdAt(startMs, seededRandom(seedFor(seed, playbook.id)));
  await keeper.empty(playbook);
  const filled = await keeper.fill(playbook, scenario.world.calendar ?? {}, startMs);
  const before = {
    appointments: filled.length === 0 ? [] : await record.appointments(playbook.id),
    ...(await customers.begin(playbook, leadsOf(scenario.world, playbook.source), startMs)),
  };
  const unmatched = services.begin(playbook.id, scenario.world.tools ?? []);
  const undoFaults = await setMocks(setting.cloud, casting);
  const othersMade: string[] = [];
  const answerMs: number[] = [];
  const scene = {
    take: (request: TurnRequest) => timedTurn(setting.takeTurn, request, answerMs),
    async happens(event: Meanwhile) {
      othersMade.push(...(await keeper.fill(playbook, event, startMs)));
    },
  };
  const ending = await play(scene, caller, {
    callId,
    playbook: playbook.id,
    line: 'text',
    locale: scenario.locale ?? playbook.locales[0],
    from: scenario.caller.from,
    variables: scenario.caller.variables,
    meanwhile: scenario.world.meanwhile ?? [],
  }).finally(undoFaults);
  return {
    scenario,
    level: 'turns',
    playbook,
    ending,
    records: await record.turns(callId),
    before,
    after: {
      appointments: await record.appointments(playbook.id),
      ...(await customers.contents(playbook)),
    },
    othersMade,
    unmatched,
    logs: logs.filter((line) => line.includes(callId)),
    answerMs,
  };
}

async function timedTurn(
  takeTurn: TakeTurn,
  request: TurnRequest,
  answerMs: number[],
): Promise<AnswerEvent[]> {
  const startedAt = performance.now();
  const answer = await Array.fromAsync(takeTurn(request, new AbortController().signal));
  answerMs.push(performance.now() - startedAt);
  return answer;
}
