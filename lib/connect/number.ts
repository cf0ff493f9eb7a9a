import { CustomResource } from 'aws-cdk-lib';
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
      actions: ['connect:AssociatePhoneNumberContactFlow', 'connect:DisassociatePhoneNumberContactFlow'],
      resources: [instanceArn, this.number.attrPhoneNumberArn, flow.attrContactFlowArn],
    });
    const { policyDependable } = associate.role.addToPrincipalPolicy(permission);
    if (policyDependable !== undefined) associated.node.addDependency(policyDependable);
  }
}
