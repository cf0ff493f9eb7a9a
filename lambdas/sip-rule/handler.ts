import {
  ChimeSDKVoiceClient,
  CreateSipRuleCommand,
  DeleteSipRuleCommand,
  NotFoundException,
  UpdateSipRuleCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { z } from 'zod';
import {
  answerCustomResource,
  type Changed,
  type CustomResourceEvent,
  neverMade,
} from '../../adapters/cloudformation/custom-resource.ts';
import { loggedError, makeLogger } from '../../adapters/log.ts';

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
  // Another number is another rule: CloudFormation deletes the old one once the new one is there.
  const { Name, PhoneNumber, SipMediaApplicationId, Region } = SipRule.parse(event.ResourceProperties);
  const { SipRule: made } = await client.send(
    new CreateSipRuleCommand({
      Name,
      TriggerType: 'ToPhoneNumber',
      TriggerValue: PhoneNumber,
      TargetApplications: [{ SipMediaApplicationId, Priority: 1, AwsRegion: Region }],
    }),
  );
  if (made?.SipRuleId === undefined) throw new Error('Chime SDK made a SIP rule without an id.');
  return { physicalId: made.SipRuleId };
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
