import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { headerOf, storeHeader } from '../../adapters/dynamodb/call-header.ts';
import { documentClient } from '../../adapters/dynamodb/client.ts';
import { readStreamedTurn } from '../../adapters/dynamodb/turn-stream.ts';
import { CallHeaderEnvironment, readEnvironment } from '../../adapters/environment.ts';
import { makeLogger } from '../../adapters/log.ts';
import { loggedError, withoutMessage } from '../../adapters/logged-error.ts';

const { CALLS_TABLE } = readEnvironment(CallHeaderEnvironment, process.env);
const logger = makeLogger('call-header');
const client = documentClient();

async function keepHeader(record: DynamoDBRecord): Promise<void> {
  try {
    const { turn } = readStreamedTurn(record);
    await storeHeader(client, CALLS_TABLE, headerOf(turn.state));
  } catch (cause) {
    logger.error('A call header was not stored', { eventId: record.eventID, error: loggedError(cause) });
    throw withoutMessage(cause);
  }
}

/** Brings the headers of the calls to which newly committed turns belong up to date. */
export async function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  return processPartialResponse(event, keepHeader, processor, { context, throwOnFullBatchFailure: false });
}
