import { Aws, Duration, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { EVENT_SOURCE } from '../../agent/call/events/catalogue.ts';
import { ParleyFunction } from '../function.ts';

/** One request to End User Messaging and three to DynamoDB, each with its own limit. */
const TIMEOUT = Duration.seconds(20);
const MEMORY_MB = 512;
/** A text about a call of hours ago confuses more than it helps. */
const MAX_EVENT_AGE = Duration.hours(2);

export interface MessagesProps {
  bus: EventBus;
  customers: Table;
  deadLetters: Queue;
  /** ARN of the number, pool or sender id that texts come from; the account's own choice when absent. */
  from?: string;
}

/** Sends the text messages that calls ask for: a rule on the bus, and the function behind it. */
export class Messages extends Construct {
  readonly sender: ParleyFunction;

  constructor(scope: Construct, id: string, props: MessagesProps) {
    super(scope, id);
    this.sender = new ParleyFunction(this, 'Sender', {
      entry: 'lambdas/send-message/handler.ts',
      description: 'Sends the text messages that calls ask for, each once.',
      timeout: TIMEOUT,
      memoryMb: MEMORY_MB,
      deadLetters: props.deadLetters,
      environment: {
        CUSTOMERS_TABLE: props.customers.tableName,
        ...(props.from === undefined ? {} : { TEXTS_FROM: props.from }),
      },
    });
    this.#allow(props);
    new Rule(this, 'Rule', {
      description: 'Text messages that calls ask for, and callers who want none.',
      eventBus: props.bus,
      eventPattern: {
        source: [EVENT_SOURCE],
        detailType: ['message.requested', 'message.declined'],
      },
      targets: [
        new LambdaFunction(this.sender.function, {
          maxEventAge: MAX_EVENT_AGE,
        }),
      ],
    });
  }

  #allow({ customers, from }: MessagesProps): void {
    const arn = (kind: string): string =>
      `arn:${Aws.PARTITION}:sms-voice:${Aws.REGION}:${Aws.ACCOUNT_ID}:${kind}/*`;
    const { role } = this.sender;
    role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
        resources: [customers.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['message#*', 'no-texts#*'] } },
      }),
    );
    const kinds = ['phone-number', 'pool', 'sender-id'];
    role.addToPolicy(
      new PolicyStatement({
        actions: ['sms-voice:SendTextMessage'],
        resources: from === undefined ? kinds.map(arn) : [from],
      }),
    );
    if (from !== undefined) return;
    for (const kind of kinds)
      Validations.of(role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sms-voice:<AWS::Region>:<AWS::AccountId>:${kind}/*]`,
        reason:
          "Without a configured identity End User Messaging chooses among the account's own numbers, pools and sender ids.",
      });
  }
}
