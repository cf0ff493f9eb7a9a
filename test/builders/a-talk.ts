import type { Appointment, CallState } from '../../agent/call/call-state.ts';
import { understand } from '../../agent/capture/understand.ts';
import { hearing } from '../../agent/conversation/hear.ts';
import type { Model } from '../../agent/conversation/ports.ts';
import { takeTurn } from '../../agent/conversation/take-turn.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { scriptModel } from '../../agent/script/script-model.ts';
import type { ConnectorPorts } from '../../agent/tools/connector/use-connector.ts';
import { toolbox } from '../../agent/tools/tools.ts';
import type { AnswerEvent } from '../../agent/turn/answer.ts';
import { loadPlaybooks } from '../../lib/playbooks.ts';
import { neverLate } from './a-desk.ts';
import { callerKeyed, callerSaid, callStarted, cutShort } from './a-turn-request.ts';
import { type MemoryCalendar, memoryCalendar } from './memory-calendar.ts';
import { memoryCallStore } from './memory-call-store.ts';
import { toolPorts } from './tool-ports.ts';

/** Monday, 23 November 2026, 10:00 in Seattle. Thursday and Friday of that week are holidays. */
export const MONDAY_MS = Date.parse('2026-11-23T18:00:00Z');

/** A whole call in text: the real turn, tools, capture and script, with a calendar and a record in memory. */
export interface Talk {
  calendar: MemoryCalendar;
  /** The caller says something when they have heard no more than that of the agent's last answer. */
  cutIn(words: string, heard: string): Promise<string>;
  /** What the caller says; answers what the agent says. */
  say(words: string, draft?: unknown): Promise<string>;
  /** Has the answer to these words thought through and gives the draft of it; nothing is stored. */
  thinkAhead(words: string): Promise<unknown>;
  key(keys: string): Promise<string>;
  state(): CallState;
  /** The events of the newest answer. */
  answer(): AnswerEvent[];
  /** Both sides so far, for a failing test to show. */
  transcript(): string;
}

export interface TalkOptions {
  nowMs?: number;
  from?: string;
  appointments?: Appointment[];
  playbook?: CompiledPlaybook;
  /** The business's own services. */
  connectors?: ConnectorPorts;
  /** Who writes before the script does. */
  models?: Model[];
}

/** Read and checked once: whole calls are played by the hundred. */
const PLAYBOOKS = loadPlaybooks();

/** The dental practice that comes with Parley. */
export function dentalPlaybook(): CompiledPlaybook {
  return referencePlaybook('dental-appointments');
}

/** A playbook that comes with Parley. */
export function referencePlaybook(id: string): CompiledPlaybook {
  const found = PLAYBOOKS.find((playbook) => playbook.id === id);
  if (found === undefined) throw new Error(`playbooks/${id} is gone.`);
  return found;
}

/** Begins a call that the script answers; the greeting has been said. */
export async function aTalk(options: TalkOptions = {}): Promise<Talk> {
  const playbook = options.playbook ?? dentalPlaybook();
  const calendar = memoryCalendar(playbook.source.calendar.slotMinutes);
  for (const appointment of options.appointments ?? []) calendar.put(appointment);
  const store = memoryCallStore();
  const ports = {
    store,
    playbooks: { get: async () => playbook },
    tools: toolbox(
      toolPorts({
        calendar,
        ...(options.connectors === undefined ? {} : { connectors: options.connectors }),
      }),
    ),
    models: () => [...(options.models ?? []), scriptModel()],
    hear: hearing(understand, { now: () => options.nowMs ?? MONDAY_MS }),
    clock: { now: () => options.nowMs ?? MONDAY_MS },
    timer: neverLate,
  };
  const lines: string[] = [];
  let answer: AnswerEvent[] = [];
  const take = async (request: unknown): Promise<string> => {
    answer = [];
    for await (const event of takeTurn(request, ports)) answer.push(event);
    const said = answer.flatMap((event) => (event.type === 'say' ? [event.text] : [])).join(' ');
    lines.push(`agent:  ${said}`);
    return said;
  };
  const next = (): number => store.records.length + 1;
  const from = options.from === undefined ? {} : { from: options.from };
  await take(callStarted({ playbook: playbook.id, ...from }));
  return {
    calendar,
    say(words, draft) {
      lines.push(`caller: ${words}`);
      return take(callerSaid(next(), words, draft === undefined ? {} : { draft }));
    },
    cutIn(words, heard) {
      lines.push(`caller: ${words} (after "${heard}")`);
      return take(callerSaid(next(), words, cutShort(next() - 1, heard)));
    },
    async thinkAhead(words) {
      await take(callerSaid(next(), words, { mode: 'speculate' }));
      const last = answer.at(-1);
      return last?.type === 'done' ? last.draft : undefined;
    },
    key(keys) {
      lines.push(`caller: [${keys}]`);
      return take(callerKeyed(next(), keys));
    },
    state() {
      const state = store.records.at(-1)?.state;
      if (state === undefined) throw new Error(`No turn was stored: ${JSON.stringify(answer)}`);
      return state;
    },
    answer: () => answer,
    transcript: () => lines.join('\n'),
  };
}

/** The caller's words one after the other; the agent's last answer. */
export async function through(talk: Talk, ...words: string[]): Promise<string> {
  let answer = '';
  for (const said of words) answer = await talk.say(said);
  return answer;
}

/** When the appointments in the calendar begin, earliest first. */
export function starts(talk: Talk): string[] {
  return talk.calendar.appointments().map((one) => one.slot.start);
}

/** What the agent did beside speaking in its newest answer. */
export function deeds(talk: Talk): string[] {
  return talk.answer().flatMap((event) => (event.type === 'do' ? [event.do.action] : []));
}
