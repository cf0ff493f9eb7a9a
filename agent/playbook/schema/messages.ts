import * as z from 'zod';
import { Localized, LocalizedList } from './text.ts';

/** More texts in one call would be a nuisance, whatever a playbook says. */
const MOST_TEXTS = 5;

/** Text messages that the agent may send, and when not. */
export const MessageRules = z.strictObject({
  templates: z
    .record(
      z.string().regex(/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/, 'lower-case letters, digits, - and _'),
      Localized.meta({
        description:
          'A text in each language. {field} is a field or variable of the call, {day}, {time} and {reason} those of its appointment.',
      }),
    )
    .describe('The texts that can be sent; nothing else ever is.'),
  mostPerCall: z.int().positive().max(MOST_TEXTS).describe('How many texts one call may send.'),
  decline: LocalizedList.meta({
    description: 'How callers say that they do not want texts. From then on none is sent to their number.',
  }),
});
export type MessageRules = z.infer<typeof MessageRules>;
