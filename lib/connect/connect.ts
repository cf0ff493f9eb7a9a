import { Aws, CfnDeletionPolicy, Duration } from 'aws-cdk-lib';
import { CfnInstance, CfnIntegrationAssociation } from 'aws-cdk-lib/aws-connect';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import type { Agent } from '../agent/agent.ts';
import { makeThinker } from '../agent/thinker.ts';
import type { ConnectConfiguration } from '../configuration/schema.ts';
import { customResourceFunction } from '../custom-resource-function.ts';
import type { ParleyFunction } from '../function.ts';
import { ConnectAgent } from './connect-agent.ts';
import { ContactEvents } from './contact-events.ts';
import { ClaimedNumber } from './number.ts';
import { CallRecordings } from './recordings.ts';

/** Lex waits no longer for a code hook (Lex V2 developer guide, quotas). */
const HOOK_TIMEOUT = Duration.seconds(30);

export interface ConnectProps {
  configuration: ConnectConfiguration;
  playbooks: readonly CompiledPlaybook[];
  agent: Agent;
}

/**
 * Amazon Connect as a line: an instance, the hook that thinks for Lex and the contact flow, one agent per
 * playbook, and the function that tells the record what Connect knows of a call.
 */
export class Connect extends Construct {
  readonly instanceArn: string;
  readonly hook: ParleyFunction;
  readonly agents: ReadonlyMap<string, ConnectAgent>;
  readonly contactEvents: ContactEvents;
  /** Undefined when nobody is recorded, and for an instance that was there before: it has its own place. */
  readonly recordings: CallRecordings | undefined;

  constructor(scope: Construct, id: string, props: ConnectProps) {
    super(scope, id);
    const { configuration, playbooks, agent } = props;
    this.instanceArn = this.#instance(configuration);
    this.hook = this.#hook(agent);
    const associated = this.#associateHook();
    this.agents = this.#agents(configuration, playbooks, associated);
    this.recordings = this.#recordings(configuration);
    this.#numbers(configuration);
    this.contactEvents = new ContactEvents(this, 'ContactEvents', { instanceArn: this.instanceArn, agent });
  }

  #agents(
    configuration: ConnectConfiguration,
    playbooks: readonly CompiledPlaybook[],
    hookOfInstance: CfnIntegrationAssociation,
  ): Map<string, ConnectAgent> {
    const made = Object.entries(configuration.agents).map(([id, each]): [string, ConnectAgent] => {
      const playbook = playbooks.find((one) => one.id === id);
      if (playbook === undefined) throw new Error(`There is no playbook "${id}".`);
      const { instanceArn, hook } = this;
      const agent = new ConnectAgent(this, id, { ...each, playbook, instanceArn, hook: hook.function });
      agent.flow.addResourceDependency(hookOfInstance);
      return [id, agent];
    });
    return new Map(made);
  }

  #recordings({ instance }: ConnectConfiguration): CallRecordings | undefined {
    const recorded = [...this.agents.values()].filter(
      ({ bot }) => bot.playbook.source.recordingNotice !== undefined,
    );
    if ('arn' in instance || recorded.length === 0) return undefined;
    const made = new CallRecordings(this, 'CallRecordings', { instanceArn: this.instanceArn });
    for (const { flow } of recorded) flow.addResourceDependency(made.storage);
    return made;
  }

  /** The function that points numbers at flows is made only if there is a number. */
  #numbers({ agents }: ConnectConfiguration): void {
    const claims = Object.entries(agents).flatMap(([id, { claimNumber }]) => {
      const agent = this.agents.get(id);
      return claimNumber === undefined || agent === undefined ? [] : [{ id, claimNumber, agent }];
    });
    if (claims.length === 0) return;
    const associate = customResourceFunction(this, 'AssociateNumber', {
      entry: 'lambdas/associate-number/handler.ts',
      description: 'Points claimed telephone numbers at contact flows, for CloudFormation.',
    });
    for (const { id, claimNumber, agent } of claims) {
      new ClaimedNumber(agent, 'Telephone', {
        instanceArn: this.instanceArn,
        flow: agent.flow,
        claim: claimNumber,
        description: `Parley: ${id}`,
        associate,
      });
    }
  }

  #instance({ instance }: ConnectConfiguration): string {
    if ('arn' in instance) return instance.arn;
    const made = new CfnInstance(this, 'Instance', {
      identityManagementType: 'CONNECT_MANAGED',
      instanceAlias: instance.alias,
      attributes: { inboundCalls: true, outboundCalls: true, contactflowLogs: true },
    });
    // Another alias is another instance: the old one, with its people and the history of its calls, is not thrown away.
    made.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    made.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
    return made.attrArn;
  }

  #hook(agent: Agent): ParleyFunction {
    const hook = makeThinker(this, 'LexHook', {
      ...agent.resources,
      entry: 'lambdas/lex-hook/handler.ts',
      description: 'Answers Lex and the contact flow: takes the turn, gives back what is said and done.',
      timeout: HOOK_TIMEOUT,
      environment: { TURN_FUNCTION: agent.turn.function.functionName },
    });
    hook.role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [agent.turn.function.functionArn],
      }),
    );
    return hook;
  }

  /** A flow may call only functions that its instance knows and that let it. */
  #associateHook(): CfnIntegrationAssociation {
    const functionArn = this.hook.function.functionArn;
    new CfnPermission(this, 'ConnectInvokesHook', {
      action: 'lambda:InvokeFunction',
      functionName: functionArn,
      principal: 'connect.amazonaws.com',
      sourceAccount: Aws.ACCOUNT_ID,
      sourceArn: this.instanceArn,
    });
    return new CfnIntegrationAssociation(this, 'HookOfInstance', {
      instanceId: this.instanceArn,
      integrationType: 'LAMBDA_FUNCTION',
      integrationArn: functionArn,
    });
  }
}
