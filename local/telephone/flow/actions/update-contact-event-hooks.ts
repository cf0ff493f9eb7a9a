import * as z from 'zod';
import { change, flowAction } from '../action.ts';

/** "Set event flow": a whisper to the person, an agent guide, and their like. Exactly one at a time. */
export const updateContactEventHooks = flowAction({
  type: 'UpdateContactEventHooks',
  parameters: z.strictObject({
    EventHooks: z
      .record(z.string(), z.string())
      .refine((hooks) => Object.keys(hooks).length === 1, 'exactly one event hook'),
  }),
  begin: ({ EventHooks }, contact) => change({ ...contact, hooks: { ...contact.hooks, ...EventHooks } }),
});
