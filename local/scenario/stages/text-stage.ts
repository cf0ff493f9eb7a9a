import { understand } from '../../../agent/capture/understand.ts';
import { hearing } from '../../../agent/conversation/hear.ts';
import type { Model, Timer, TurnPorts } from '../../../agent/conversation/ports.ts';
import { takeTurn } from '../../../agent/conversation/take-turn.ts';
import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import { callIdAt } from '../../../agent/scenario/call-id.ts';
import type { Outcome } from '../../../agent/scenario/outcome.ts';
import { play, TURN_SPACING_MS } from '../../../agent/scenario/play.ts';
import type { Scenario } from '../../../agent/scenario/schema/scenario.ts';
import { appointmentsOf, beginsAtMs, leadsOf, playbookOf } from '../../../agent/scenario/world/contents.ts';
import { type MemoryCalendar, memoryCalendar } from '../../../agent/scenario/world/memory-calendar.ts';
import { memoryCallStore } from '../../../agent/scenario/world/memory-call-store.ts';
import { memoryCrm } from '../../../agent/scenario/world/memory-crm.ts';
import { mockedHttp } from '../../../agent/scenario/world/mocked-http.ts';
import { mockedTools } from '../../../agent/scenario/world/mocked-tools.ts';
import { scriptModel } from '../../../agent/script/script-model.ts';
import type { ConnectorPorts } from '../../../agent/tools/connector/use-connector.ts';
import { toolbox } from '../../../agent/tools/tools.ts';
import type { AnswerEvent } from '../../../agent/turn/answer.ts';
import type { TurnRequest } from '../../../agent/turn/turn-request.ts';
import { seededRandom } from '../../latency/random.ts';
import { type Casting, modelsFor, SCRIPT, type Stage } from './stage.ts';

/** What a connector asks is answered by the scenario's mocks, and by nobody else. */
const NO_SERVICES: ConnectorPorts = {
  http: mockedHttp({ next: () => undefined, pass: () => undefined }),
  secrets: { get: (name) => Promise.reject(new Error(`No secret ${name} is read in a scenario.`)) },
};

/** Nothing here takes time, so nothing is ever late. */
const NEVER_LATE: Timer = { after: () => () => undefined };

export interface TextStageOptions {
  /** Makes the model of that Bedrock id; undefined when no Bedrock can be reached from here. */
  bedrock: ((modelId: string) => Model) | undefined;
  timer: Timer;
}

/** The script alone answers, and nothing takes time. */
export const WITHOUT_BEDROCK: TextStageOptions = { bedrock: undefined, timer: NEVER_LATE };

/** Scenarios against the domain in this process: the real turn, tools, capture and script, on a virtual clock. */
export function textStage({ bedrock, timer }: TextStageOptions = WITHOUT_BEDROCK): Stage {
  return {
    level: 'text',
    cannotPlay: ({ model }) =>
      model !== SCRIPT && bedrock === undefined
        ? `the level text reaches no Bedrock on this machine; play ${model} with --level turns, or with --aws bedrock`
        : undefined,
    needsStageAlone: () => false,
    play: (casting, caller, seed) => playText(casting, caller, seed, { bedrock, timer }),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function playText(
  casting: Casting,
  caller: Parameters<Stage['play']>[1],
  seed: number,
  options: TextStageOptions,
): Promise<Outcome> {
  const { scenario, model } = casting;
  const { id } = casting.playbook;
  const playbook = playbookOf(casting.playbook, scenario.world, { id, models: modelsFor(model) });
  const desk = await setUp(scenario, playbook, model, options);
  const before = desk.world();
  const othersMade: string[] = [];
  const scene = {
    take: desk.take,
    async happens(event: Parameters<typeof appointmentsOf>[0]) {
      othersMade.push(...(await fill(desk.calendar, playbook, event)));
    },
  };
  const ending = await play(scene, caller, {
    callId: callIdAt(beginsAtMs(scenario.world, playbook.source), seededRandom(seed)),
    playbook: playbook.id,
    line: 'text',
    locale: scenario.locale ?? playbook.locales[0],
    from: scenario.caller.from,
    variables: scenario.caller.variables,
    meanwhile: scenario.world.meanwhile ?? [],
  });
  return {
    scenario,
    level: 'text',
    playbook,
    ending,
    records: desk.records,
    before,
    after: desk.world(),
    othersMade,
    unmatched: desk.unmatched,
    logs: [],
    answerMs: [],
  };
}

async function setUp(
  { world }: Scenario,
  playbook: CompiledPlaybook,
  model: string,
  { bedrock, timer }: TextStageOptions,
) {
  let nowMs = beginsAtMs(world, playbook.source);
  const calendar = memoryCalendar(playbook.source.calendar.slotMinutes, () => nowMs);
  await fill(calendar, playbook, world.calendar ?? {});
  const store = memoryCallStore();
  const crm = memoryCrm(() => nowMs);
  for (const lead of leadsOf(world, playbook.source)) crm.put(lead);
  const tools = mockedTools({
    world: toolbox({ calendar, crm, connectors: NO_SERVICES }),
    mocks: world.tools ?? [],
    pass: (ms) => {
      nowMs += ms;
    },
  });
  const writer = model === SCRIPT ? undefined : bedrock?.(model);
  const ports: TurnPorts = {
    store,
    playbooks: { get: async () => playbook },
    tools,
    models: () => [...(writer === undefined ? [] : [writer]), scriptModel()],
    hear: hearing(understand, { now: () => nowMs }),
    clock: { now: () => nowMs },
    timer,
  };
  return {
    calendar,
    world: () => ({
      appointments: calendar.appointments(),
      leads: crm.leads(),
      tickets: crm.tickets(),
    }),
    records: store.records,
    unmatched: tools.unmatched,
    take: async (request: TurnRequest): Promise<AnswerEvent[]> => {
      const answer = await Array.fromAsync(takeTurn(request, ports));
      nowMs += TURN_SPACING_MS;
      return answer;
    },
  };
}

/** Puts appointments into the calendar, as far as their time is free; answers with their ids. */
async function fill(
  calendar: MemoryCalendar,
  playbook: CompiledPlaybook,
  contents: Parameters<typeof appointmentsOf>[0],
): Promise<string[]> {
  const made: string[] = [];
  for (const appointment of appointmentsOf(contents, playbook.source)) {
    const { outcome } = await calendar.book(playbook.id, appointment, playbook.source.calendar.slotMinutes);
    if (outcome === 'booked') made.push(appointment.id);
  }
  return made;
}
