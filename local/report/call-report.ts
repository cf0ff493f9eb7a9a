import type { Appointment, CallStatus } from '../../agent/call/call-state.ts';
import type { PlaybookRef } from '../../agent/call/playbook-ref.ts';
import type { TurnRecord } from '../../agent/call/turn-record.ts';
import type { BrainLatency } from '../../agent/turn/answer.ts';
import type { LineLatency, TransferProgress } from '../../agent/turn/turn-request.ts';

export interface TurnReport {
  turn: number;
  cause: string;
  /** The caller's words or keys; absent when the turn had another cause. */
  said?: string;
  /** How a transfer to a person goes; absent when the turn had another cause. */
  progress?: TransferProgress;
  /** How long the caller had waited in the queue, in milliseconds, where the line told. */
  waitedMs?: number;
  /** What the agent wrote. */
  answered: string;
  /** What the caller heard of it; absent while the next turn has not told. */
  heard?: string;
  interrupted: boolean;
  tools: { name: string; outcome: string; ms: number }[];
  latency: { brain: BrainLatency; line?: LineLatency };
  model: string;
  fellBack: string[];
}

/** A call as `parley call` and `parley calls show` print it. */
export interface CallReport {
  callId: string;
  playbook: PlaybookRef;
  line: string;
  status: CallStatus;
  endReason?: string;
  startedAt: string;
  endedAt?: string;
  reached: string[];
  turns: TurnReport[];
  /** Appointments that this call made or moved and that it did not cancel again. */
  appointments: Appointment[];
  /** Ids of the events stored for publishing, in order. */
  events: string[];
}

/** Puts a call's turns, oldest first, together into one report. Undefined for a call without turns. */
export function reportCall(records: readonly TurnRecord[]): CallReport | undefined {
  const last = records.at(-1);
  if (last === undefined) return undefined;
  const { state } = last;
  return {
    callId: state.callId,
    playbook: state.playbook,
    line: state.line,
    status: state.status,
    ...(state.endReason === undefined ? {} : { endReason: state.endReason }),
    startedAt: state.startedAt,
    ...(state.endedAt === undefined ? {} : { endedAt: state.endedAt }),
    reached: state.reached,
    turns: records.map((record, index) => reportTurn(record, records[index + 1])),
    appointments: appointmentsOf(records),
    events: records.flatMap((record) => record.events.map((event) => event.id)),
  };
}

function reportTurn(record: TurnRecord, next: TurnRecord | undefined): TurnReport {
  const said = wordsOf(record);
  const played = next?.request.played;
  return {
    turn: record.turn,
    cause: record.request.cause,
    ...(said === undefined ? {} : { said }),
    ...progressOf(record),
    answered: record.answer.flatMap((event) => (event.type === 'say' ? [event.text] : [])).join(' '),
    ...(played === undefined ? {} : { heard: played.heard }),
    interrupted: played !== undefined && !played.complete,
    tools: record.tools.map(({ name, result, ms }) => ({
      name,
      outcome: result.ok ? 'ok' : result.failure,
      ms,
    })),
    latency: { brain: record.latency, ...(played === undefined ? {} : { line: played.latency }) },
    model: record.model,
    fellBack: record.fellBack,
  };
}

function wordsOf({ request }: TurnRecord): string | undefined {
  if (request.cause === 'caller-said') return request.said.text;
  return request.cause === 'caller-keyed' ? request.keys : undefined;
}

function progressOf({ request }: TurnRecord): Pick<TurnReport, 'progress' | 'waitedMs'> {
  if (request.cause !== 'transfer-progressed') return {};
  const { progress, waitedMs } = request;
  return { progress, ...(waitedMs === undefined ? {} : { waitedMs }) };
}

function appointmentsOf(records: readonly TurnRecord[]): Appointment[] {
  const made = new Map<string, Appointment>();
  for (const { result } of records.flatMap((record) => record.tools)) {
    if (!result.ok) continue;
    for (const effect of result.effects) {
      if (effect.effect === 'appointment-booked' || effect.effect === 'appointment-moved')
        made.set(effect.appointment.id, effect.appointment);
      if (effect.effect === 'appointment-cancelled') made.delete(effect.appointment.id);
    }
  }
  return [...made.values()];
}
