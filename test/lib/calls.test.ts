import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CALLS_INDEXES } from '../../adapters/dynamodb/tables.ts';
import { TurnRecord } from '../../agent/call/turn-record.ts';
import { stackWith } from '../builders/stack.ts';

const { template } = stackWith();

describe('the calls table', () => {
  it('has the keys of the record, is paid per request and streams what was written', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  it.each([
    ['byDay', 'dayPlaybook'],
    ['byCaller', 'from'],
    ['byOutcome', 'outcome'],
  ])('can be asked %s, newest call last', (IndexName, partition) => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: Match.arrayWith([
        Match.objectLike({
          IndexName,
          KeySchema: [
            { AttributeName: partition, KeyType: 'HASH' },
            { AttributeName: 'startedAt', KeyType: 'RANGE' },
          ],
        }),
      ]),
    });
  });

  it('indexes no attribute that a turn item has, so that a turn is written once and not four times', () => {
    const indexed = Object.values(CALLS_INDEXES).flatMap((index) => [index.partitionKey, index.sortKey]);
    const ofTurn = Object.keys(TurnRecord.shape);
    expect(indexed.filter((attribute) => ofTurn.includes(attribute))).toEqual([]);
  });
});

describe('every table', () => {
  it('can be restored to any second, and neither a mistake nor the end of the stack deletes it', () => {
    const tables = Object.values(template.findResources('AWS::DynamoDB::Table'));
    expect(tables).toHaveLength(4);
    for (const table of tables) {
      expect(table).toMatchObject({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      });
    }
  });

  it('is encrypted with the key that costs nothing', () => {
    template.resourceCountIs('AWS::KMS::Key', 0);
    template.allResourcesProperties('AWS::DynamoDB::Table', { SSESpecification: Match.absent() });
  });
});

describe('the calendar', () => {
  it('finds the appointments of a telephone number', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: [
        Match.objectLike({
          IndexName: 'byPhone',
          KeySchema: [
            { AttributeName: 'phone', KeyType: 'HASH' },
            { AttributeName: 'startsAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        }),
      ],
    });
  });
});

describe('the event bus', () => {
  it('keeps what Parley publishes for 90 days, to be replayed', () => {
    template.resourceCountIs('AWS::Events::EventBus', 1);
    template.hasResourceProperties('AWS::Events::Archive', {
      EventPattern: { source: ['parley'] },
      RetentionDays: 90,
      SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^CallsEvents'), 'Arn'] },
    });
  });
});

const Mapping = z.object({
  Properties: z.object({
    FunctionName: z.object({ Ref: z.string() }),
    FilterCriteria: z.object({ Filters: z.tuple([z.object({ Pattern: z.string() })]) }),
  }),
});

describe('the readers of the table’s stream', () => {
  const mappings = Object.values(template.findResources('AWS::Lambda::EventSourceMapping')).map(
    (mapping) => Mapping.parse(mapping).Properties,
  );

  it('are two, which is what a stream serves without throttling', () => {
    const readers = mappings.map(({ FunctionName }) => FunctionName.Ref.replace(/Function.*/, ''));
    expect(readers.sort()).toEqual(['CallsCallHeader', 'CallsPublishEvents']);
  });

  it('get newly committed turns and nothing else', () => {
    for (const mapping of mappings) {
      expect(JSON.parse(mapping.FilterCriteria.Filters[0].Pattern)).toEqual({
        eventName: ['INSERT'],
        dynamodb: { Keys: { sk: { S: [{ prefix: 'turn#' }] } } },
      });
    }
  });

  it('retry what failed, find the turn that cannot be processed, and put it among the dead letters', () => {
    template.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 100,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 3600,
      MaximumRetryAttempts: 10_000,
      ParallelizationFactor: 4,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^CallsDeadLetters'), 'Arn'] } },
      },
    });
  });

  it('miss no turn that is committed while the first deployment runs', () => {
    template.allResourcesProperties('AWS::Lambda::EventSourceMapping', { StartingPosition: 'TRIM_HORIZON' });
  });
});

describe('the dead letters', () => {
  it('are kept for the longest time there is, encrypted, over TLS only', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      MessageRetentionPeriod: 14 * 24 * 3600,
      SqsManagedSseEnabled: true,
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      }),
    });
  });
});
