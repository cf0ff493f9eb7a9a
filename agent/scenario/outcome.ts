import type { Appointment } from '../call/call-state.ts';
import type { TurnRecord } from '../call/turn-record.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { Lead } from '../tools/crm/lead.ts';
import type { Ticket } from '../tools/crm/ticket.ts';
import type { CallEnding } from './play.ts';
import type { Level, Scenario } from './schema/scenario.ts';
import type { UnmatchedCall } from './world/mocked-tools.ts';

/** The part of the world that a call can change. */
export interface WorldState {
  appointments: readonly Appointment[];
  /** What the customer system holds. */
  leads: readonly Lead[];
  tickets: readonly Ticket[];
}

/** All that is known of a scenario's call once it is over: what expectations are held against. */
export interface Outcome {
  scenario: Scenario;
  level: Level;
  playbook: CompiledPlaybook;
  ending: CallEnding;
  /** The committed turns, in order. */
  records: readonly TurnRecord[];
  before: WorldState;
  after: WorldState;
  /** Appointments that others made while the call went on. */
  othersMade: readonly string[];
  unmatched: readonly UnmatchedCall[];
  /** What the programs wrote to their logs; empty at the level text, which has none. */
  logs: readonly string[];
  /** How long each answer took, in milliseconds; empty where time is not real. */
  answerMs: readonly number[];
}

/** An expectation that was not met. */
export interface Failure {
  /** Which one, such as `world.booked`. */
  expectation: string;
  /** What was expected and what was there instead. */
  message: string;
  /** The turn at which it shows, where there is one. */
  turn?: number;
}
