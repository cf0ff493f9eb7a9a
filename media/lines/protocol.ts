import * as z from 'zod';
import { AnswerEvent } from '../../agent/turn/answer.ts';
import { Expect } from '../../agent/turn/expect.ts';
import {
  CallId,
  CallVariables,
  EndReason,
  Line,
  LineLatency,
  Locale,
  PhoneNumber,
} from '../../agent/turn/turn-request.ts';

/**
 * What a browser or a command-line caller and the media service say to each other over one WebSocket.
 *
 * Text frames are JSON of the schemas below. Binary frames are audio:
 * - to the service, line `browser`: signed 16-bit little-endian mono PCM at the rate named in `hello`;
 * - to the service, line `audio-file`: the next part of the WAV announced by the last `utterance`;
 * - from the service: one 20 ms frame of signed 16-bit little-endian mono PCM at 8 kHz (320 bytes).
 */

/** The largest WebSocket message the service reads; a larger one ends that call. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

const Keys = z.string().regex(/^[0-9*#]{1,64}$/);

export const ToService = z.discriminatedUnion('type', [
  /** The first message of a call. */
  z.strictObject({
    type: z.literal('hello'),
    line: Line.extract(['browser', 'audio-file']),
    playbook: z.string(),
    locale: Locale.optional(),
    from: PhoneNumber.optional(),
    variables: CallVariables.optional(),
    /** Rate of the PCM that will be sent; only for line `browser`, and absent when the caller types. */
    sampleRate: z.int().min(8_000).max(192_000).optional(),
    /** Store the call as a stereo WAV. */
    record: z.boolean().optional(),
  }),
  /** Words typed instead of spoken. */
  z.strictObject({ type: z.literal('typed'), text: z.string().min(1).max(1_000) }),
  z.strictObject({ type: z.literal('keyed'), keys: Keys }),
  /** How much of the agent's audio has left the caller's loudspeaker, counted in samples at 8 kHz from the call's start. */
  z.strictObject({ type: z.literal('mark'), playedSamples: z.int().nonnegative() }),
  /** Line `audio-file`: a WAV follows in binary frames, `bytes` in all. */
  z.strictObject({
    type: z.literal('utterance'),
    name: z.string().max(200),
    bytes: z.int().positive(),
    /** Start this long after the agent begins to speak instead of after it has finished: an interruption. */
    interruptAfterMs: z.int().nonnegative().optional(),
  }),
  /** Line `audio-file`: keys that are pressed when an utterance in this place would be spoken. */
  z.strictObject({
    type: z.literal('keys'),
    keys: Keys,
    interruptAfterMs: z.int().nonnegative().optional(),
  }),
  /** Line `audio-file`: no more utterances will come; the caller hangs up when the last has been answered. */
  z.strictObject({ type: z.literal('no-more') }),
  z.strictObject({ type: z.literal('hang-up') }),
]);
export type ToService = z.infer<typeof ToService>;

export const FromService = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('started'), callId: CallId, playbook: z.string(), locale: Locale }),
  /** What the caller is being heard to say. `final` once the turn has been decided on it. */
  z.strictObject({ type: z.literal('hearing'), turn: z.int(), text: z.string(), final: z.boolean() }),
  /** An event of the brain's answer, as it came. */
  z.strictObject({ type: z.literal('answer'), turn: z.int(), event: AnswerEvent }),
  /** A sentence begins to play. */
  z.strictObject({ type: z.literal('speaking'), turn: z.int(), text: z.string() }),
  /** Drop all audio that has not been played yet: the caller has the floor. */
  z.strictObject({ type: z.literal('clear') }),
  z.strictObject({ type: z.literal('interrupted'), turn: z.int(), heard: z.string() }),
  z.strictObject({
    type: z.literal('floor'),
    state: z.enum(['listening', 'hearing', 'thinking', 'speaking', 'ended']),
  }),
  z.strictObject({ type: z.literal('latency'), turn: z.int(), latency: LineLatency }),
  z.strictObject({ type: z.literal('waiting'), expect: Expect }),
  /** Lines that play a contact flow: the action of it that the call has come to. */
  z.strictObject({
    type: z.literal('flow'),
    flow: z.string(),
    /** Identifier of the action within the flow. */
    block: z.string(),
    action: z.string(),
  }),
  z.strictObject({
    type: z.literal('ended'),
    reason: EndReason,
    detail: z.string().optional(),
    recording: z.string().optional(),
  }),
  /** Why the service will not have this call; the socket closes after it. */
  z.strictObject({ type: z.literal('refused'), code: z.string(), message: z.string() }),
]);
export type FromService = z.infer<typeof FromService>;
