import {
  ConflictException,
  InternalServerException,
  PinpointSMSVoiceV2Client,
  type PinpointSMSVoiceV2ClientConfig,
  SendTextMessageCommand,
  ServiceQuotaExceededException,
  ThrottlingException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';

const REQUEST_TIMEOUT_MS = 5_000;

/** What came of handing a text over. Only of `not-sent` is it certain that trying again sends it once. */
export type SendOutcome =
  | { outcome: 'sent'; messageId: string }
  /** The service will never take it: the number is no mobile, is opted out, or the account may not text it. */
  | { outcome: 'refused'; code: string }
  | { outcome: 'not-sent'; code: string };

export interface Text {
  /** E.164. */
  to: string;
  body: string;
  /** For the service's own records. */
  callId: string;
}

export interface TextSender {
  /** Hands a text over once. Throws when it is not known whether it was taken. */
  send(text: Text): Promise<SendOutcome>;
}

/**
 * A client that asks once: SendTextMessage has no idempotency token (End User Messaging API reference), so a
 * request that is repeated after a lost answer would be a second text.
 */
export function textClient(config: PinpointSMSVoiceV2ClientConfig = {}): PinpointSMSVoiceV2Client {
  return new PinpointSMSVoiceV2Client({
    maxAttempts: 1,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true },
    ...config,
  });
}

/** Texts through AWS End User Messaging. `from` is a number, pool or sender id; the account's own choice when absent. */
export function endUserMessaging(client: PinpointSMSVoiceV2Client, from: string | undefined): TextSender {
  return {
    async send({ to, body, callId }) {
      try {
        const { MessageId } = await client.send(
          new SendTextMessageCommand({
            DestinationPhoneNumber: to,
            MessageBody: body,
            MessageType: 'TRANSACTIONAL',
            Context: { callId },
            ...(from === undefined ? {} : { OriginationIdentity: from }),
          }),
        );
        return { outcome: 'sent', messageId: MessageId ?? '' };
      } catch (cause) {
        return outcomeOf(cause);
      }
    },
  };
}

/** Errors that say that nothing was sent are outcomes; one that leaves it open is thrown on. */
function outcomeOf(cause: unknown): SendOutcome {
  if (
    cause instanceof ThrottlingException ||
    cause instanceof ServiceQuotaExceededException ||
    cause instanceof InternalServerException
  )
    return { outcome: 'not-sent', code: cause.name };
  if (cause instanceof ConflictException) return { outcome: 'refused', code: cause.Reason ?? cause.name };
  if (cause instanceof Error && '$fault' in cause && cause.$fault === 'client')
    return { outcome: 'refused', code: cause.name };
  throw cause;
}
