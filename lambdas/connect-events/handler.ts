import { ConnectEventsEnvironment, readEnvironment } from '../../adapters/environment.ts';
import { makeLogger } from '../../adapters/log.ts';
import { loggedError, withoutMessage } from '../../adapters/logged-error.ts';
import { recordContactEvent } from '../../agent/lex/contact-events.ts';
import { readPlaybooks } from '../turn/playbooks.ts';
import { turnPorts } from '../turn/ports.ts';

const environment = readEnvironment(ConnectEventsEnvironment, process.env);
const logger = makeLogger('connect-events');
const playbooks = readPlaybooks(new URL('./playbooks.json', import.meta.url));
const ports = turnPorts(environment, playbooks, logger);

/** Writes a contact event of Amazon Connect, delivered by EventBridge, into the record of its call. */
export async function handler(event: unknown): Promise<void> {
  try {
    logger.info('Contact event', { ...(await recordContactEvent(event, ports)) });
  } catch (cause) {
    logger.error('A contact event was not recorded', { error: loggedError(cause) });
    throw withoutMessage(cause);
  }
}
