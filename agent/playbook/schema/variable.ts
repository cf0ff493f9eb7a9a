import * as z from 'zod';
import { Localized } from './text.ts';

/** What kind of value a variable holds. All are kept as texts: `gold`, `12.5`, `yes`. */
export const VariableType = z.enum(['text', 'number', 'yes-no']);
export type VariableType = z.infer<typeof VariableType>;

/** Something that a call knows beside what the caller says: given when it starts, or set by a tool's result. */
export const Variable = z.strictObject({
  description: z.string().min(1).describe('What it is, in a sentence.'),
  type: VariableType.describe('What kind of value it holds.'),
  from: z
    .enum(['call', 'tool'])
    .describe('Who gives it: the line when the call starts, or the result of a tool.'),
  out: z.boolean().optional().describe("Whether it stands in the call's header and in call.ended."),
  whenUnknown: Localized.meta({
    description: 'What stands for it in a text while it is not known. A variable that a text uses needs it.',
  }).optional(),
});
export type Variable = z.infer<typeof Variable>;
