import * as z from 'zod';
import { says } from './text.ts';

/** What kind of value a variable holds. All are texts: `12.5`, `yes`, `gold`. */
export const VariableType = z.enum(['text', 'number', 'yes-no']);
export type VariableType = z.infer<typeof VariableType>;

/** Something that a call knows beside what the caller says: given when it starts, or set by a tool's result. */
export const Variable = z.strictObject({
  description: z.string().min(1).describe('What it is, in a sentence; the model is told it.'),
  type: VariableType.describe('What kind of value it holds.'),
  from: z
    .enum(['call', 'tool'])
    .describe('Who gives it: the line when the call starts, or the result of a tool.'),
  out: z.boolean().optional().describe("Whether it stands in the call's record and in call.ended."),
  whenUnknown: says(
    'What stands for it in a text while it is not known; needed where a text uses it.',
  ).optional(),
});
export type Variable = z.infer<typeof Variable>;
