import { Aws, CustomResource, Validations } from 'aws-cdk-lib';
import { type CfnContactFlow, CfnPhoneNumber } from 'aws-cdk-lib/aws-connect';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ParleyFunction } from '../function.ts';

export interface NumberProps {
  instanceArn: string;
  /** Where calls to the number go. */
  flow: CfnContactFlow;
  claim: { country: string; type: 'DID' | 'TOLL_FREE' };
  description: string;
  /** The function that points numbers at flows. */
  associate: ParleyFunction;
}

/** A telephone number, claimed for the instance and pointed at a flow. Released when it is deleted. */
export class ClaimedNumber extends Construct {
  readonly number: CfnPhoneNumber;

  constructor(scope: Construct, id: string, props: NumberProps) {
    super(scope, id);
    const { instanceArn, flow, claim, associate } = props;
    this.number = new CfnPhoneNumber(this, 'Number', {
      targetArn: instanceArn,
      countryCode: claim.country,
      type: claim.type,
      description: props.description,
    });
    const associated = new CustomResource(this, 'FlowOfNumber', {
      serviceToken: associate.function.functionArn,
      resourceType: 'Custom::ParleyFlowOfNumber',
      properties: {
        PhoneNumberId: this.number.attrPhoneNumberArn,
        InstanceId: instanceArn,
        ContactFlowId: flow.attrContactFlowArn,
      },
    });
    const permission = new PolicyStatement({
      actions: ['connect:AssociatePhoneNumberContactFlow'],
      resources: [instanceArn, this.number.attrPhoneNumberArn, flow.attrContactFlowArn],
    });
    const { policyDependable } = associate.role.addToPrincipalPolicy(permission);
    letGo(associate, instanceArn);
    if (policyDependable !== undefined) associated.node.addDependency(policyDependable);
  }
}

/**
 * A number that another one replaces is let go after the role has been changed to the new one's ARN, so letting go
 * is allowed for every number of the instance.
 */
function letGo({ role }: ParleyFunction, instanceArn: string): void {
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['connect:DisassociatePhoneNumberContactFlow'],
      resources: [instanceArn, `arn:${Aws.PARTITION}:connect:${Aws.REGION}:${Aws.ACCOUNT_ID}:phone-number/*`],
    }),
  );
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:connect:<AWS::Region>:<AWS::AccountId>:phone-number/*]',
    reason:
      'The ARN of a number that was replaced is in no template any more when CloudFormation cleans up after it.',
  });
}
