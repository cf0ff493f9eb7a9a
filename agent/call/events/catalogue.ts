import * as z from 'zod';
import { Lead } from '../../tools/crm/lead.ts';
import { Ticket } from '../../tools/crm/ticket.ts';
import { ToolFailure } from '../../tools/tool.ts';
import { BrainLatency, Tokens } from '../../turn/answer.ts';
import {
  EndReason,
  Line,
  LineLatency,
  Locale,
  PhoneNumber,
  TransferProgress,
} from '../../turn/turn-request.ts';
import { CallStatus } from '../call-state.ts';
import { PlaybookRef } from '../playbook-ref.ts';

/** The `source` of every event on the bus. */
export const EVENT_SOURCE = 'parley';
/** Version of the catalogue. A change that breaks a reader makes a new one. */
export const CATALOGUE_VERSION = '1';

const Envelope = {
  /** `<callId>/<turn>/<sequence>`: the same however often the event is delivered. */
  id: z.string(),
  version: z.literal(CATALOGUE_VERSION),
  callId: z.uuid(),
  turn: z.int().positive(),
  /** Position within the turn, from 0. (turn, sequence) orders all events of a call. */
  sequence: z.int().nonnegative(),
  playbook: PlaybookRef,
  line: Line,
  /** ISO-8601, UTC. */
  at: z.iso.datetime(),
};

export const CallStarted = z.strictObject({
  ...Envelope,
  type: z.literal('call.started'),
  data: z.strictObject({ locale: z.string(), fromKnown: z.boolean() }),
});
export const TurnCompleted = z.strictObject({
  ...Envelope,
  type: z.literal('turn.completed'),
  data: z.strictObject({
    cause: z.string(),
    /** The caller's words; absent when the turn was not caused by speech. */
    said: z.string().optional(),
    /** What the agent wrote. What the caller heard of it is known with the next turn. */
    answered: z.string(),
    goal: z.string().nullable(),
    status: CallStatus,
    model: z.string(),
    fellBack: z.array(z.string()),
    speculated: z.boolean(),
    latency: BrainLatency,
    tokens: Tokens,
    /** The line's own measurements of the previous turn's answer. */
    previous: z
      .strictObject({ turn: z.int().positive(), complete: z.boolean(), latency: LineLatency })
      .optional(),
  }),
});
export const AgentInterrupted = z.strictObject({
  ...Envelope,
  type: z.literal('agent.interrupted'),
  data: z.strictObject({
    /** The turn whose answer was cut short. */
    interruptedTurn: z.int().positive(),
    heard: z.string(),
    intended: z.string(),
    yieldMs: z.number().nonnegative().optional(),
  }),
});
export const ToolCompleted = z.strictObject({
  ...Envelope,
  type: z.literal('tool.completed'),
  data: z.strictObject({ tool: z.string(), ms: z.number().nonnegative(), effects: z.array(z.string()) }),
});
export const ToolFailed = z.strictObject({
  ...Envelope,
  type: z.literal('tool.failed'),
  data: z.strictObject({
    tool: z.string(),
    ms: z.number().nonnegative(),
    failure: ToolFailure,
    message: z.string(),
  }),
});
export const TransferRequested = z.strictObject({
  ...Envelope,
  type: z.literal('transfer.requested'),
  data: z.strictObject({ to: z.string(), reason: z.string(), summary: z.string() }),
});
export const TransferProgressed = z.strictObject({
  ...Envelope,
  type: z.literal('transfer.progressed'),
  data: z.strictObject({
    progress: TransferProgress,
    queue: z.string().optional(),
    waitedMs: z.number().nonnegative().optional(),
    /** What the caller was promised to be called back under, when nobody came. */
    ticket: z.string().optional(),
    /** What the person who calls back needs to know; with a ticket only. */
    summary: z.string().optional(),
  }),
});
export const CallEnded = z.strictObject({
  ...Envelope,
  type: z.literal('call.ended'),
  data: z.strictObject({
    reason: EndReason,
    durationMs: z.number().nonnegative(),
    turns: z.int().positive(),
    reached: z.array(z.string()),
    interruptions: z.int().nonnegative(),
    /** The playbook's variables with `out: true`, as far as they are known; absent when none is. */
    variables: z.record(z.string(), z.string()).optional(),
    /** The playbook's post-call fields that are copies and facts; absent when there are none. */
    postCall: z.record(z.string(), z.string()).optional(),
  }),
});

/** A text message is to be sent: once, whoever listens and however often this comes. */
export const MessageRequested = z.strictObject({
  ...Envelope,
  type: z.literal('message.requested'),
  data: z.strictObject({
    /** Which of the playbook's texts it is. */
    template: z.string(),
    to: PhoneNumber,
    body: z.string(),
    locale: Locale,
  }),
});
export const MessageDeclined = z.strictObject({
  ...Envelope,
  type: z.literal('message.declined'),
  /** The number to which no text may go any more. */
  data: z.strictObject({ number: PhoneNumber }),
});
export const LeadSaved = z.strictObject({
  ...Envelope,
  type: z.literal('lead.saved'),
  /** The lead as it stands now; `created` tells a new one from one that was changed. */
  data: z.strictObject({ created: z.boolean(), lead: Lead }),
});
export const TicketOpened = z.strictObject({
  ...Envelope,
  type: z.literal('ticket.opened'),
  data: z.strictObject({ ticket: Ticket }),
});

/** Event catalogue v1. `docs/events/v1/` holds the JSON Schema of each type, made from here. */
export const CallEvent = z.discriminatedUnion('type', [
  CallStarted,
  TurnCompleted,
  AgentInterrupted,
  ToolCompleted,
  ToolFailed,
  TransferRequested,
  TransferProgressed,
  CallEnded,
  MessageRequested,
  MessageDeclined,
  LeadSaved,
  TicketOpened,
]);
export type CallEvent = z.infer<typeof CallEvent>;
export type CallEventType = CallEvent['type'];
