import { Aws, Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  type Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** One period is enough to be told, and short enough that a caller's complaint does not come first. */
const PERIOD = Duration.minutes(5);
/** Events this old mean that dashboards and follow-ups are no longer live. */
const LAG_LIMIT = Duration.minutes(1);

export interface AlarmsProps {
  /** Who is told. Without it alarms only change colour. */
  email?: string;
}

/**
 * The alarms of a deployment: few, each one meaning that somebody should look. An alarm costs money every
 * month (see `lib/cost.ts`), so there is none for what another one already says.
 */
export class Alarms extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.#topic = new Topic(this, 'Topic', { displayName: 'Parley alarms', enforceSSL: true });
    // A topic with a policy of its own loses the default one, under which CloudWatch may publish.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'CloudWatchAlarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (props.email !== undefined) this.#topic.addSubscription(new EmailSubscription(props.email));
  }

  /** Tells of any failed and any refused invocation of a function. */
  watchFunction(name: string, watched: LambdaFunction): void {
    this.#alarm(
      `${name}Errors`,
      watched.metricErrors({ period: PERIOD }),
      1,
      `${name} failed. Look for "level":"ERROR" in its log group.`,
    );
    this.#alarm(
      `${name}Throttles`,
      watched.metricThrottles({ period: PERIOD }),
      1,
      `${name} was throttled: calls wait. Raise the account's Lambda concurrency or find what uses it up.`,
    );
  }

  /** Tells when a function falls behind the stream that it reads. */
  watchLag(name: string, watched: LambdaFunction): void {
    this.#alarm(
      `${name}Lag`,
      watched.metric('IteratorAge', { period: PERIOD, statistic: Stats.MAXIMUM }),
      LAG_LIMIT.toMilliseconds(),
      `${name} is more than a minute behind the calls. Look at its errors, throttles and duration.`,
    );
  }

  /** Tells of the first message in a dead-letter queue. */
  watchDeadLetters(name: string, queue: Queue): void {
    this.#alarm(
      `${name}Waiting`,
      queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: Stats.MAXIMUM }),
      1,
      `A function gave up on a turn or an event. The message in ${name} is the event, or names the stretch of the stream, with the error.`,
    );
  }

  /** Tells when a value is at or above `threshold` for one period. */
  watchMetric(name: string, metric: Metric, threshold: number, description: string): void {
    this.#alarm(name, metric.with({ period: PERIOD }), threshold, description);
  }

  #alarm(id: string, metric: IMetric, threshold: number, alarmDescription: string): void {
    new Alarm(this, id, {
      metric,
      threshold,
      alarmDescription,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // No data is what a quiet night looks like.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(this.#topic));
  }
}
