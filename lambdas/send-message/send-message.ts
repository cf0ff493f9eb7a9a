import * as z from 'zod';
import type { SendOutcome, TextSender } from '../../adapters/messages/end-user-messaging.ts';
import type { MessageLedger } from '../../adapters/messages/ledger.ts';
import { MessageDeclined, MessageRequested } from '../../agent/call/events/catalogue.ts';

/** What the rule on the bus delivers. */
export const MessageEvent = z.object({
  detail: z.discriminatedUnion('type', [MessageRequested, MessageDeclined]),
});

/** What became of an event. `unknown`: an earlier delivery began to send it and never said how it ended. */
export type MessageReport =
  | { outcome: 'sent' | 'declined' | 'noted' | 'already-done' }
  | { outcome: 'refused'; code: string };

/** The service did not take the text; Lambda delivers the event again later. */
export class TextNotSent extends Error {
  override readonly name = 'TextNotSent';
  constructor(code: string) {
    super(`The text was not taken (${code}) and will be tried again.`);
  }
}

export interface MessagePorts {
  sender: TextSender;
  ledger: MessageLedger;
}

/**
 * Sends the text of one event, at most once however often the event comes: it is claimed before, and a claim
 * whose end nobody knows is never sent again, since two texts are worse than none. Throws `TextNotSent` when it
 * was certainly not sent and may be tried again, and what the sender throws when that is open.
 */
export async function sendMessage(event: unknown, { sender, ledger }: MessagePorts): Promise<MessageReport> {
  const { detail } = MessageEvent.parse(event);
  if (detail.type === 'message.declined') {
    await ledger.decline(detail.data.number);
    return { outcome: 'noted' };
  }
  const { id, callId, data } = detail;
  if ((await ledger.claim(id)) === 'taken') return { outcome: 'already-done' };
  if (await ledger.declines(data.to)) {
    await ledger.settle(id, 'declined');
    return { outcome: 'declined' };
  }
  return settled(id, await sender.send({ to: data.to, body: data.body, callId }), ledger);
}

async function settled(id: string, came: SendOutcome, ledger: MessageLedger): Promise<MessageReport> {
  switch (came.outcome) {
    case 'sent':
      await ledger.settle(id, 'sent', came.messageId);
      return { outcome: 'sent' };
    case 'refused':
      await ledger.settle(id, 'refused');
      return came;
    case 'not-sent':
      await ledger.giveBack(id);
      throw new TextNotSent(came.code);
  }
}
