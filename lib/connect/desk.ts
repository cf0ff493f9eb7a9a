import { Stack } from 'aws-cdk-lib';
import { CfnQueue, CfnRoutingProfile } from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';
import type { PlaybookSource } from '../../agent/playbook/schema.ts';
import type { ConnectAgentConfiguration } from '../configuration/schema.ts';
import { playbookHours } from './hours.ts';

export interface DeskProps {
  instanceArn: string;
  queue: Extract<ConnectAgentConfiguration['queue'], { make: string }>;
  playbook: PlaybookSource;
}

/** One call or one task at a time: who calls back does not take a call meanwhile. */
const AT_ONCE = 1;

/**
 * The people behind an agent: a queue with its hours, and the routing profile that brings its calls and its
 * promises to call back to whoever has it. Without a routing profile a queue is a place that nobody looks into.
 */
export class Desk extends Construct {
  readonly queueArn: string;

  constructor(scope: Construct, id: string, { instanceArn, queue, playbook }: DeskProps) {
    super(scope, id);
    const hoursArn =
      queue.hoursArn ??
      playbookHours(this, 'Hours', { instanceArn, name: `${queue.make} hours`, playbook })
        .attrHoursOfOperationArn;
    this.queueArn = new CfnQueue(this, 'Queue', {
      instanceArn,
      name: queue.make,
      description: `Callers of ${playbook.company} who wait for a person.`,
      hoursOfOperationArn: hoursArn,
      ...(queue.maxWaiting === undefined ? {} : { maxContacts: queue.maxWaiting }),
    }).attrQueueArn;
    this.#profile(instanceArn, queue.make);
  }

  #profile(instanceArn: string, name: string): void {
    const channels = ['VOICE', 'TASK'];
    new CfnRoutingProfile(this, 'Profile', {
      instanceArn,
      name: `${Stack.of(this).stackName} ${name}`,
      description: `Calls and call-backs of the queue ${name}. Give it to the people who work there.`,
      defaultOutboundQueueArn: this.queueArn,
      mediaConcurrencies: channels.map((channel) => ({ channel, concurrency: AT_ONCE })),
      queueConfigs: channels.map((channel) => ({
        priority: 1,
        delay: 0,
        queueReference: { channel, queueArn: this.queueArn },
      })),
    });
  }
}
