import * as z from 'zod';
import { PhoneNumber } from '../../turn/turn-request.ts';
import { hears, says } from './text.ts';

/** When a call goes to a person, and where. */
export const Handover = z.strictObject({
  to: PhoneNumber.describe('Where a call goes when a person is needed.'),
  when: z.array(z.string().min(1)).describe('When to hand over.'),
  phrases: hears('How callers ask for a person, or say what only a person can help with.'),
  say: says('What is said before the call is handed over.'),
});
