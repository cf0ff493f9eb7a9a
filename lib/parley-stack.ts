import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { CompiledPlaybook } from '../agent/playbook/compiled-playbook.ts';
import { Agent } from './agent/agent.ts';
import { Calls } from './calls/calls.ts';
import { LostCalls } from './calls/lost-calls.ts';
import { ChimePstn } from './chime-pstn/chime-pstn.ts';
import type {
  Configuration,
  ConnectConfiguration,
  MediaServiceConfiguration,
} from './configuration/schema.ts';
import { Connect } from './connect/connect.ts';
import { MediaService } from './media-service/media-service.ts';
import { Messages } from './messages/messages.ts';
import { Alarms } from './observability/alarms.ts';

export interface ParleyStackProps extends StackProps {
  configuration: Configuration;
  playbooks: readonly CompiledPlaybook[];
}

/** Everything that Parley deploys into an account and region. */
export class ParleyStack extends Stack {
  constructor(scope: Construct, id: string, props: ParleyStackProps) {
    super(scope, id, props);
    const { configuration, playbooks } = props;
    const calls = new Calls(this, 'Calls');
    const agent = new Agent(this, 'Agent', { callsTable: calls.table, playbooks });
    new LostCalls(this, 'LostCalls', {
      callsTable: calls.table,
      turnFunction: agent.turn.function,
      deadLetters: calls.deadLetters,
    });
    const alarms = new Alarms(this, 'Alarms', {
      ...(configuration.alarms === undefined ? {} : { email: configuration.alarms.email }),
    });
    watch(alarms, calls, agent);
    this.#addMessages(configuration, calls, agent);
    this.#tell({
      TurnFunction: agent.turn.function.functionName,
      CallsTable: calls.table.tableName,
      CalendarTable: agent.calendar.tableName,
      CustomersTable: agent.customers.tableName,
      PlaybooksTable: agent.resources.playbooksTable.tableName,
      EventBus: calls.bus.eventBusName,
      DeadLetters: calls.deadLetters.queueUrl,
    });
    if (configuration.mediaService !== undefined)
      this.#addMediaService(configuration.mediaService, agent, alarms);
    this.#addTelephone(props, agent, alarms);
  }

  #addMessages({ texts }: Configuration, calls: Calls, agent: Agent): void {
    new Messages(this, 'Messages', {
      bus: calls.bus,
      customers: agent.customers,
      deadLetters: calls.deadLetters,
      ...(texts === undefined ? {} : { from: texts.from }),
    });
  }

  #addMediaService(
    { tasks, certificateArn, allowedOrigins }: MediaServiceConfiguration,
    agent: Agent,
    alarms: Alarms,
  ): void {
    const media = new MediaService(this, 'Media', {
      turnFunction: agent.turn.function,
      tasks,
      ...(certificateArn === undefined ? {} : { certificateArn }),
      ...(allowedOrigins === undefined ? {} : { allowedOrigins: allowedOrigins.join(' ') }),
    });
    alarms.watchMetric(
      'MediaUnhealthy',
      media.entrance.targets.metrics.unhealthyHostCount({ statistic: Stats.MAXIMUM }),
      1,
      'A task of the media service does not answer its health check. Look at its log group; ECS replaces it.',
    );
    this.#tell({ MediaUrl: media.entrance.url, Recordings: media.recordings.bucketName });
  }

  #addTelephone({ configuration, playbooks }: ParleyStackProps, agent: Agent, alarms: Alarms): void {
    if (configuration.connect === undefined) return;
    const connect = this.#addConnect(configuration.connect, playbooks, agent, alarms);
    const chime = configuration.chimePstn;
    const bot = chime === undefined ? undefined : connect.agents.get(chime.playbook)?.bot;
    if (chime === undefined || bot === undefined) return;
    const pstn = new ChimePstn(this, 'ChimePstn', { configuration: chime, agent, bot });
    alarms.watchFunction('ChimePstn', pstn.parley.function);
    this.#tell({ SipMediaApplication: pstn.application.attrSipMediaApplicationId });
  }

  #addConnect(
    configuration: ConnectConfiguration,
    playbooks: readonly CompiledPlaybook[],
    agent: Agent,
    alarms: Alarms,
  ): Connect {
    const connect = new Connect(this, 'Connect', { configuration, playbooks, agent });
    alarms.watchFunction('LexHook', connect.hook.function);
    alarms.watchFunction('ContactEvents', connect.contactEvents.parley.function);
    const { recordings } = connect;
    this.#tell({
      ConnectInstance: connect.instanceArn,
      LexHookFunction: connect.hook.function.functionName,
      ...(recordings === undefined ? {} : { ConnectRecordings: recordings.bucketName }),
    });
    return connect;
  }

  #tell(outputs: Record<string, string>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, `${name}Output`, { value });
  }
}

function watch(alarms: Alarms, calls: Calls, agent: Agent): void {
  alarms.watchFunction('Turn', agent.turn.function);
  alarms.watchFunction('PublishEvents', calls.publishEvents.function);
  alarms.watchFunction('CallHeader', calls.callHeader.function);
  alarms.watchLag('PublishEvents', calls.publishEvents.function);
  alarms.watchDeadLetters('DeadLetters', calls.deadLetters);
}
