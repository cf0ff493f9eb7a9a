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
import { makeLogger } from '../../adapters/log.ts';
import { loggedError } from '../../adapters/logged-error.ts';

/** Connect's API asks for ids, which its ARNs end with. */
const IdOfArn = z
  .string()
  .min(1)
  .transform((arn) => arn.slice(arn.lastIndexOf('/') + 1));
const Association = z.object({ PhoneNumberId: IdOfArn, InstanceId: IdOfArn, ContactFlowId: IdOfArn });

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
