import * as z from 'zod';
import { KnowledgeLookup } from '../playbook/passage.ts';
import { ToolResult } from '../tools/tool.ts';
import { AnswerEvent, BrainLatency, Tokens } from '../turn/answer.ts';
import { TurnRequest } from '../turn/turn-request.ts';
import { CallState } from './call-state.ts';
import { CallEvent } from './events/catalogue.ts';

/** One tool call as the record keeps it. */
export const ToolRecord = z.strictObject({
  name: z.string(),
  input: z.unknown(),
  result: ToolResult,
  ms: z.number().nonnegative(),
});
export type ToolRecord = z.infer<typeof ToolRecord>;

/**
 * One committed turn: what came in, what went out, and the call's whole compact state after it. Written
 * once. It is the concurrency control, the idempotency key, the checkpoint and the outbox.
 */
export const TurnRecord = z.strictObject({
  callId: z.uuid(),
  turn: z.int().positive(),
  /** When the turn was committed; ISO-8601, UTC. */
  at: z.iso.datetime(),
  /** The request, without its draft. */
  request: TurnRequest,
  /** The answer as it was streamed, up to but without `done`. */
  answer: z.array(AnswerEvent),
  tools: z.array(ToolRecord),
  /** What was looked up for a question of the caller; absent when they asked none. */
  knowledge: KnowledgeLookup.optional(),
  latency: BrainLatency,
  tokens: Tokens,
  model: z.string(),
  fellBack: z.array(z.string()),
  /** True when the answer was thought ahead and committed from a draft. */
  speculated: z.boolean(),
  state: CallState,
  /** What is published for this turn, in order. */
  events: z.array(CallEvent),
});
export type TurnRecord = z.infer<typeof TurnRecord>;
