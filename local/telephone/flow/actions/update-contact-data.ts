import * as z from 'zod';
import { change, flowAction } from '../action.ts';

/** What the agent's desktop and the speech engines are told of the contact. */
export const updateContactData = flowAction({
  type: 'UpdateContactData',
  parameters: z.strictObject({
    LanguageCode: z.string().optional(),
    Name: z.string().optional(),
    Description: z.string().optional(),
    CustomerId: z.string().optional(),
    References: z.record(z.string(), z.unknown()).optional(),
    WisdomSessionArn: z.string().optional(),
    TargetContact: z.enum(['Current', 'Related']).default('Current'),
  }),
  begin: ({ LanguageCode, Description }, contact) =>
    change({
      ...contact,
      ...(LanguageCode === undefined ? {} : { languageCode: LanguageCode }),
      ...(Description === undefined ? {} : { description: Description }),
    }),
});
