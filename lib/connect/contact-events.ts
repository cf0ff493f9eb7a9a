import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { Agent } from '../agent/agent.ts';
import { makeThinker } from '../agent/thinker.ts';
import type { ParleyFunction } from '../function.ts';

/** Two or three requests to DynamoDB, with retries. */
const TIMEOUT = Duration.seconds(30);
/** An event of a call that is this old tells nobody anything; the record has been closed some other way. */
const MAX_EVENT_AGE = Duration.hours(2);

export interface ContactEventsProps {
  instanceArn: string;
  agent: Agent;
}

/**
 * Tells the record what Amazon Connect knows of a call, whatever the flow managed to say: that the caller
 * waits in a queue, that a person answered, that the line is down and why.
 */
export class ContactEvents extends Construct {
  readonly parley: ParleyFunction;

  constructor(scope: Construct, id: string, { instanceArn, agent }: ContactEventsProps) {
    super(scope, id);
    this.parley = makeThinker(this, 'Reader', {
      ...agent.resources,
      entry: 'lambdas/connect-events/handler.ts',
      description: "Writes Amazon Connect's contact events into the record of the call.",
      timeout: TIMEOUT,
    });
    new Rule(this, 'Rule', {
      description: "Contact events of Parley's Connect instance.",
      eventPattern: {
        source: ['aws.connect'],
        detailType: ['Amazon Connect Contact Event'],
        detail: {
          instanceArn: [instanceArn],
          channel: ['VOICE'],
          eventType: ['QUEUED', 'CONNECTED_TO_AGENT', 'DISCONNECTED'],
        },
      },
      targets: [new LambdaFunction(this.parley.function, { maxEventAge: MAX_EVENT_AGE })],
    });
  }
}
