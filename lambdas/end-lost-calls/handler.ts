import * as z from 'zod';
import { newestTurn } from '../../adapters/dynamodb/call-store.ts';
import { documentClient } from '../../adapters/dynamodb/client.ts';
import { openCalls } from '../../adapters/dynamodb/open-calls.ts';
import { EndLostCallsEnvironment, readEnvironment } from '../../adapters/environment.ts';
import { turnHandOff } from '../../adapters/lambda/hand-off.ts';
import { makeLogger } from '../../adapters/log.ts';
import { loggedError } from '../../adapters/logged-error.ts';
import { endLostCalls } from '../../agent/call/end-lost-calls.ts';

const { CALLS_TABLE, TURN_FUNCTION } = readEnvironment(EndLostCallsEnvironment, process.env);
const logger = makeLogger('end-lost-calls');
const client = documentClient();
const handOff = turnHandOff(TURN_FUNCTION);

/** An event of an EventBridge schedule (EventBridge user guide, "Creating a rule that runs on a schedule"). */
const Tick = z.object({ time: z.iso.datetime({ offset: true }) });

/** Ends the calls that nobody held any more at the time of the event. */
export async function handler(event: unknown): Promise<void> {
  const nowMs = Date.parse(Tick.parse(event).time);
  const sweep = await endLostCalls(
    {
      openCalls: (startedBefore) => openCalls(client, CALLS_TABLE, startedBefore),
      newestTurn: (callId) => newestTurn(client, CALLS_TABLE, callId),
      end: handOff,
      failed: (callId, cause) =>
        logger.error('A lost call was not ended', { callId, error: loggedError(cause) }),
    },
    nowMs,
  );
  if (sweep.ended > 0) logger.warn('Ended calls that nobody held', { ...sweep });
  // Tried again by Lambda, and then left in the dead letters, so that somebody is told.
  if (sweep.failed > 0)
    throw new Error(`${sweep.failed} of ${sweep.open} open calls could not be looked at.`);
}
