import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SORT_KEY, TURN_PREFIX } from '../../adapters/dynamodb/tables.ts';
import type { ParleyFunction } from '../function.ts';

/** Turns per invocation at most. A quiet table gives one at a time, at once; a busy one amortises. */
const BATCH_SIZE = 100;
/**
 * Batches in work at once, per shard of the stream. A batch mostly waits for the service behind it, so a few
 * at once keep up with a shard's 1,000 writes a second. Order within one item is kept by Lambda; consumers
 * order a call's turns by turn and sequence.
 */
const CONCURRENT_BATCHES = 4;
/**
 * How long a turn is tried before it goes to the dead letters. Longer than a usual outage of one service,
 * short enough that a turn that can never be processed does not hold up the others for a day.
 */
const RETRY_FOR = Duration.hours(1);
/** The most that Lambda allows: it is the age above that decides. */
const RETRY_ATTEMPTS = 10_000;

export interface TurnStreamReaderProps {
  streamArn: string;
  reader: ParleyFunction;
  deadLetters: Queue;
}

/**
 * Feeds every newly committed turn of the calls table to a function, at least once. Header items, and
 * changes to what was committed, do not reach it.
 *
 * A DynamoDB stream serves two readers per shard without throttling (DynamoDB developer guide, "Reading and
 * processing a stream"). Parley has two; whoever wants a third subscribes to the bus.
 */
export class TurnStreamReader extends Construct {
  constructor(scope: Construct, id: string, props: TurnStreamReaderProps) {
    super(scope, id);
    props.reader.role.addToPolicy(
      new PolicyStatement({
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [props.streamArn],
      }),
    );
    new EventSourceMapping(this, 'Mapping', {
      target: props.reader.function,
      eventSourceArn: props.streamArn,
      // The first deployment must not miss a turn that is committed while the mapping comes up.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: BATCH_SIZE,
      parallelizationFactor: CONCURRENT_BATCHES,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: RETRY_ATTEMPTS,
      maxRecordAge: RETRY_FOR,
      onFailure: new SqsDlq(props.deadLetters),
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { [SORT_KEY]: { S: FilterRule.beginsWith(TURN_PREFIX) } } },
        }),
      ],
    });
  }
}
