import * as z from 'zod';
import { Expect } from './expect.ts';
import { EndReason, Locale } from './turn-request.ts';
import { SpokenVoice } from './voice.ts';

/** Something the line must do beside speaking. It happens after what was said before it has been played. */
export const Do = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('transfer'), to: z.string(), reason: z.string(), summary: z.string() }),
  z.strictObject({ action: z.literal('hang-up'), reason: EndReason }),
  z.strictObject({ action: z.literal('switch-language'), locale: Locale }),
]);
export type Do = z.infer<typeof Do>;

/** How long each part of the thinking took, in milliseconds from the moment the request was read. */
export const BrainLatency = z.strictObject({
  /** Loading the call's newest turn. */
  loadMs: z.number().nonnegative(),
  /** Request sent to the model → its first token. Absent when no model was asked. */
  firstTokenMs: z.number().nonnegative().optional(),
  /** Request read → first sentence handed to the line. Absent when nothing was said. */
  firstSentenceMs: z.number().nonnegative().optional(),
  /** All tool calls of the turn, added up. */
  toolsMs: z.number().nonnegative(),
  /** The write of the turn. Zero when speculating. */
  commitMs: z.number().nonnegative(),
  /** Request read → done. */
  totalMs: z.number().nonnegative(),
});
export type BrainLatency = z.infer<typeof BrainLatency>;

export const Tokens = z.strictObject({
  input: z.int().nonnegative(),
  output: z.int().nonnegative(),
  cacheRead: z.int().nonnegative(),
  cacheWrite: z.int().nonnegative(),
});
export type Tokens = z.infer<typeof Tokens>;

/** Why a turn was refused. Nothing is stored for a refused turn. */
export const RefusalCode = z.enum([
  'malformed-request',
  'oversized-request',
  'unknown-call',
  'unknown-playbook',
  'turn-from-the-future',
  'call-already-started',
  'call-over',
  'stale-draft',
]);
export type RefusalCode = z.infer<typeof RefusalCode>;

/**
 * The stream that answers a turn, one JSON object a line. `done` or `refused` is always the last.
 *
 * - `say`: a sentence (or first clause), ready to be spoken. An `opener` is a short acknowledgement that
 *   may be spoken while the model still writes.
 * - `tool`: a tool started, finished or failed; for display and for the line's own patience.
 */
export const AnswerEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('say'),
    text: z.string().min(1),
    locale: Locale,
    voice: SpokenVoice,
    opener: z.boolean(),
  }),
  z.strictObject({ type: z.literal('do'), do: Do }),
  z.strictObject({
    type: z.literal('expect'),
    expect: Expect,
    /** How long the line waits in silence before it reports `caller-silent`; the line's own patience when absent. */
    patienceMs: z.number().positive().optional(),
  }),
  z.strictObject({
    type: z.literal('tool'),
    name: z.string(),
    status: z.enum(['started', 'finished', 'failed']),
    ms: z.number().nonnegative().optional(),
  }),
  z.strictObject({
    type: z.literal('done'),
    turn: z.int().positive(),
    /** True when this answer was stored by an earlier delivery of the same request. */
    replayed: z.boolean(),
    latency: BrainLatency,
    tokens: Tokens,
    /** Who wrote the answer: a Bedrock model id, `script`, or `none` when nothing had to be written. */
    model: z.string(),
    /** What failed on the way and what answered instead, in order; empty on a good day. */
    fellBack: z.array(z.string()),
    /** Only when speculating: what to send back as `draft` to commit this answer. Opaque to the line. */
    draft: z.unknown().optional(),
  }),
  z.strictObject({ type: z.literal('refused'), code: RefusalCode, message: z.string() }),
]);
export type AnswerEvent = z.infer<typeof AnswerEvent>;
