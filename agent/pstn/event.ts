import * as z from 'zod';

/** Why Chime SDK invokes the function of a SIP media application (developer guide, "PSTN invocations"). */
export const InvocationEventType = z.enum([
  'NEW_INBOUND_CALL',
  'NEW_OUTBOUND_CALL',
  'RINGING',
  'CALL_ANSWERED',
  'ACTION_SUCCESSFUL',
  'ACTION_FAILED',
  'ACTION_INTERRUPTED',
  'DIGITS_RECEIVED',
  'CALL_UPDATE_REQUESTED',
  'HANGUP',
  'INVALID_LAMBDA_RESPONSE',
]);
export type InvocationEventType = z.infer<typeof InvocationEventType>;

const Texts = z.record(z.string(), z.string());

/** One leg of the call: A is the caller's, B the person's. */
const Participant = z.object({
  CallId: z.string(),
  ParticipantTag: z.enum(['LEG-A', 'LEG-B']).optional().catch(undefined),
  To: z.string().catch(''),
  From: z.string().catch(''),
  Status: z.string().optional().catch(undefined),
});
export type Participant = z.infer<typeof Participant>;

/** What a bot conversation ended with, in the names of Chime. */
const IntentResult = z.object({
  SessionState: z.object({ SessionAttributes: Texts.catch({}) }).catch({ SessionAttributes: {} }),
});

/**
 * An event of a SIP media application, as far as it is read. Tolerant, because a caller waits: what is missing
 * or of another form than documented is as if it were not there. `SipApplicationId`, as some samples write
 * it, is read by nobody here, nor is `SipMediaApplicationId`.
 */
export const PstnEvent = z.object({
  Sequence: z.number().catch(0),
  InvocationEventType,
  ActionData: z
    .object({
      Type: z.string().catch(''),
      Parameters: z
        .object({
          ParticipantTag: z.string().optional().catch(undefined),
          SipResponseCode: z.coerce.number().optional().catch(undefined),
          Arguments: Texts.optional().catch(undefined),
        })
        .catch({}),
      IntentResult: IntentResult.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  CallDetails: z.object({
    TransactionId: z.string().min(1),
    TransactionAttributes: Texts.nullish().catch(undefined),
    Participants: z.array(Participant).catch([]),
  }),
});
export type PstnEvent = z.infer<typeof PstnEvent>;
