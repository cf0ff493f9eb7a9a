import type { TurnRecord } from '../../agent/call/turn-record.ts';
import { understand } from '../../agent/capture/understand.ts';
import { hearing } from '../../agent/conversation/hear.ts';
import type { CallStore, Model } from '../../agent/conversation/ports.ts';
import { takeTurn } from '../../agent/conversation/take-turn.ts';
import { answerLex } from '../../agent/lex/answer-lex.ts';
import { recordContactEvent } from '../../agent/lex/contact-events.ts';
import { answerFlow, FlowEvent } from '../../agent/lex/flow-event.ts';
import type { HookPorts } from '../../agent/lex/hook-ports.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { answerPstn } from '../../agent/pstn/answer-pstn.ts';
import { scriptModel } from '../../agent/script/script-model.ts';
import { toolbox } from '../../agent/tools/tools.ts';
import { synthesizeTemplate } from '../../lib/synthesize.ts';
import { CloudFormation } from '../../local/cloud/assembly.ts';
import { readTemplate } from '../../local/cloud/template.ts';
import { laptopParts } from '../../local/synthesize.ts';
import { readArtefacts, type TelephoneArtefacts } from '../../local/telephone/artefacts.ts';
import { runSipCall } from '../../local/telephone/chime/sip-call.ts';
import { type ConnectInstance, runContact } from '../../local/telephone/connect/contact-call.ts';
import type { PublishedEvent } from '../../local/telephone/connect/contact-events.ts';
import { PERSON_AT_HAND, type QueueBehaviour } from '../../local/telephone/connect/queue.ts';
import type { QueuedTask } from '../../local/telephone/connect/task-contact.ts';
import type { CallEnd } from '../../local/telephone/handset.ts';
import type { InvokeOutcome } from '../../local/telephone/invoke.ts';
import { dentalPlaybook, MONDAY_MS } from './a-talk.ts';
import { type MemoryCalendar, memoryCalendar } from './memory-calendar.ts';
import { memoryCallStore } from './memory-call-store.ts';
import { CALL_ID, type TextHandset, type TextHandsetOptions, textHandset } from './text-handset.ts';
import { toolPorts } from './tool-ports.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** How long the synthesis may take on a busy machine: to be allowed to the first test that needs it. */
export const SYNTH_MS = 120_000;

let synthesized: TelephoneArtefacts | undefined;

/** What the telephone plays of the stack as a laptop synthesizes it. */
export function synthesizedArtefacts(): TelephoneArtefacts {
  if (synthesized !== undefined) return synthesized;
  const playbooks = [dentalPlaybook()];
  const { template } = synthesizeTemplate(laptopParts(playbooks), playbooks);
  const read = readTemplate(CloudFormation.parse(template.toJSON()), {
    stackName: 'Parley',
    region: 'us-east-1',
    loadBalancerAddress: '127.0.0.1:1',
  });
  synthesized = readArtefacts([read]);
  return synthesized;
}

export function synthesizedInstance(): ConnectInstance {
  const { connect } = synthesizedArtefacts();
  if (connect === undefined) throw new Error('The laptop synthesizes no contact flow.');
  return connect;
}

export interface Brain {
  readonly ports: HookPorts;
  readonly calendar: MemoryCalendar;
  /** The call's turns so far. */
  records(): Promise<TurnRecord[]>;
}

export interface BrainOptions {
  /** Who answers; the dental practice when absent. */
  agent?: CompiledPlaybook;
  store?: CallStore;
  models?: readonly Model[];
}

/** What the functions do, in this process: the real turn with a calendar in memory, on the call's clock. */
export function aBrain(clock: VirtualClock, options: BrainOptions = {}): Brain {
  const playbook = options.agent ?? dentalPlaybook();
  const calendar = memoryCalendar(playbook.source.calendar.slotMinutes);
  const store = options.store ?? memoryCallStore();
  const ports: HookPorts = {
    store,
    playbooks: { get: async (id) => (id === playbook.id ? playbook : undefined) },
    tools: toolbox(toolPorts({ calendar })),
    models: () => [...(options.models ?? []), scriptModel()],
    hear: hearing(understand, { now: () => MONDAY_MS + clock.now() }),
    clock: { now: () => MONDAY_MS + clock.now() },
    timer: clock,
    thinkOn: async (request) => {
      for await (const _event of takeTurn(request, ports));
    },
    report: () => {},
  };
  return {
    ports,
    calendar,
    records: async () => {
      const newest = await store.newestTurn(CALL_ID);
      const turns = Array.from({ length: newest?.turn ?? 0 }, (_, index) => store.turn(CALL_ID, index + 1));
      return (await Promise.all(turns)).filter((record) => record !== undefined);
    },
  };
}

