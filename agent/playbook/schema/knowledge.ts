import * as z from 'zod';
import { hears, Id, says } from './text.ts';

export const Knowledge = z.strictObject({
  id: Id,
  question: hears('The question in the ways callers ask it; the first is its plainest form.'),
  answer: says('The answer, as it is spoken.'),
});
