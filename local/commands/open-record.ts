import path from 'node:path';
import { CommandFailed } from '../command-failed.ts';
import { takeDataDirectory } from '../disk/data-directory.ts';
import { placeOf } from '../laptop.ts';
import { zeroLatency } from '../latency/zero.ts';
import { type RecordReader, recordReader } from '../record/record-reader.ts';
import { findStack, type RunningStack } from '../running-stack.ts';
import { dynamodbService } from '../services/dynamodb.ts';
import { startDynamoEngine } from '../services/dynamodb-engine.ts';
import { serve } from '../wire/server.ts';

/**
 * Does something with the record in a data directory: that of the cloud that runs on it, else what the last
 * one left there.
 *
 * @throws CommandFailed when nothing was ever started on that directory.
 */
export async function withRecord<T>(
  dataDirectory: string,
  use: (record: RecordReader, stack: RunningStack) => Promise<T>,
): Promise<T> {
  const found = findStack(dataDirectory);
  if (found === undefined)
    throw new CommandFailed(`There is no record in ${dataDirectory} yet. Run npm start and place a call.`);
  const { stack, running } = found;
  if (running) return read(stack, stack.environment, use);
  const directory = takeDataDirectory(dataDirectory);
  const engine = await startDynamoEngine(path.join(dataDirectory, 'dynamodb'));
  const server = await serve(dynamodbService({ engine, streamed: new Map(), latency: zeroLatency }));
  try {
    return await read(stack, { ...stack.environment, AWS_ENDPOINT_URL_DYNAMODB: server.url }, use);
  } finally {
    await server.close();
    await engine.close();
    directory.release();
  }
}

async function read<T>(
  stack: RunningStack,
  environment: Record<string, string>,
  use: (record: RecordReader, stack: RunningStack) => Promise<T>,
): Promise<T> {
  const record = recordReader(placeOf(stack.outputs, environment));
  try {
    return await use(record, stack);
  } finally {
    record.close();
  }
}
