import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import type { Outcome } from '../../../agent/scenario/outcome.ts';
import type { ScriptedTurn } from '../../../agent/scenario/schema/caller.ts';
import { beginsAtMs, leadsOf } from '../../../agent/scenario/world/contents.ts';
import { EndReason } from '../../../agent/turn/turn-request.ts';
import { placeFileCall } from '../../caller/file-call.ts';
import type { RealService } from '../../cloud/environment.ts';
import { type Laptop, placeOf, startLaptop } from '../../laptop.ts';
import { type CalendarKeeper, calendarKeeper } from './calendar-keeper.ts';
import { callersVoice } from './callers-voice.ts';
import { type ConnectorService, connectorService } from './connector-service.ts';
import { type CustomersKeeper, customersKeeper } from './customers-keeper.ts';
import { setMocks, unmakeableMock } from './mocks-on-wire.ts';
import { castingKey, ownPlaybooks } from './own-playbook.ts';
import { synthesizeForScenarios } from './scenario-assembly.ts';
import type { Casting, Stage } from './stage.ts';

export interface AudioStageOptions {
  castings: readonly Casting[];
  seed: number;
  realServices: ReadonlySet<RealService>;
  onProgress?: ((message: string) => void) | undefined;
}

interface Setting {
  laptop: Laptop;
  keeper: CalendarKeeper;
  customers: CustomersKeeper;
  services: ConnectorService;
  playbooks: ReadonlyMap<string, CompiledPlaybook>;
  logs: string[];
}

/**
 * Scenarios by voice: a synthesizer speaks the caller's words into the media service, with the laptop's ears
 * and voice behind it. Calls take as long as they would on the telephone, one after the other.
 */
export async function audioStage(options: AudioStageOptions): Promise<Stage> {
  const undo = new AsyncDisposableStack();
  try {
    const [first] = options.castings;
    const setting = await setUp(options, undo);
    return {
      level: 'audio',
      cannotPlay: (casting) => cannotPlay(casting, first?.scenario.world.now),
      needsStageAlone: () => true,
      play: (casting, _caller, seed) => playAudio(setting, casting, seed),
      [Symbol.asyncDispose]: () => undo.disposeAsync(),
    };
  } catch (cause) {
    await undo.disposeAsync();
    throw cause;
  }
}

function cannotPlay(casting: Casting, clock: string | undefined): string | undefined {
  const { caller, world } = casting.scenario;
  if (caller.kind === 'persona') return 'a persona is not played by voice; script the turns of the caller';
  if (caller.turns.some(({ say, hangUp }) => say === undefined && hangUp === undefined))
    return 'keys and silences are not played by voice';
  if ((world.meanwhile ?? []).length > 0) return 'what others do meanwhile is not played by voice';
  if (world.now !== clock)
    return `its call begins at another time than that of the first scenario (${clock})`;
  return unmakeableMock(casting);
}

async function setUp(options: AudioStageOptions, undo: AsyncDisposableStack): Promise<Setting> {
  const services = await connectorService();
  undo.defer(() => services.close());
  const playbooks = ownPlaybooks(options.castings, services);
  const [first] = options.castings;
  const beginsMs = first === undefined ? Date.now() : beginsAtMs(first.scenario.world, first.playbook.source);
  options.onProgress?.('Synthesizing the stack');
  const assembly = synthesizeForScenarios([...playbooks.values()], {
    parts: { mediaService: {} },
    aheadMs: beginsMs - Date.now(),
  });
  undo.use(assembly);
  const logs: string[] = [];
  const laptop = await startLaptop({
    assemblyDirectory: assembly.directory,
    dataDirectory: 'memory',
    latency: 'zero',
    seed: options.seed,
    realServices: options.realServices,
    onLog: (_name, line) => logs.push(line),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  undo.defer(() => laptop.close());
  const keeper = calendarKeeper(placeOf(laptop.cloud.outputs, laptop.cloud.environment));
  undo.defer(() => keeper.close());
  const customers = customersKeeper(placeOf(laptop.cloud.outputs, laptop.cloud.environment));
  undo.defer(() => customers.close());
  return { laptop, keeper, customers, services, playbooks, logs };
}

async function playAudio(setting: Setting, casting: Casting, seed: number): Promise<Outcome> {
  const { laptop, keeper, customers, services, logs } = setting;
  const { scenario } = casting;
  const playbook = setting.playbooks.get(castingKey(casting));
  if (playbook === undefined) throw new Error(`${scenario.id} was not among the scenarios of this stage.`);
  const utterances = await callersVoice(spokenTurns(casting), scenario.line ?? {}, seed);
  await keeper.empty(playbook);
  await keeper.fill(playbook, scenario.world.calendar ?? {}, beginsAtMs(scenario.world, playbook.source));
  await customers.begin(
    playbook,
    leadsOf(scenario.world, playbook.source),
    beginsAtMs(scenario.world, playbook.source),
  );
  const world = async () => ({
    appointments: await laptop.record.appointments(playbook.id),
    ...(await customers.contents(playbook)),
  });
  const before = await world();
  const unmatched = services.begin(playbook.id, scenario.world.tools ?? []);
  const undoMocks = await setMocks(laptop.cloud, casting);
  const { from, variables } = scenario.caller;
  const { callId, endReason } = await placeFileCall({
    mediaUrl: laptop.mediaUrl,
    playbook: playbook.id,
    utterances,
    record: false,
    ...(from === undefined ? {} : { from }),
    ...(variables === undefined ? {} : { variables }),
  }).finally(undoMocks);
  const records = await laptop.record.turns(callId);
  const ended = EndReason.safeParse(endReason);
  return {
    scenario,
    level: 'audio',
    playbook,
    ending: ended.success
      ? { ended: ended.data }
      : { ended: 'stuck', why: `the line ended with ${endReason}` },
    records,
    before,
    after: await world(),
    othersMade: [],
    unmatched,
    logs: logs.filter((line) => line.includes(callId)),
    answerMs: records.flatMap(({ request }) => request.played?.latency.firstAudioMs ?? []),
  };
}

function spokenTurns({ scenario }: Casting): ScriptedTurn[] {
  const { caller } = scenario;
  return caller.kind === 'scripted' ? caller.turns.filter(({ say }) => say !== undefined) : [];
}
