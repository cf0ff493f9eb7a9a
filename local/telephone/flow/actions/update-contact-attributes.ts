import * as z from 'zod';
import { change, flowAction, leaveByError } from '../action.ts';

/** All of a contact's own attributes together, in bytes (Connect quotas, "Contact attributes"). */
const MAX_ATTRIBUTE_BYTES = 32 * 1024;

/** "Set contact attributes". */
export const updateContactAttributes = flowAction({
  type: 'UpdateContactAttributes',
  parameters: z.strictObject({
    Attributes: z.record(z.string(), z.string()),
    TargetContact: z.enum(['Current', 'Related']).default('Current'),
  }),
  begin: ({ Attributes }, contact) => {
    const attributes = { ...contact.attributes, ...Attributes };
    if (Buffer.byteLength(JSON.stringify(attributes)) > MAX_ATTRIBUTE_BYTES)
      return leaveByError('NoMatchingError');
    return change({ ...contact, attributes });
  },
});
