import path from 'node:path';
import { settleUnfinishedWrites } from '../services/dynamodb.ts';
import { type DynamoEngine, startDynamoEngine } from '../services/dynamodb-engine.ts';
import type { EventBus } from '../services/event-bus.ts';
import { openQueue, type Queue } from '../services/sqs.ts';
import { openBuses } from './buses.ts';
import type { Setting } from './setting.ts';
import { openStreams, type Streams } from './streams.ts';
import { ensureTable } from './tables.ts';

/** Everything of the stack that holds data, but for the buckets, which are plain directories. */
export interface Stores {
  engine: DynamoEngine;
  streams: Streams;
  buses: ReadonlyMap<string, EventBus>;
  queues: Queue[];
}

/** Opens what an earlier run left, or begins anew. */
export async function openStores({
  options,
  undo,
  plan,
  region,
  directory,
  lasting,
}: Setting): Promise<Stores> {
  options.onProgress?.(`Opening ${plan.tables.length} tables`);
  const engine = await startDynamoEngine(lasting ? path.join(directory, 'dynamodb') : undefined);
  undo.defer(() => engine.close());
  for (const table of plan.tables) await ensureTable(engine, table);
  const streams = openStreams(plan.tables, plan.mappings, {
    directory: path.join(directory, 'streams'),
    region,
  });
  undo.defer(() => streams.close());
  await settleUnfinishedWrites(engine, streams.tables);
  const buses = openBuses(plan, path.join(directory, 'events'));
  const queues = plan.queues.map(({ name, arn }) =>
    openQueue(name, arn, path.join(directory, 'queues'), Date.now),
  );
  undo.defer(() => {
    for (const each of [...buses.values(), ...queues]) each.close();
  });
  return { engine, streams, buses, queues };
}
