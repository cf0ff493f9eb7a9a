import * as z from 'zod';
import { Condition } from './condition.ts';
import { ToolId } from './connector.ts';
import { hears, says } from './text.ts';

/** What a caller can want, and how it is reached. The placeholders of its texts are the fields it collects. */
export const Goal = z.strictObject({
  label: says('What it is called when the agent speaks of it.'),
  phrases: hears('How callers say that they want it. Also the vocabulary of speech recognition.'),
  collect: z.array(z.string()).describe('Fields to collect, in the order in which they are asked for.'),
  only: z
    .record(z.string(), Condition)
    .optional()
    .describe('Fields of collect that are asked for only when a condition is a fact of the call.'),
  lookup: ToolId.optional().describe(
    'A look-up to run as soon as its inputs are known, whose result the caller chooses from.',
  ),
  confirm: says('What is read back before the tool runs; {field} stands for a field as spoken.'),
  tool: ToolId.describe('The tool that reaches the goal: one of tools, or a connector.'),
  done: says('What is said once it is reached.'),
});
export type Goal = z.infer<typeof Goal>;
