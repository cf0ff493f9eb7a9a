import {
  ChimeSDKVoiceClient,
  CreateSipRuleCommand,
  DeleteSipRuleCommand,
  NotFoundException,
  type SipRuleTargetApplication,
  UpdateSipRuleCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { z } from 'zod';
import {
  answerCustomResource,
  type Changed,
  type CustomResourceEvent,
  neverMade,
} from '../../adapters/cloudformation/custom-resource.ts';
import { makeLogger } from '../../adapters/log.ts';
import { loggedError } from '../../adapters/logged-error.ts';

/** A rule that sends the calls to one number to a SIP media application. */
const SipRule = z.object({
  Name: z.string().min(1),
  PhoneNumber: z.string().regex(/^\+[1-9]\d{6,14}$/, 'a phone number in E.164, such as +12065550100'),
  SipMediaApplicationId: z.string().min(1),
  Region: z.string().min(1),
});

const client = new ChimeSDKVoiceClient({});
const logger = makeLogger('sip-rule');

async function change(event: CustomResourceEvent): Promise<Changed> {
  const id = event.PhysicalResourceId;
  if (event.RequestType === 'Delete') {
    if (id !== undefined && !neverMade(event)) await remove(id);
    return { physicalId: id ?? event.LogicalResourceId };
  }
  const rule = SipRule.parse(event.ResourceProperties);
  const isOfSameNumber = event.OldResourceProperties?.PhoneNumber === rule.PhoneNumber;
  if (event.RequestType === 'Update' && id !== undefined && isOfSameNumber) return changeRule(id, rule);
  // Another number is another rule: CloudFormation deletes the old one once the new one is there.
  return makeRule(rule);
}

type SipRule = z.infer<typeof SipRule>;

async function makeRule(rule: SipRule): Promise<Changed> {
  const { SipRule: made } = await client.send(
    new CreateSipRuleCommand({
      Name: rule.Name,
      TriggerType: 'ToPhoneNumber',
      TriggerValue: rule.PhoneNumber,
      TargetApplications: targetsOf(rule),
    }),
  );
  if (made?.SipRuleId === undefined) throw new Error('Chime SDK made a SIP rule without an id.');
  return { physicalId: made.SipRuleId };
}

/** A number is in one rule only: Chime would refuse a second one beside the first. */
async function changeRule(SipRuleId: string, rule: SipRule): Promise<Changed> {
  await client.send(
    new UpdateSipRuleCommand({ SipRuleId, Name: rule.Name, TargetApplications: targetsOf(rule) }),
  );
  return { physicalId: SipRuleId };
}

function targetsOf({ SipMediaApplicationId, Region }: SipRule): SipRuleTargetApplication[] {
  return [{ SipMediaApplicationId, Priority: 1, AwsRegion: Region }];
}

/** Only a rule that is switched off can be deleted. */
async function remove(SipRuleId: string): Promise<void> {
  try {
    await client.send(new UpdateSipRuleCommand({ SipRuleId, Name: SipRuleId, Disabled: true }));
    await client.send(new DeleteSipRuleCommand({ SipRuleId }));
  } catch (cause) {
    if (!(cause instanceof NotFoundException)) throw cause;
  }
}

/** Sends the calls to a number to a SIP media application, which CloudFormation itself cannot. */
export async function handler(event: unknown): Promise<void> {
  await answerCustomResource(event, change, (cause) =>
    logger.error('The SIP rule was not changed', { error: loggedError(cause) }),
  );
}
