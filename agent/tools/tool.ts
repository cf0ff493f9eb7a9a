import * as z from 'zod';
import type { CallState } from '../call/call-state.ts';
import { Appointment, Hold, Slot } from '../call/call-state.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { Locale, PhoneNumber } from '../turn/turn-request.ts';
import { Lead } from './crm/lead.ts';
import { Ticket } from './crm/ticket.ts';

/** A tool the model asked for. `input` is the model's and not yet checked. */
export interface ToolCall {
  /** The model's id for this use, echoed with the result. */
  id: string;
  name: string;
  input: unknown;
}

/** What a tool may know of the call that uses it. */
export interface ToolContext {
  playbook: CompiledPlaybook;
  callId: string;
  /** The call as it stands, with what the tools before this one did in the same turn. */
  call: CallState;
  locale: string;
  /** `callId/turn/ordinal`: a change under the same key takes effect once, however often it is sent. */
  idempotencyKey: string;
  nowMs: number;
}

/** How a tool failed. `final` failures are told to the caller; the others may be tried again if the tool is idempotent. */
export const ToolFailure = z.enum([
  'unknown-tool',
  'bad-input',
  'slot-taken',
  'not-found',
  'not-available',
  'timed-out',
  /** The caller does not want it. */
  'declined',
  /** The playbook allows no more of it in one call. */
  'limit-reached',
  /** A service answered with an HTTP status that is no success. */
  'http-error',
  /** A service answered with something that cannot be read, or that its schema does not allow. */
  'malformed-answer',
  /** A writer wanted a tool whose step has not been reached. */
  'not-now',
]);
export type ToolFailure = z.infer<typeof ToolFailure>;

/** What the domain learns from a tool beside what the model is told. Folded into the call's state. */
export const ToolEffect = z.discriminatedUnion('effect', [
  z.strictObject({ effect: z.literal('slots-offered'), slots: z.array(Slot) }),
  z.strictObject({ effect: z.literal('slot-held'), hold: Hold }),
  z.strictObject({ effect: z.literal('appointment-booked'), appointment: Appointment }),
  z.strictObject({ effect: z.literal('appointments-found'), appointments: z.array(Appointment) }),
  z.strictObject({ effect: z.literal('appointment-moved'), appointment: Appointment, from: Slot }),
  z.strictObject({ effect: z.literal('appointment-cancelled'), appointment: Appointment }),
  z.strictObject({
    effect: z.literal('fields-noted'),
    fields: z.record(z.string(), z.strictObject({ value: z.string(), spoken: z.string() })),
  }),
  /** Variables that the playbook declares with `from: tool`; others, and values that do not fit, are left out. */
  z.strictObject({ effect: z.literal('variables-set'), variables: z.record(z.string(), z.string()) }),
  z.strictObject({ effect: z.literal('lead-found'), leadId: z.string() }),
  /** `lead` is as it stands now; `created` tells a new one from one that was changed. */
  z.strictObject({ effect: z.literal('lead-saved'), lead: Lead, created: z.boolean() }),
  z.strictObject({ effect: z.literal('ticket-opened'), ticket: Ticket }),
  /** A text that is sent once the turn is stored, by whoever listens to `message.requested`. */
  z.strictObject({
    effect: z.literal('text-requested'),
    template: z.string(),
    to: PhoneNumber,
    body: z.string(),
    locale: Locale,
  }),
  z.strictObject({ effect: z.literal('texts-declined') }),
  /** A connector of the playbook answered as its schema says. */
  z.strictObject({ effect: z.literal('connector-answered'), tool: z.string() }),
  z.strictObject({ effect: z.literal('transfer-requested'), reason: z.string() }),
  z.strictObject({ effect: z.literal('call-ending') }),
]);
export type ToolEffect = z.infer<typeof ToolEffect>;

/** What came of a tool call. `content` is what the model is told: data, never instructions. */
export const ToolResult = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    id: z.string(),
    content: z.record(z.string(), z.unknown()),
    effects: z.array(ToolEffect),
  }),
  z.strictObject({
    ok: z.literal(false),
    id: z.string(),
    failure: ToolFailure,
    message: z.string(),
    content: z.record(z.string(), z.unknown()),
  }),
]);
export type ToolResult = z.infer<typeof ToolResult>;

/** Runs the tools of a playbook. Never throws: whatever goes wrong is a `ToolResult` that says so. */
export interface Tools {
  run(call: ToolCall, context: ToolContext): Promise<ToolResult>;
}
