import { hearing } from '../../agent/conversation/hear.ts';
import type { Model, Timer, TurnPorts, Understand } from '../../agent/conversation/ports.ts';
import { type TurnOptions, takeTurn } from '../../agent/conversation/take-turn.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import type { ToolCall, ToolContext, ToolResult, Tools } from '../../agent/tools/tool.ts';
import type { AnswerEvent } from '../../agent/turn/answer.ts';
import { aPlaybook } from './a-playbook.ts';
import { type MemoryCallStore, memoryCallStore } from './memory-call-store.ts';

/** Tuesday, 1 December 2026, 10:00 in New York. */
export const NOW_MS = Date.parse('2026-12-01T15:00:00Z');

export interface DeskOptions {
  models?: Model[];
  playbook?: CompiledPlaybook;
  understand?: Understand;
  /** What each tool answers; a tool that is not named here has nothing to tell and succeeds. */
  tools?: Record<string, (call: ToolCall, context: ToolContext) => ToolResult>;
  timer?: Timer;
}

/** Everything a turn needs, in memory, with a clock that stands still unless it is moved. */
export interface Desk {
  store: MemoryCallStore;
  ports: TurnPorts;
  /** The tools that ran, with the key under which each took effect. */
  toolRuns: { call: ToolCall; context: ToolContext }[];
  passMs(ms: number): void;
  take(request: unknown, options?: TurnOptions): Promise<AnswerEvent[]>;
}

/** A timer that never fires. */
export const neverLate: Timer = { after: () => () => undefined };
/** A timer whose time is always up at the next chance: whatever waits on it is too slow. */
export const alwaysLate: Timer = {
  after(_ms, callback) {
    const handle = setImmediate(callback);
    return () => clearImmediate(handle);
  },
};

export function aDesk(options: DeskOptions = {}): Desk {
  const store = memoryCallStore();
  const playbook = options.playbook ?? aPlaybook();
  const toolRuns: Desk['toolRuns'] = [];
  let nowMs = NOW_MS;
  const tools: Tools = {
    async run(call, context) {
      toolRuns.push({ call, context });
      const answer = options.tools?.[call.name];
      return answer?.(call, context) ?? { ok: true, id: call.id, content: {}, effects: [] };
    },
  };
  const ports: TurnPorts = {
    store,
    tools,
    playbooks: { get: async (id) => (id === playbook.id ? playbook : undefined) },
    models: () => options.models ?? [],
    hear: hearing(options.understand ?? (() => ({ fields: {}, problems: [] })), { now: () => nowMs }),
    clock: { now: () => nowMs },
    timer: options.timer ?? neverLate,
  };
  return {
    store,
    ports,
    toolRuns,
    passMs(ms) {
      nowMs += ms;
    },
    async take(request, turnOptions) {
      const answer: AnswerEvent[] = [];
      for await (const event of takeTurn(request, ports, turnOptions)) answer.push(event);
      return answer;
    },
  };
}

/** What the agent said in an answer, sentence by sentence. */
export function said(answer: readonly AnswerEvent[]): string[] {
  return answer.flatMap((event) => (event.type === 'say' ? [event.text] : []));
}

/** The last event of an answer, which must be `done`. */
export function doneOf(answer: readonly AnswerEvent[]): Extract<AnswerEvent, { type: 'done' }> {
  const last = answer.at(-1);
  if (last?.type !== 'done')
    throw new Error(`The answer ends with ${JSON.stringify(last)} and not with done.`);
  return last;
}

/** What a refused answer says. */
export function refusalOf(answer: readonly AnswerEvent[]): Extract<AnswerEvent, { type: 'refused' }> {
  const [only] = answer;
  if (answer.length !== 1 || only?.type !== 'refused')
    throw new Error(`Not refused: ${JSON.stringify(answer)}`);
  return only;
}
