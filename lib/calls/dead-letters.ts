import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** The longest that SQS keeps a message (SQS developer guide, "Message retention period"). */
const LONGEST_RETENTION = Duration.days(14);

/**
 * Where Lambda puts what could not be processed: of a stream reader, which function, which stretch of the stream
 * and why; of a function that runs by the clock, the event. The turns themselves are still in the table, so
 * nothing is lost while a message waits here.
 */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: LONGEST_RETENTION,
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'This queue is the dead-letter queue; a queue behind it would have nobody to look at it either.',
    });
  }
}
