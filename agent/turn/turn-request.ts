import * as z from 'zod';

/** The longest utterance a turn may carry, in characters. Lex V2 hands over at most 1,024 of text input. */
export const MAX_SAID_CHARACTERS = 4_000;
/** The largest turn request accepted, in bytes of JSON. */
export const MAX_REQUEST_BYTES = 64 * 1024;
/** The most variables that a call may start with. */
export const MAX_CALL_VARIABLES = 50;
/** The longest value of a variable, in characters: it stands in every turn's record and in prompts. */
export const MAX_VARIABLE_CHARACTERS = 200;

/** Kinds of line a call can come in over. */
export const Line = z.enum(['browser', 'audio-file', 'connect', 'chime-pstn', 'sip', 'twilio', 'text']);
export type Line = z.infer<typeof Line>;

export const CallId = z.uuid();
export const Locale = z
  .string()
  .regex(/^[a-z]{2,3}-[A-Z]{2}$/, 'a BCP-47 tag of language and region, such as en-US');
/** A phone number in E.164, such as +12065550100. */
export const PhoneNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'a phone number in E.164, such as +12065550100');

/** Why a call came to its end. */
export const EndReason = z.enum([
  'agent-hung-up',
  'caller-hung-up',
  'transferred',
  'caller-silent',
  'line-lost',
  'line-error',
  'time-limit',
  'turn-failed',
]);
export type EndReason = z.infer<typeof EndReason>;

/** How a transfer to a person goes. The last three mean that nobody will come. */
export const TransferProgress = z.enum(['queued', 'agent-connected', 'closed', 'queue-full', 'failed']);
export type TransferProgress = z.infer<typeof TransferProgress>;

/** What a caller said in one utterance. Times are milliseconds from the start of the call. */
export const Said = z.strictObject({
  text: z.string().max(MAX_SAID_CHARACTERS),
  locale: Locale,
  /** 0 to 1; absent where the line gives none (typed text). */
  confidence: z.number().min(0).max(1).optional(),
  /**
   * The playbook's plain words for what the line's own recogniser took the caller to mean. Read only when the
   * caller's own words tell nothing.
   */
  meant: z.string().max(MAX_SAID_CHARACTERS).optional(),
  startMs: z.number().nonnegative(),
  endMs: z.number().nonnegative(),
});
export type Said = z.infer<typeof Said>;

/** Latency of one answer as the line measured it, in milliseconds. A stage that did not happen is absent. */
export const LineLatency = z.strictObject({
  /** End of the caller's speech → the line decides that the turn is over. */
  endpointingMs: z.number().nonnegative().optional(),
  /** End of the caller's speech → the words that the turn was decided on. */
  transcriptMs: z.number().nonnegative().optional(),
  /** Turn sent → first sentence back. Negative when speculation had it ready before the turn was decided. */
  firstSentenceMs: z.number().optional(),
  /** First sentence, or the end of the turn where that came later → its first audio byte from the synthesizer. */
  speechFirstByteMs: z.number().nonnegative().optional(),
  /** End of the caller's speech → first audio frame of the answer on the line. */
  firstAudioMs: z.number().nonnegative().optional(),
});
export type LineLatency = z.infer<typeof LineLatency>;

/** What became of the previous answer on the line. */
export const Played = z.strictObject({
  turn: z.int().positive(),
  /** The words the caller really heard. After a barge-in it is shorter than what was written. */
  heard: z.string(),
  /** False when the caller interrupted or the line failed before the answer had been played to its end. */
  complete: z.boolean(),
  /** Milliseconds from the caller's first sound to the agent's silence, after a barge-in. */
  yieldMs: z.number().nonnegative().optional(),
  latency: LineLatency,
});
export type Played = z.infer<typeof Played>;

/** Variables by name, as a line gives them. */
export const CallVariables = z
  .record(z.string().max(100), z.string().max(MAX_VARIABLE_CHARACTERS))
  .refine((variables) => Object.keys(variables).length <= MAX_CALL_VARIABLES, {
    message: `at most ${MAX_CALL_VARIABLES} variables`,
  });

const Common = {
  callId: CallId,
  /** One more than the last committed turn. The first is 1. */
  turn: z.int().positive().max(100_000),
  line: Line,
  /** `speculate`: nothing is stored, and no tool that changes anything runs. */
  mode: z.enum(['commit', 'speculate']),
  /** What became of the previous answer; absent on the first turn. */
  played: Played.optional(),
  /** The draft that a speculative run of this very turn returned in `done`, to be committed without thinking again. */
  draft: z.unknown().optional(),
};

/** What happened on the line that makes the agent take a turn. */
export const TurnRequest = z.discriminatedUnion('cause', [
  z.strictObject({
    ...Common,
    cause: z.literal('call-started'),
    playbook: z.string().min(1).max(100),
    /** The language the call begins in; the playbook's first when absent. */
    locale: Locale.optional(),
    /** The caller's number; absent when withheld or when the line has none. */
    from: PhoneNumber.optional(),
    /**
     * What the line knows of the call: a URL's parameters, a contact's attributes, an outreach's own data. Those
     * that the playbook declares with `from: call` are kept, others are left out.
     */
    variables: CallVariables.optional(),
    /** The line records the call and says nothing of it itself: the playbook's notice comes first. */
    recorded: z.boolean().optional(),
  }),
  z.strictObject({ ...Common, cause: z.literal('caller-said'), said: Said }),
  z.strictObject({ ...Common, cause: z.literal('caller-keyed'), keys: z.string().regex(/^[0-9*#]{1,64}$/) }),
  z.strictObject({ ...Common, cause: z.literal('caller-silent'), silentMs: z.number().nonnegative() }),
  z.strictObject({ ...Common, cause: z.literal('time-nearly-up'), leftMs: z.number().nonnegative() }),
  z.strictObject({ ...Common, cause: z.literal('line-resumed') }),
  z.strictObject({
    ...Common,
    cause: z.literal('transfer-progressed'),
    progress: TransferProgress,
    /** The queue, as the line names it. */
    queue: z.string().max(500).optional(),
    /** How long the caller waited in the queue. */
    waitedMs: z.number().nonnegative().optional(),
  }),
  z.strictObject({
    ...Common,
    cause: z.literal('call-ended'),
    reason: EndReason,
    detail: z.string().max(500).optional(),
  }),
]);
export type TurnRequest = z.infer<typeof TurnRequest>;
export type TurnCause = TurnRequest['cause'];
export const TurnCause = z.enum(TurnRequest.options.map((option) => option.shape.cause.value));
