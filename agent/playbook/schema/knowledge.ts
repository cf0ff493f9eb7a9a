import * as z from 'zod';
import { hears, Id, says } from './text.ts';

export const Knowledge = z.strictObject({
  id: Id,
  question: hears('The question in the ways callers ask it; the first is its plainest form.'),
  answer: says('The answer, as it is spoken.'),
  next: z
    .enum(['go-on', 'listen'])
    .optional()
    .describe(
      'After the answer the talk goes on where it was (go-on, also when absent), or the agent says no more and listens (listen): for what must be heard alone, such as whom to call in danger. It then goes before a wish for a person.',
    ),
});
