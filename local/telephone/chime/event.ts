/** Why an application's function is invoked ("Telephony integrated voice invocations"). */
export type InvocationEventType =
  | 'NEW_INBOUND_CALL'
  | 'ACTION_SUCCESSFUL'
  | 'ACTION_FAILED'
  | 'HANGUP'
  | 'INVALID_LAMBDA_RESPONSE';

/** One leg of a call: A is the caller's, B the person's they were connected to. */
export interface Participant {
  callId: string;
  tag: 'LEG-A' | 'LEG-B';
  to: string;
  from: string;
  startedAtMs: number;
  connected: boolean;
}

/** A call as the application is told of it. */
export interface SipTransaction {
  transactionId: string;
  applicationId: string;
  region: string;
  account: string;
  sequence: number;
  attributes: Readonly<Record<string, string>>;
  participants: readonly Participant[];
}

/** An invocation event in AWS's shape. `actionData` is absent when a call comes in. */
export function sipEvent(
  type: InvocationEventType,
  transaction: SipTransaction,
  more: { actionData?: unknown; errorType?: string; errorMessage?: string } = {},
) {
  return {
    SchemaVersion: '1.0',
    Sequence: transaction.sequence,
    InvocationEventType: type,
    ...(more.actionData === undefined ? {} : { ActionData: more.actionData }),
    ...(more.errorType === undefined ? {} : { ErrorType: more.errorType, ErrorMessage: more.errorMessage }),
    CallDetails: {
      TransactionId: transaction.transactionId,
      AwsAccountId: transaction.account,
      AwsRegion: transaction.region,
      SipMediaApplicationId: transaction.applicationId,
      ...(Object.keys(transaction.attributes).length === 0
        ? {}
        : { TransactionAttributes: transaction.attributes }),
      Participants: transaction.participants.map((participant) => ({
        CallId: participant.callId,
        ParticipantTag: participant.tag,
        To: participant.to,
        From: participant.from,
        Direction: participant.tag === 'LEG-A' ? 'Inbound' : 'Outbound',
        StartTimeInMilliseconds: String(participant.startedAtMs),
        Status: participant.connected ? 'Connected' : 'Disconnected',
      })),
    },
  };
}
