import type { TurnCause } from '../turn/turn-request.ts';
import { CallStatus } from './call-state.ts';

/** What can move a call from one status to another. */
export type CallMove =
  /** The agent has picked up. */
  | 'answered'
  /** The caller said or keyed something, and the agent answered. */
  | 'caller-turn'
  /** The agent took a turn that the caller did not ask for: a reminder, a warning, a line that came back. */
  | 'agent-turn'
  /** The line was asked to pass the call to a person. */
  | 'transfer-requested'
  /** The line tells how the transfer goes: the caller waits in a queue, a person answered, nobody will. */
  | 'transfer-progressed'
  /** The agent has said goodbye and asked the line to hang up. */
  | 'closing'
  /** The line is down. */
  | 'ended';

/**
 * The legal moves. A person who cannot be reached gives the caller back to the agent, and a caller who says
 * "wait, one more thing" into the goodbye is listened to: so `caller-turn` leads back to `talking`.
 */
export const MOVES: Record<CallStatus, Partial<Record<CallMove, CallStatus>>> = {
  ringing: { answered: 'greeting' },
  greeting: {
    'caller-turn': 'talking',
    'agent-turn': 'greeting',
    'transfer-requested': 'transferring',
    'transfer-progressed': 'transferring',
    closing: 'wrapping-up',
    ended: 'ended',
  },
  talking: {
    'caller-turn': 'talking',
    'agent-turn': 'talking',
    'transfer-requested': 'transferring',
    'transfer-progressed': 'transferring',
    closing: 'wrapping-up',
    ended: 'ended',
  },
  transferring: {
    'caller-turn': 'talking',
    'agent-turn': 'transferring',
    'transfer-requested': 'transferring',
    'transfer-progressed': 'transferring',
    closing: 'wrapping-up',
    ended: 'ended',
  },
  'wrapping-up': {
    'caller-turn': 'talking',
    'agent-turn': 'wrapping-up',
    'transfer-requested': 'transferring',
    'transfer-progressed': 'transferring',
    closing: 'wrapping-up',
    ended: 'ended',
  },
  ended: {},
};

/** A move that the table does not have: the history is not one of a real call, or the code has a bug. */
export class IllegalMove extends Error {
  override readonly name = 'IllegalMove';
  readonly status: CallStatus;
  readonly move: CallMove;

  constructor(status: CallStatus, move: CallMove) {
    const legal = Object.keys(MOVES[status]).join(', ') || 'nothing';
    super(`A call that is "${status}" cannot take the move "${move}"; it can take ${legal}.`);
    this.status = status;
    this.move = move;
  }
}

/** What a turn did, as far as the call's status depends on it. */
export interface TurnOutcome {
  cause: TurnCause;
  transferRequested: boolean;
  closing: boolean;
}

/** The status before the agent has picked up. */
export function initialStatus(): CallStatus {
  return 'ringing';
}

/**
 * The moves that a turn makes, in order. A turn that asks for a transfer and says goodbye as well transfers:
 * hanging up would drop the caller. Throws `IllegalMove` when the call cannot take such a turn now.
 */
export function decide(outcome: TurnOutcome, status: CallStatus): CallMove[] {
  const moves = [MOVE_OF_CAUSE[outcome.cause]];
  if (outcome.transferRequested) moves.push('transfer-requested');
  else if (outcome.closing) moves.push('closing');
  moves.reduce(evolve, status);
  return moves;
}

/** The status after a move. Throws `IllegalMove`. */
export function evolve(status: CallStatus, move: CallMove): CallStatus {
  const next = MOVES[status][move];
  if (next === undefined) throw new IllegalMove(status, move);
  return next;
}

/** The first move of a turn, by what caused it. */
export const MOVE_OF_CAUSE: Record<TurnCause, CallMove> = {
  'call-started': 'answered',
  'caller-said': 'caller-turn',
  'caller-keyed': 'caller-turn',
  'caller-silent': 'agent-turn',
  'time-nearly-up': 'agent-turn',
  'line-resumed': 'agent-turn',
  'transfer-progressed': 'transfer-progressed',
  'call-ended': 'ended',
};

/** The table of legal moves as a Markdown table; `docs/call-status.md` is made of it. */
export function statusTable(): string {
  const moves = CallStatus.options.flatMap((status) =>
    Object.entries(MOVES[status]).map(([move, next]) => [status, move, next]),
  );
  const rows = [['status', 'move', 'next status'], ...moves];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill: string) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head, ' '), line(['', '', ''], '-'), ...body.map((row) => line(row, ' ')), ''].join('\n');
}
