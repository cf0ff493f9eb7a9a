import path from 'node:path';
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { untilActive } from '../../../local/cloud/tables.ts';
import { zeroLatency } from '../../../local/latency/zero.ts';
import { dynamodbService, settleUnfinishedWrites } from '../../../local/services/dynamodb.ts';
import { type DynamoEngine, startDynamoEngine } from '../../../local/services/dynamodb-engine.ts';
import type { StreamJournal } from '../../../local/stream/stream-journal.ts';
import { serve } from '../../../local/wire/server.ts';
import { aDirectory, aJournal, keysOf } from '../../builders/a-change.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';

const TableName = 'calls';

interface Served {
  client: DynamoDBClient;
  journal: StreamJournal;
  engine: DynamoEngine;
}

/** A DynamoDB with a table `calls` of one key `pk`, and its stream. */
async function served(): Promise<Served> {
  const engine = await startDynamoEngine(undefined);
  const journal = aJournal(path.join(aDirectory(), 'calls.ndjson'));
  const streamed = new Map([[TableName, { keyNames: ['pk'], journal }]]);
  const server = await serve(dynamodbService({ engine, streamed, latency: zeroLatency }));
  const client = new DynamoDBClient({ ...atEndpoint(server.url), maxAttempts: 1 });
  onTestFinished(async () => {
    client.destroy();
    await server.close();
    await engine.close();
  });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  await untilActive(engine, TableName);
  return { client, journal, engine };
}

const anItem = (id: string, value: string) => ({ pk: { S: id }, value: { S: value } });
const put = (id: string, value: string, condition?: string) =>
  new PutItemCommand({
    TableName,
    Item: anItem(id, value),
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
  });

/** What the stream tells of each change: what happened, and the value before and after. */
function changes(journal: StreamJournal): (string | undefined)[][] {
  const value = (image: Record<string, unknown> | undefined): string | undefined =>
    image === undefined ? undefined : JSON.stringify(image.value);
  return journal
    .after(0, 100)
    .map(({ eventName, dynamodb }) => [eventName, value(dynamodb.OldImage), value(dynamodb.NewImage)]);
}

describe('the stream of a table on the laptop', () => {
  it('tells of puts, updates and deletes with their images', async () => {
    const { client, journal } = await served();
    await client.send(put('a', '1'));
    await client.send(put('a', '2'));
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key: keyOf('a'),
        UpdateExpression: 'SET #v = :v',
        ExpressionAttributeNames: { '#v': 'value' },
        ExpressionAttributeValues: { ':v': { S: '3' } },
      }),
    );
    await client.send(new DeleteItemCommand({ TableName, Key: keyOf('a') }));
    expect(changes(journal)).toEqual([
      ['INSERT', undefined, '{"S":"1"}'],
      ['MODIFY', '{"S":"1"}', '{"S":"2"}'],
      ['MODIFY', '{"S":"2"}', '{"S":"3"}'],
      ['REMOVE', '{"S":"3"}', undefined],
    ]);
  });

  it('tells of each item of a batch', async () => {
    const { client, journal } = await served();
    await client.send(put('old', '0'));
    await client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: [
            { PutRequest: { Item: anItem('a', '1') } },
            { PutRequest: { Item: anItem('b', '2') } },
            { DeleteRequest: { Key: keyOf('old') } },
          ],
        },
      }),
    );
    expect(changes(journal).slice(1)).toEqual([
      ['INSERT', undefined, '{"S":"1"}'],
      ['INSERT', undefined, '{"S":"2"}'],
      ['REMOVE', '{"S":"0"}', undefined],
    ]);
  });

  it('is silent about a write that was refused, and one that changed nothing', async () => {
    const { client, journal } = await served();
    await client.send(put('a', '1'));
    await expect(client.send(put('a', '2', 'attribute_not_exists(pk)'))).rejects.toThrow(
      ConditionalCheckFailedException,
    );
    await client.send(put('a', '1'));
    await client.send(new DeleteItemCommand({ TableName, Key: keyOf('gone') }));
    expect(changes(journal)).toHaveLength(1);
  });

  it('tells of a race for one item as the winner alone', async () => {
    const { client, journal } = await served();
    const writers = Array.from({ length: 20 }, (_, n) =>
      client.send(put('slot', String(n), 'attribute_not_exists(pk)')),
    );
    const results = await Promise.allSettled(writers);
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(changes(journal)).toEqual([['INSERT', undefined, JSON.stringify({ S: String(winner) })]]);
  });

  it('answers the writer exactly as without a stream', async () => {
    const { client } = await served();
    await client.send(put('a', '1'));
    const answer = await client.send(
      new PutItemCommand({ TableName, Item: anItem('a', '2'), ReturnValues: 'ALL_OLD' }),
    );
    expect(answer.Attributes).toEqual(anItem('a', '1'));
    const got = await client.send(new GetItemCommand({ TableName, Key: keyOf('a') }));
    expect(got.Item).toEqual(anItem('a', '2'));
  });

  it('learns at the next start of a write that was made just before everything stopped', async () => {
    const { client, journal, engine } = await served();
    await client.send(put('kept', '0'));
    // Everything stopped after the table had the write, before the journal was told.
    journal.announce(keysOf('written'), undefined);
    await engine.send('PutItem', JSON.stringify({ TableName, Item: anItem('written', '1') }));
    // Everything stopped before the table had the write.
    journal.announce(keysOf('kept'), anItem('kept', '0'));
    await settleUnfinishedWrites(engine, new Map([[TableName, { keyNames: ['pk'], journal }]]));
    expect(changes(journal).slice(1)).toEqual([['INSERT', undefined, '{"S":"1"}']]);
    expect(journal.unsettled()).toEqual([]);
  });
});

function keyOf(id: string): { pk: { S: string } } {
  return { pk: { S: id } };
}