/** The code hook's function, as Lex and the contact flow call it. */
export async function invokeHook(event: unknown, { ports }: Brain): Promise<InvokeOutcome> {
  try {
    const fromFlow = FlowEvent.safeParse(event);
    const payload = fromFlow.success ? await answerFlow(fromFlow.data, ports) : await answerLex(event, ports);
    return { ok: true, payload };
  } catch (cause) {
    return { ok: false, error: String(cause) };
  }
}

export interface ConnectCallOptions extends TextHandsetOptions, BrainOptions {
  instance?: ConnectInstance;
  queue?: Partial<QueueBehaviour>;
  /** Stands before the hook: may answer in its place, or slowly. */
  beforeHook?: (event: unknown, count: number) => Promise<InvokeOutcome> | undefined;
}

export interface ConnectCall extends Brain {
  end: CallEnd;
  handset: TextHandset;
  /** Contact events, in the order in which they were published. */
  published: PublishedEvent[];
  /** Events that the hook was sent. */
  hookEvents: unknown[];
  /** Tasks that a person finds in their queue. */
  tasks: QueuedTask[];
  problems: string[];
}

/** One whole call to the synthesized contact flow: a caller in words, the real hook, events into the record. */
export async function connectCall(options: ConnectCallOptions = {}): Promise<ConnectCall> {
  const handset = textHandset(options);
  const brain = aBrain(handset.clock, options);
  const published: PublishedEvent[] = [];
  const hookEvents: unknown[] = [];
  const tasks: QueuedTask[] = [];
  const problems: string[] = [];
  let working = 0;
  const work = async <T>(task: Promise<T>): Promise<T> => {
    working += 1;
    return task.finally(() => {
      working -= 1;
    });
  };
  const run = runContact(handset, options.instance ?? synthesizedInstance(), {
    invoke: async (_functionArn, event) => {
      hookEvents.push(event);
      const instead = options.beforeHook?.(event, hookEvents.length);
      return (await instead) ?? work(invokeHook(event, brain));
    },
    publish: async (event) => {
      published.push(event);
      await work(recordContactEvent({ detail: event.detail }, brain.ports));
    },
    newId: () => '00000000-0000-4000-8000-000000000000',
    onTask: (task) => tasks.push(task),
    nowMs: brain.ports.clock.now,
    queue: { ...PERSON_AT_HAND, ...options.queue },
    onProblem: (message) => problems.push(message),
  });
  // A store in memory needs no real time, and a hook that waits does so on the call's clock.
  const isBusy = options.store === undefined ? () => false : () => working > 0;
  const end = await handset.until(run, { isBusy });
  return { ...brain, end, handset, published, hookEvents, tasks, problems };
}

/** One whole call to the synthesized SIP media application, which shares bot and hook with the contact flow. */
export async function chimeCall(
  options: Omit<ConnectCallOptions, 'instance' | 'store'> = {},
): Promise<ChimeCall> {
  const { chime } = synthesizedArtefacts();
  if (chime === undefined) throw new Error('The laptop synthesizes no SIP media application.');
  const handset = textHandset(options);
  const brain = aBrain(handset.clock, options);
  const line = {
    playbook: options.agent ?? dentalPlaybook(),
    botAliasArn: chime.bots[0]?.aliasArn ?? '',
    recordings: undefined,
  };
  const events: unknown[] = [];
  const problems: string[] = [];
  const run = runSipCall(handset, chime, {
    invoke: async (functionArn, event) => {
      if (functionArn !== chime.functionArn) return invokeHook(event, brain);
      events.push(event);
      return { ok: true, payload: await answerPstn(event, line, brain.ports) };
    },
    newId: () => '00000000-0000-4000-8000-00000000000a',
    nowMs: brain.ports.clock.now,
    queue: { ...PERSON_AT_HAND, ...options.queue },
    onProblem: (message) => problems.push(message),
  });
  const end = await handset.until(run);
  return { ...brain, end, handset, events, problems };
}

export interface ChimeCall extends Brain {
  end: CallEnd;
  handset: TextHandset;
  /** Invocation events that the application's function was sent. */
  events: unknown[];
  problems: string[];
}

/** What the agent said, in order. */
export function agentSaid({ handset }: { handset: TextHandset }): string[] {
  return handset.talk.flatMap((line) => (line.startsWith('agent: ') ? [line.slice('agent: '.length)] : []));
}
