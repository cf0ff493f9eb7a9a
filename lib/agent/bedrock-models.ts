import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * Regions to which Bedrock may route a request to a geographic inference profile (Bedrock user guide,
 * "Supported Regions and models for inference profiles"). A model that is served from fewer of them makes
 * the surplus ARNs name nothing.
 */
const MEMBER_REGIONS: Record<string, readonly string[]> = {
  us: ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  eu: ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
  jp: ['ap-northeast-1', 'ap-northeast-3'],
  au: ['ap-southeast-2', 'ap-southeast-4'],
  apac: [
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
  ],
};

/** A global profile's model is named without a region (Bedrock user guide, "Global cross-Region inference"). */
const EVERY_REGION = '';

/**
 * The permission to stream replies from exactly these models, and from nothing else. A plain model id such
 * as `amazon.nova-lite-v1:0` means that model in the stack's region; one with a geography in front, such as
 * `us.amazon.nova-lite-v1:0`, means the inference profile, and the model itself only through that profile.
 */
export function streamFromModels(scope: Construct, modelIds: readonly string[]): PolicyStatement[] {
  return [...new Set(modelIds)].sort().flatMap((id) => statementsFor(scope, id));
}

function statementsFor(scope: Construct, modelId: string): PolicyStatement[] {
  const [geography = '', ...rest] = modelId.split('.');
  const stack = Stack.of(scope);
  const regions = geography === 'global' ? [stack.region, EVERY_REGION] : MEMBER_REGIONS[geography];
  if (regions === undefined) return [allow([foundationModel(stack, stack.region, modelId)])];
  const profile = `arn:${stack.partition}:bedrock:${stack.region}:${stack.account}:inference-profile/${modelId}`;
  const throughProfile = allow(regions.map((region) => foundationModel(stack, region, rest.join('.'))));
  throughProfile.addCondition('StringEquals', { 'bedrock:InferenceProfileArn': profile });
  return [allow([profile]), throughProfile];
}

function allow(resources: string[]): PolicyStatement {
  // ConverseStream is authorised as InvokeModelWithResponseStream (Bedrock API reference).
  return new PolicyStatement({
    effect: Effect.ALLOW,
    actions: ['bedrock:InvokeModelWithResponseStream'],
    resources,
  });
}

function foundationModel(stack: Stack, region: string, modelId: string): string {
  return `arn:${stack.partition}:bedrock:${region}::foundation-model/${modelId}`;
}
