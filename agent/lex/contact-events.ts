import * as z from 'zod';
import { reachedPerson } from '../call/call-back.ts';
import type { TurnRecord } from '../call/turn-record.ts';
import type { TurnPorts } from '../conversation/ports.ts';
import type { EndReason, TurnRequest } from '../turn/turn-request.ts';
import { callIdOf } from './call-id.ts';
import { type LineEventOutcome, nextTurnOf, recordLineEvent } from './line-event.ts';

const Instant = z.iso.datetime({ offset: true }).optional().catch(undefined);

/** A contact event of Amazon Connect, as far as it is read (administrator guide, "Contact events"). */
const ContactEvent = z.object({
  detail: z.object({
    eventType: z.string(),
    contactId: z.string().min(1),
    disconnectReason: z.string().optional().catch(undefined),
    queueInfo: z
      .object({ queueArn: z.string().optional(), enqueueTimestamp: Instant })
      .nullish()
      .catch(undefined),
    agentInfo: z.object({ connectedToAgentTimestamp: Instant }).nullish().catch(undefined),
  }),
});
type Contact = z.infer<typeof ContactEvent>['detail'];

/** What became of an event, for the log. */
export interface RecordedEvent {
  callId: string;
  eventType: string;
  outcome: LineEventOutcome['outcome'];
}

/**
 * Writes what a contact event tells into the record of its call, once however often it is delivered. Contacts
 * that no agent of ours talked to are none of our calls.
 *
 * @throws a ZodError for what is no contact event, and what the record throws: deliver it again.
 */
export async function recordContactEvent(input: unknown, ports: TurnPorts): Promise<RecordedEvent> {
  const { detail } = ContactEvent.parse(input);
  const callId = callIdOf(detail.contactId);
  const { outcome } = await recordLineEvent(callId, (newest) => requestOf(detail, newest), ports);
  return { callId, eventType: detail.eventType, outcome };
}

function requestOf(detail: Contact, newest: TurnRecord): TurnRequest | undefined {
  const common = nextTurnOf(newest);
  const queue = detail.queueInfo?.queueArn === undefined ? {} : { queue: detail.queueInfo.queueArn };
  switch (detail.eventType) {
    case 'QUEUED':
      return { ...common, cause: 'transfer-progressed', progress: 'queued', ...queue };
    case 'CONNECTED_TO_AGENT':
      return {
        ...common,
        cause: 'transfer-progressed',
        progress: 'agent-connected',
        ...queue,
        ...waited(detail),
      };
    case 'DISCONNECTED':
      return { ...common, cause: 'call-ended', reason: endReason(detail, newest), ...detailOf(detail) };
    default:
      return undefined;
  }
}

function detailOf({ disconnectReason }: Contact): { detail?: string } {
  return disconnectReason === undefined ? {} : { detail: disconnectReason.slice(0, 500) };
}

function waited({ queueInfo, agentInfo }: Contact): { waitedMs?: number } {
  const from = queueInfo?.enqueueTimestamp;
  const to = agentInfo?.connectedToAgentTimestamp;
  if (from === undefined || to === undefined) return {};
  return { waitedMs: Math.max(0, Date.parse(to) - Date.parse(from)) };
}

/** Connect's words for who or what ended a contact (administrator guide, "Disconnect reasons"). */
const REASONS: Readonly<Record<string, EndReason>> = {
  CUSTOMER_DISCONNECT: 'caller-hung-up',
  CONTACT_FLOW_DISCONNECT: 'agent-hung-up',
  TELECOM_PROBLEM: 'line-lost',
  EXPIRED: 'time-limit',
};

/** Why the call ended. Once a person had it, the agent's part ended with the transfer, whoever hung up. */
function endReason({ disconnectReason = '', agentInfo }: Contact, newest: TurnRecord): EndReason {
  if (agentInfo?.connectedToAgentTimestamp !== undefined || reachedPerson(newest.request))
    return 'transferred';
  const reason = REASONS[disconnectReason] ?? 'line-error';
  if (reason !== 'agent-hung-up') return reason;
  const farewell = newest.answer.findLast((event) => event.type === 'do');
  return farewell?.type === 'do' && farewell.do.action === 'hang-up' ? farewell.do.reason : reason;
}
