import * as z from 'zod';

const Compared = {
  is: z.string().optional().describe("Its value: a choice's id, yes or no, or a text."),
  isNot: z.string().optional().describe('A value that it must not have.'),
  atLeast: z.number().optional().describe('The smallest number that it may be.'),
  atMost: z.number().optional().describe('The largest number that it may be.'),
};

/**
 * Something that must be a fact of the call: a field or a variable is known and its value is as said here, or a
 * tool of an earlier step has come out so.
 */
export const Condition = z.union([
  z.strictObject({
    field: z.string().describe('The field that is looked at; it must be asked for before.'),
    ...Compared,
  }),
  z.strictObject({
    variable: z.string().describe('The variable that is looked at.'),
    ...Compared,
  }),
  z.strictObject({
    tool: z.string().describe('The step that ran a tool, or the tool itself.'),
    outcome: z.string().describe('ok, failed, or how it failed, such as not-found.'),
  }),
]);
export type Condition = z.infer<typeof Condition>;

/** One condition, or several that must all hold. */
export const When = z.union([Condition, z.array(Condition).min(1)]);
export type When = z.infer<typeof When>;
