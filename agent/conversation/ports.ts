import type { HistoryEntry } from '../call/call-state.ts';
import type { TurnRecord } from '../call/turn-record.ts';
import type { UnderstandInput } from '../capture/understand-input.ts';
import type { Understanding } from '../capture/understanding.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { ToolCall, ToolResult, Tools } from '../tools/tool.ts';
import type { Tokens } from '../turn/answer.ts';
import type { Heard, ToHear } from './heard.ts';
import type { Situation } from './situation.ts';

/** The record of calls. One committed turn is one item; see `agent/call/turn-record.ts`. */
export interface CallStore {
  /** The newest committed turn, or undefined when the call is unknown. Strongly consistent. */
  newestTurn(callId: string): Promise<TurnRecord | undefined>;
  /** One committed turn. */
  turn(callId: string, turn: number): Promise<TurnRecord | undefined>;
  /** How many calls of this number (E.164) are on record. It may lag behind by seconds. */
  callsFrom(from: string): Promise<number>;
  /** Stores the turn if no turn of that number is stored yet; says which of the two happened. */
  commit(record: TurnRecord): Promise<'committed' | 'already-committed'>;
}

/** One round of tool use within a turn: what the model asked for and what came of it. */
export interface ToolRound {
  /** What the model said before it asked, in its own markup. */
  text: string;
  uses: ToolCall[];
  results: ToolResult[];
}

/** Everything a writer (a Bedrock model or the script) is told. */
export interface ModelRequest {
  playbook: CompiledPlaybook;
  /** What it must know of the call at this moment. */
  situation: Situation;
  /** The recent talk, oldest first, without the caller's newest words (they are in `situation`). */
  history: HistoryEntry[];
  /** The rounds of tool use of this turn so far. */
  rounds: ToolRound[];
}

export type StopReason = 'end' | 'tool-use' | 'too-long' | 'refused';

/** What a writer streams back. `text` may hold the markup of `agent/conversation/markup.ts`. */
export type ModelEvent =
  | { type: 'text'; text: string }
  | { type: 'tool-use'; id: string; name: string; input: unknown }
  | { type: 'end'; reason: StopReason; tokens: Tokens };

/** Something that can write the agent's side of a turn. */
export interface Model {
  /** A Bedrock model id, or `script`. */
  readonly name: string;
  /** Streams one reply. Throws `ModelFailed` (`model-failed.ts`) when it cannot. */
  write(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

export interface Playbooks {
  /** The compiled playbook of that version, or the current one when `version` is absent. */
  get(id: string, version?: string): Promise<CompiledPlaybook | undefined>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Calls back later. Beside `Clock`, so that tests can let it pass in no time. */
export interface Timer {
  /** Calls back once after `ms` milliseconds, unless the function that it returns is called first. */
  after(ms: number, callback: () => void): () => void;
}

/** Reads the caller's words: `understand` of `agent/capture/understand.ts`. */
export type Understand = (input: UnderstandInput) => Understanding;

/** Makes what plain code can of a request with words in it: `hearing` of `agent/conversation/hear.ts`. */
export type Hear = (asked: ToHear) => Heard | Promise<Heard>;

/** All that a turn needs from outside. */
export interface TurnPorts {
  store: CallStore;
  playbooks: Playbooks;
  tools: Tools;
  /** In the order in which they are tried. The last is the script, which cannot fail. */
  models(playbook: CompiledPlaybook): Model[];
  hear: Hear;
  clock: Clock;
  timer: Timer;
}
