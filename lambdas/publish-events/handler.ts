import { setTimeout as wait } from 'node:timers/promises';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { StreamBatchResponse } from '../../adapters/dynamodb/turn-stream.ts';
import { PublishEventsEnvironment, readEnvironment } from '../../adapters/environment.ts';
import { eventPublisher } from '../../adapters/eventbridge/publish.ts';
import { makeLogger } from '../../adapters/log.ts';
import { publishTurns } from './publish-turns.ts';

const { EVENT_BUS } = readEnvironment(PublishEventsEnvironment, process.env);
const logger = makeLogger('publish-events');
const publisher = eventPublisher({ client: new EventBridgeClient({}), bus: EVENT_BUS, wait });

/** Puts the events of newly committed turns, delivered by the calls table's stream, on the bus. */
export async function handler(event: unknown): Promise<StreamBatchResponse> {
  const { response, batch } = await publishTurns(event, publisher);
  const { turns, events, unpublished, cut, unreadable } = batch;
  if (cut.length > 0) logger.warn('Events were too large; their text was cut', { cut });
  if (response.batchItemFailures.length === 0) logger.info('Events published', { turns, events });
  else logger.error('Not all events were published', { turns, events, unpublished, unreadable });
  return response;
}
