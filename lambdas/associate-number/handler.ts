import {
  AssociatePhoneNumberContactFlowCommand,
  ConnectClient,
  DisassociatePhoneNumberContactFlowCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-connect';
import { z } from 'zod';
import {
  answerCustomResource,
  type Changed,
  type CustomResourceEvent,
  neverMade,
} from '../../adapters/cloudformation/custom-resource.ts';
import { loggedError, makeLogger } from '../../adapters/log.ts';

/** ARNs: Connect's API takes them where it asks for ids. */
const Association = z.object({
  PhoneNumberId: z.string().min(1),
  InstanceId: z.string().min(1),
  ContactFlowId: z.string().min(1),
});

const client = new ConnectClient({});
const logger = makeLogger('associate-number');

async function change(event: CustomResourceEvent): Promise<Changed> {
  const association = Association.parse(event.ResourceProperties);
  if (event.RequestType === 'Delete') {
    if (!neverMade(event)) await dissolve(association);
    return { physicalId: event.PhysicalResourceId ?? association.PhoneNumberId };
  }
  await client.send(new AssociatePhoneNumberContactFlowCommand(association));
  return { physicalId: association.PhoneNumberId };
}

/** A number that is gone, released by hand, needs no dissolving. */
async function dissolve({ PhoneNumberId, InstanceId }: z.infer<typeof Association>): Promise<void> {
  try {
    await client.send(new DisassociatePhoneNumberContactFlowCommand({ PhoneNumberId, InstanceId }));
  } catch (cause) {
    if (!(cause instanceof ResourceNotFoundException)) throw cause;
  }
}

/** Points a claimed number at a contact flow, which CloudFormation itself cannot. */
export async function handler(event: unknown): Promise<void> {
  await answerCustomResource(event, change, (cause) =>
    logger.error('The number was not associated', { error: loggedError(cause) }),
  );
}
