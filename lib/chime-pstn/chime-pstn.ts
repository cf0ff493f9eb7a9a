import { Aws, CustomResource, Duration, Validations } from 'aws-cdk-lib';
import { CfnSipMediaApplication } from 'aws-cdk-lib/aws-chime';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Agent } from '../agent/agent.ts';
import { makeThinker } from '../agent/thinker.ts';
import type { ChimePstnConfiguration } from '../configuration/schema.ts';
import type { Bot } from '../connect/bot.ts';
import { customResourceFunction } from '../custom-resource-function.ts';
import type { ParleyFunction } from '../function.ts';
import { Recordings } from '../media-service/recordings.ts';

/** Chime SDK asks again after 5 s and hangs up after 20 (developer guide, "Timeouts and retries"). */
const TIMEOUT = Duration.seconds(5);
/** The service that calls the function and talks to the bot. */
export const CHIME_VOICE_SERVICE = 'voiceconnector.chime.amazonaws.com';

export interface ChimePstnProps {
  configuration: ChimePstnConfiguration;
  agent: Agent;
  /** The bot that Amazon Connect uses too. */
  bot: Bot;
}

/**
 * SIP media applications of Amazon Chime SDK as a line, for accounts that had them before 2026-10-29, when they
 * were closed to new ones. Calls to the numbers are answered by the bot of the playbook's agent.
 */
export class ChimePstn extends Construct {
  readonly parley: ParleyFunction;
  readonly application: CfnSipMediaApplication;

  constructor(scope: Construct, id: string, props: ChimePstnProps) {
    super(scope, id);
    this.parley = this.#function(props, this.#recordings(props));
    this.application = new CfnSipMediaApplication(this, 'Application', {
      name: `Parley ${props.configuration.playbook}`,
      awsRegion: Aws.REGION,
      endpoints: [{ lambdaArn: this.parley.function.functionArn }],
    });
    const applicationId = this.application.attrSipMediaApplicationId;
    this.#letChimeInvoke(applicationId);
    props.bot.allow({
      service: CHIME_VOICE_SERVICE,
      actions: ['lex:StartConversation'],
      // As the developer guide prints it: the service's own name in the place of "chime".
      sourceArn: `arn:${Aws.PARTITION}:voiceconnector:${Aws.REGION}:${Aws.ACCOUNT_ID}:sma/${applicationId}`,
    });
    this.#rules(props.configuration, applicationId);
  }

  #function({ configuration, agent, bot }: ChimePstnProps, recordings: Bucket | undefined): ParleyFunction {
    const made = makeThinker(this, 'Events', {
      ...agent.resources,
      entry: 'lambdas/chime-pstn/handler.ts',
      description: 'Answers the invocations of the SIP media application.',
      timeout: TIMEOUT,
      environment: {
        TURN_FUNCTION: agent.turn.function.functionName,
        BOT_ALIAS_ARN: bot.aliasArn,
        PLAYBOOK: configuration.playbook,
        ...(recordings === undefined ? {} : { RECORDINGS_BUCKET: recordings.bucketName }),
      },
    });
    made.role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [agent.turn.function.functionArn],
      }),
    );
    return made;
  }

  /** Made only for a playbook that tells its callers that they are recorded. */
  #recordings({ bot }: ChimePstnProps): Bucket | undefined {
    if (bot.playbook.source.recordingNotice === undefined) return undefined;
    const { bucket } = new Recordings(this, 'Recordings');
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(CHIME_VOICE_SERVICE)],
        actions: ['s3:PutObject', 's3:PutObjectAcl'],
        resources: [bucket.arnForObjects('*')],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    return bucket;
  }

  #letChimeInvoke(applicationId: string): void {
    new CfnPermission(this, 'ChimeInvokes', {
      action: 'lambda:InvokeFunction',
      functionName: this.parley.function.functionArn,
      principal: CHIME_VOICE_SERVICE,
      sourceAccount: Aws.ACCOUNT_ID,
      sourceArn: `arn:${Aws.PARTITION}:chime:${Aws.REGION}:${Aws.ACCOUNT_ID}:sma/${applicationId}`,
    });
  }

  /** CloudFormation has no SIP rules: a function of ours makes them. */
  #rules({ numbers, playbook }: ChimePstnConfiguration, applicationId: string): void {
    const rules = customResourceFunction(this, 'SipRules', {
      entry: 'lambdas/sip-rule/handler.ts',
      description: 'Makes and deletes SIP rules, for CloudFormation.',
    });
    const permission = new PolicyStatement({
      actions: ['chime:CreateSipRule', 'chime:UpdateSipRule', 'chime:DeleteSipRule'],
      resources: ['*'],
    });
    Validations.of(rules.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'SIP rules have no ARN: the Service Authorization Reference names no resource for these actions.',
    });
    const { policyDependable } = rules.role.addToPrincipalPolicy(permission);
    for (const number of numbers) {
      const digits = number.replace('+', '');
      const rule = new CustomResource(this, `Rule${digits}`, {
        serviceToken: rules.function.functionArn,
        resourceType: 'Custom::ParleySipRule',
        properties: {
          // Chime takes letters, digits, space, _, . and - in the name of a rule (API reference, CreateSipRule).
          Name: `Parley ${playbook} ${digits}`,
          PhoneNumber: number,
          SipMediaApplicationId: applicationId,
          Region: Aws.REGION,
        },
      });
      if (policyDependable !== undefined) rule.node.addDependency(policyDependable);
    }
  }
}
