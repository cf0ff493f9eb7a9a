import { type Contact, initiationOf } from '../flow/contact.ts';

/** The event that a flow sends to a function ("Invoke AWS Lambda functions", name ContactFlowEvent). */
export function flowFunctionEvent(contact: Contact, parameters: Readonly<Record<string, unknown>>) {
  const { queue } = contact;
  return {
    Name: 'ContactFlowEvent',
    Details: {
      Parameters: parameters,
      ContactData: {
        ContactId: contact.contactId,
        InitialContactId: contact.contactId,
        PreviousContactId: contact.contactId,
        Channel: contact.channel,
        InitiationMethod: initiationOf(contact),
        InstanceARN: contact.instanceArn,
        LanguageCode: contact.languageCode,
        Attributes: contact.attributes,
        CustomerEndpoint:
          contact.from === undefined ? null : { Address: contact.from, Type: 'TELEPHONE_NUMBER' },
        SystemEndpoint: { Address: contact.to, Type: 'TELEPHONE_NUMBER' },
        CustomerId: null,
        Name: '',
        Description: contact.description ?? '',
        References: {},
        Queue: queue === undefined ? null : { ARN: queue.arn, Name: queue.name, OutboundCallerId: null },
        MediaStreams: { Customer: { Audio: null } },
      },
    },
  };
}
