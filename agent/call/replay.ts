import { TurnCause } from '../turn/turn-request.ts';
import type { CallStatus } from './call-state.ts';
import { type CallMove, evolve, initialStatus, MOVE_OF_CAUSE } from './call-status.ts';
import type { CallEvent } from './events/catalogue.ts';

/** A history of events that no call can have left: one is missing, out of order, or says what cannot be. */
export class BrokenHistory extends Error {
  override readonly name = 'BrokenHistory';
  readonly event: CallEvent;

  constructor(event: CallEvent, problem: string) {
    super(`Event ${event.id} (${event.type}): ${problem}`);
    this.event = event;
  }
}

interface Replay {
  status: CallStatus;
  last: CallEvent | undefined;
  /** What the turn being replayed says of the status after it. */
  declared: { status: CallStatus; event: CallEvent } | undefined;
}

/**
 * Replays a call's published events from the first and gives the status they lead to. Events that were
 * delivered more than once must be de-duplicated and sorted by (turn, sequence) before.
 *
 * Throws `BrokenHistory` when an event is missing or out of order or a turn's status is not the one that its
 * events lead to, and `IllegalMove` when a call cannot go that way.
 */
export function replay(events: readonly CallEvent[]): CallStatus {
  const start: Replay = { status: initialStatus(), last: undefined, declared: undefined };
  const end = events.reduce(replayEvent, start);
  checkDeclared(end);
  return end.status;
}

function replayEvent(before: Replay, event: CallEvent): Replay {
  checkOrder(before.last, event);
  const newTurn = before.last?.turn !== event.turn;
  if (newTurn) checkDeclared(before);
  const moves = movesOf(event);
  return {
    status: moves.reduce(evolve, before.status),
    last: event,
    declared:
      event.type === 'turn.completed'
        ? { status: event.data.status, event }
        : newTurn
          ? undefined
          : before.declared,
  };
}

/** The moves that an event stands for; most say something of the turn only. */
function movesOf(event: CallEvent): CallMove[] {
  switch (event.type) {
    case 'call.started':
      return ['answered'];
    case 'transfer.requested':
      return ['transfer-requested'];
    case 'call.ended':
      return ['ended'];
    case 'turn.completed':
      return movesOfTurn(event);
    default:
      return [];
  }
}

function movesOfTurn(event: Extract<CallEvent, { type: 'turn.completed' }>): CallMove[] {
  const cause = TurnCause.safeParse(event.data.cause);
  if (!cause.success) throw new BrokenHistory(event, `"${event.data.cause}" is no cause of a turn`);
  // The first and the last turn have events of their own for what they do to the call.
  const own = cause.data === 'call-started' || cause.data === 'call-ended';
  const moves = own ? [] : [MOVE_OF_CAUSE[cause.data]];
  return event.data.status === 'wrapping-up' ? [...moves, 'closing'] : moves;
}

function checkOrder(last: CallEvent | undefined, event: CallEvent): void {
  const [turn, sequence] =
    last === undefined
      ? [1, 0]
      : last.turn === event.turn
        ? [last.turn, last.sequence + 1]
        : [last.turn + 1, 0];
  if (event.turn !== turn || event.sequence !== sequence) {
    throw new BrokenHistory(event, `event ${sequence} of turn ${turn} should come here`);
  }
}

/** At the end of a turn: it must have said what the call is then, and its events must lead there. */
function checkDeclared({ status, last, declared }: Replay): void {
  if (last === undefined) return;
  if (declared === undefined) throw new BrokenHistory(last, `turn ${last.turn} has no turn.completed`);
  if (declared.status === status) return;
  throw new BrokenHistory(
    declared.event,
    `it says the call is then "${declared.status}", but its events lead to "${status}"`,
  );
}
