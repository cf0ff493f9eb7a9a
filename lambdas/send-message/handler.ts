import { documentClient } from '../../adapters/dynamodb/client.ts';
import { readEnvironment, SendMessageEnvironment } from '../../adapters/environment.ts';
import { makeLogger } from '../../adapters/log.ts';
import { loggedError, withoutMessage } from '../../adapters/logged-error.ts';
import { endUserMessaging, textClient } from '../../adapters/messages/end-user-messaging.ts';
import { messageLedger } from '../../adapters/messages/ledger.ts';
import { sendMessage } from './send-message.ts';

const { CUSTOMERS_TABLE, TEXTS_FROM } = readEnvironment(SendMessageEnvironment, process.env);
const logger = makeLogger('send-message');
const ports = {
  sender: endUserMessaging(textClient(), TEXTS_FROM),
  ledger: messageLedger({ client: documentClient(), table: CUSTOMERS_TABLE, now: () => Date.now() }),
};

/** Sends the text message that a call asked for, delivered by the bus. */
export async function handler(event: unknown): Promise<void> {
  try {
    logger.info('Text message', { ...(await sendMessage(event, ports)) });
  } catch (cause) {
    logger.error('A text message was not sent', { error: loggedError(cause) });
    throw withoutMessage(cause);
  }
}
