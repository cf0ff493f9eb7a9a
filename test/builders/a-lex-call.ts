import type { CallState } from '../../agent/call/call-state.ts';
import type { TurnRecord } from '../../agent/call/turn-record.ts';
import { understand } from '../../agent/capture/understand.ts';
import { hearing } from '../../agent/conversation/hear.ts';
import type { CallStore, Model } from '../../agent/conversation/ports.ts';
import { takeTurn } from '../../agent/conversation/take-turn.ts';
import { answerLex } from '../../agent/lex/answer-lex.ts';
import { answerFlow, type FlowAnswer, FlowEvent } from '../../agent/lex/flow-event.ts';
import type { HookPorts, HookTrouble } from '../../agent/lex/hook-ports.ts';
import type { LexResponse } from '../../agent/lex/response.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { scriptModel } from '../../agent/script/script-model.ts';
import { toolbox } from '../../agent/tools/tools.ts';
import type { TurnRequest } from '../../agent/turn/turn-request.ts';
import { dentalPlaybook, MONDAY_MS } from './a-talk.ts';
import { type MemoryCalendar, memoryCalendar } from './memory-calendar.ts';
import { memoryCallStore } from './memory-call-store.ts';
import { toolPorts } from './tool-ports.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

export const CONTACT_ID = '0b9c1a52-7d53-4b0e-9a0e-5f2f4f6f0c11';

/** What the hook works on, in memory, on a clock that stands still unless it is moved. */
export interface HookDesk {
  ports: HookPorts;
  records: TurnRecord[];
  calendar: MemoryCalendar;
  clock: VirtualClock;
  /** Turns that were handed on, and what was reported. */
  handedOn: TurnRequest[];
  troubles: HookTrouble[];
  /** Takes a turn that was handed on, as the turn function would. */
  thinkOn(request: TurnRequest): Promise<void>;
}

export interface HookDeskOptions {
  playbook?: CompiledPlaybook;
  /** Who writes before the script does. */
  models?: Model[];
  /** Stands between the hook and its record. */
  store?: (store: CallStore) => CallStore;
}

export function aHookDesk(options: HookDeskOptions = {}): HookDesk {
  const playbook = options.playbook ?? dentalPlaybook();
  const store = memoryCallStore();
  const calendar = memoryCalendar(playbook.source.calendar.slotMinutes);
  const clock = virtualClock();
  const handedOn: TurnRequest[] = [];
  const troubles: HookTrouble[] = [];
  const ports: HookPorts = {
    store: options.store?.(store) ?? store,
    playbooks: { get: async (id) => (id === playbook.id ? playbook : undefined) },
    tools: toolbox(toolPorts({ calendar })),
    models: () => [...(options.models ?? []), scriptModel()],
    hear: hearing(understand, { now: () => MONDAY_MS + clock.now() }),
    clock: { now: () => MONDAY_MS + clock.now() },
    timer: clock,
    thinkOn: async (request) => void handedOn.push(request),
    report: (trouble) => troubles.push(trouble),
  };
  return {
    ports,
    records: store.records,
    calendar,
    clock,
    handedOn,
    troubles,
    async thinkOn(request) {
      const alone = { ...ports, models: () => [scriptModel()] };
      for await (const _ of takeTurn(request, alone)) void _;
    },
  };
}

export interface LexCall {
  desk: HookDesk;
  /** The flow enters the conversation, again if it did before. */
  enter(parameters?: Record<string, string>): Promise<FlowAnswer>;
  say(words: string, changes?: Record<string, unknown>): Promise<LexResponse>;
  key(keys: string): Promise<LexResponse>;
  silence(): Promise<LexResponse>;
  /** Sends an event as it is; the session goes on from the answer. */
  send(event: Record<string, unknown>): Promise<LexResponse>;
  /** The event that Lex would send for these words now. */
  event(words: string, changes?: Record<string, unknown>): Record<string, unknown>;
  /** The session attributes as they stand. */
  attributes: Record<string, string>;
  state(): CallState;
}

/** A call on the Connect line, as the hook sees it: events in, responses out, attributes carried on. */
export function aLexCall(desk: HookDesk = aHookDesk(), from = '+12065550137'): LexCall {
  const call: LexCall = {
    desk,
    attributes: {
      playbook: dentalPlaybook().id,
      contactId: CONTACT_ID,
      line: 'connect',
      markup: 'ssml',
      recognition: 'Advanced',
      from,
    },
    async enter(parameters = {}) {
      const answer = await answerFlow(aFlowEvent(from, parameters), desk.ports);
      const { turn = '', startedAt = '', expect = '', waitingFor = '' } = answer;
      call.attributes = { ...call.attributes, turn, startedAt, expect, waitingFor };
      return answer;
    },
    event: (words, changes = {}) => aLexEvent(words, call.attributes, changes),
    say: (words, changes = {}) => call.send(aLexEvent(words, call.attributes, changes)),
    key: (keys) =>
      call.send(
        aLexEvent(keys, call.attributes, {
          inputMode: 'DTMF',
          requestAttributes: { 'x-amz-lex:dtmf-transcript': keys },
        }),
      ),
    silence: () => call.send(aLexEvent('', call.attributes, { transcriptions: [] })),
    async send(event) {
      const response = await answerLex(event, desk.ports);
      call.attributes = response.sessionState.sessionAttributes;
      return response;
    },
    state() {
      const state = desk.records.at(-1)?.state;
      if (state === undefined) throw new Error('No turn was stored.');
      return state;
    },
  };
  return call;
}

/** What the agent says in a response, without markup. */
export function wordsOf({ messages }: LexResponse): string {
  return messages.map(({ content }) => content.replace(/<[^>]*>/g, '')).join(' ');
}

/** An event of a contact flow that asks the hook. */
export function aFlowEvent(
  from: string,
  parameters: Record<string, string>,
  contactId = CONTACT_ID,
): FlowEvent {
  return FlowEvent.parse({
    Name: 'ContactFlowEvent',
    Details: {
      Parameters: {
        playbook: dentalPlaybook().id,
        step: 'enter',
        markup: 'ssml',
        recognition: 'Advanced',
        locale: 'en-US',
        ...parameters,
      },
      ContactData: {
        ContactId: contactId,
        LanguageCode: 'en-US',
        CustomerEndpoint: { Address: from, Type: 'TELEPHONE_NUMBER' },
      },
    },
  });
}

/** An event of Lex V2 in AWS's shape (developer guide, "Lambda input event format"). */
export function aLexEvent(
  words: string,
  sessionAttributes: Record<string, string>,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const intent = { name: 'FallbackIntent', slots: {}, state: 'InProgress', confirmationState: 'None' };
  return {
    messageVersion: '1.0',
    invocationSource: 'DialogCodeHook',
    inputMode: 'Speech',
    responseContentType: 'audio/pcm',
    sessionId: CONTACT_ID,
    inputTranscript: words,
    bot: { id: 'B', name: 'b', localeId: 'en_US', version: '1', aliasId: 'A', aliasName: 'live' },
    interpretations: [{ intent, interpretationSource: 'Lex' }],
    sessionState: {
      activeContexts: [],
      sessionAttributes,
      intent,
      originatingRequestId: crypto.randomUUID(),
    },
    transcriptions: [{ transcription: words, transcriptionConfidence: 0.9 }],
    ...changes,
  };
}
