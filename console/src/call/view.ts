import type { BrainLatency } from '../../../agent/turn/answer.ts';
import type { Expect } from '../../../agent/turn/expect.ts';
import type { LineLatency } from '../../../agent/turn/turn-request.ts';
import type { FromService } from '../../../media/lines/protocol.ts';

export type Floor = Extract<FromService, { type: 'floor' }>['state'];

export interface ToolView {
  name: string;
  status: 'started' | 'finished' | 'failed';
  ms?: number | undefined;
}

/** One turn as the page shows it: the caller's words, then the agent's. */
export interface TurnView {
  turn: number;
  caller?: { text: string; final: boolean };
  sentences: string[];
  /** How many sentences have begun to play. */
  spoken: number;
  /** What the caller heard before cutting in; absent when nobody did. */
  heard?: string;
  tools: ToolView[];
  actions: string[];
  line?: LineLatency;
  brain?: BrainLatency;
  model?: string;
  fellBack: string[];
}

export type Phase = 'idle' | 'connecting' | 'talking' | 'ended' | 'refused';

/** Everything the page knows of the call on screen. */
export interface CallView {
  phase: Phase;
  callId?: string;
  playbook?: string;
  locale?: string;
  floor: Floor;
  expect?: Expect;
  turns: TurnView[];
  /** Where in the contact flow the call is, on a line that plays one. */
  place?: { flow: string; block: string; action: string };
  /** Why the call is over or was never taken. */
  outcome?: string;
}

export const noCall: CallView = { phase: 'idle', floor: 'ended', turns: [] };

/** Folds one message of the media service into the view. Pure, so that any call can be replayed on screen. */
export function fold(view: CallView, message: FromService): CallView {
  switch (message.type) {
    case 'started':
      return {
        ...view,
        phase: 'talking',
        callId: message.callId,
        playbook: message.playbook,
        locale: message.locale,
      };
    case 'hearing':
      return changeTurn(view, message.turn, (turn) => ({
        ...turn,
        caller: { text: message.text, final: message.final },
      }));
    case 'answer':
      return changeTurn(view, message.turn, (turn) => foldAnswer(turn, message.event));
    case 'speaking':
      return changeTurn(view, message.turn, (turn) => ({ ...turn, spoken: turn.spoken + 1 }));
    case 'interrupted':
      return changeTurn(view, message.turn, (turn) => ({ ...turn, heard: message.heard }));
    case 'latency':
      return changeTurn(view, message.turn, (turn) => ({ ...turn, line: message.latency }));
    case 'floor':
      return { ...view, floor: message.state };
    case 'waiting':
      return { ...view, expect: message.expect };
    case 'ended':
      return { ...view, phase: 'ended', floor: 'ended', outcome: outcomeOf(message) };
    case 'refused':
      return { ...view, phase: 'refused', floor: 'ended', outcome: message.message };
    case 'flow':
      return { ...view, place: { flow: message.flow, block: message.block, action: message.action } };
    case 'clear':
      return view;
  }
}

function outcomeOf(message: Extract<FromService, { type: 'ended' }>): string {
  const reason = message.reason.replaceAll('-', ' ');
  return message.detail === undefined ? reason : `${reason}: ${message.detail}`;
}

function foldAnswer(turn: TurnView, event: Extract<FromService, { type: 'answer' }>['event']): TurnView {
  switch (event.type) {
    case 'say':
      return { ...turn, sentences: [...turn.sentences, event.text] };
    case 'tool':
      return { ...turn, tools: foldTool(turn.tools, event) };
    case 'do':
      return { ...turn, actions: [...turn.actions, event.do.action] };
    case 'done':
      return { ...turn, brain: event.latency, model: event.model, fellBack: event.fellBack };
    case 'refused':
      return { ...turn, actions: [...turn.actions, `refused: ${event.message}`] };
    case 'expect':
      return turn;
  }
}

function foldTool(tools: ToolView[], event: ToolView): ToolView[] {
  const running = tools.findLastIndex((tool) => tool.name === event.name && tool.status === 'started');
  return running === -1 ? [...tools, event] : tools.with(running, event);
}

function changeTurn(view: CallView, number: number, change: (turn: TurnView) => TurnView): CallView {
  const index = view.turns.findIndex((turn) => turn.turn === number);
  const before = view.turns[index];
  if (before !== undefined) return { ...view, turns: view.turns.with(index, change(before)) };
  const fresh: TurnView = { turn: number, sentences: [], spoken: 0, tools: [], actions: [], fellBack: [] };
  const turns = [...view.turns, change(fresh)].sort((a, b) => a.turn - b.turn);
  return { ...view, turns };
}
