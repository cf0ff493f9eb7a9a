import * as z from 'zod';

/** Something that must be a fact of the call: a field is known, and its value is as said here. */
export const Condition = z.strictObject({
  field: z.string().describe('The field that is looked at; it must be asked for before.'),
  is: z.string().optional().describe("Its value: a choice's id, yes or no, or a text."),
  isNot: z.string().optional().describe('A value that it must not have.'),
  atLeast: z.number().optional().describe('The smallest number that it may be.'),
  atMost: z.number().optional().describe('The largest number that it may be.'),
});
export type Condition = z.infer<typeof Condition>;
