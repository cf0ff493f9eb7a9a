import { type Contact, initiationOf } from '../flow/contact.ts';

/** What happens to a contact, as Connect publishes it ("Amazon Connect contact events"). */
export type ContactEventType =
  | 'INITIATED'
  | 'CONNECTED_TO_SYSTEM'
  | 'QUEUED'
  | 'CONNECTED_TO_AGENT'
  | 'DISCONNECTED'
  | 'COMPLETED';

/** Why a voice contact was disconnected (contact record, `DisconnectReason`). */
export type DisconnectReason =
  | 'CUSTOMER_DISCONNECT'
  | 'AGENT_DISCONNECT'
  | 'CONTACT_FLOW_DISCONNECT'
  | 'TELECOM_PROBLEM';

/** When each of them happened, ISO-8601 in UTC. */
export interface ContactTimes {
  initiated: string;
  /** Callers only. */
  connectedToSystem?: string;
  queued?: string;
  connectedToAgent?: string;
  disconnected?: string;
}

/** An event for EventBridge, without what EventBridge itself adds. */
export interface PublishedEvent {
  source: string;
  detailType: string;
  resources: readonly string[];
  detail: Readonly<Record<string, unknown>>;
}

/** Publishes an event on the account's default bus. Resolves when it was taken. */
export type Publish = (event: PublishedEvent) => Promise<void>;

/** One contact event in AWS's shape. */
export function contactEvent(
  eventType: ContactEventType,
  contact: Contact,
  times: ContactTimes,
  disconnectReason?: DisconnectReason,
): PublishedEvent {
  const contactArn = `${contact.instanceArn}/contact/${contact.contactId}`;
  return {
    source: 'aws.connect',
    detailType: 'Amazon Connect Contact Event',
    resources: [contactArn, contact.instanceArn],
    detail: {
      eventType,
      contactId: contact.contactId,
      initialContactId: contact.contactId,
      channel: contact.channel,
      instanceArn: contact.instanceArn,
      initiationMethod: initiationOf(contact),
      initiationTimestamp: times.initiated,
      ...optional('connectedToSystemTimestamp', times.connectedToSystem),
      ...(times.queued === undefined || contact.queue === undefined
        ? {}
        : {
            queueInfo: { queueArn: contact.queue.arn, queueType: 'STANDARD', enqueueTimestamp: times.queued },
          }),
      ...(times.connectedToAgent === undefined
        ? {}
        : {
            agentInfo: {
              agentArn: `${contact.instanceArn}/agent/laptop`,
              connectedToAgentTimestamp: times.connectedToAgent,
            },
          }),
      ...optional('disconnectTimestamp', times.disconnected),
      ...optional('disconnectReason', disconnectReason),
      tags: { 'aws:connect:instanceId': contact.instanceArn.split('/').at(-1) },
    },
  };
}

function optional(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}
