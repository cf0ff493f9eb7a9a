import * as z from 'zod';
import { Condition, When } from './condition.ts';
import { ToolId } from './connector.ts';
import { Graph } from './step.ts';
import { hears, says } from './text.ts';

const Wanted = {
  label: says('What it is called when the agent speaks of it.'),
  phrases: hears('How callers say that they want it. Also the vocabulary of speech recognition.'),
};

/** A fact that makes the goal one for a person. */
const PersonWhen = z.strictObject({
  when: When.describe('What must be a fact of the call.'),
  why: z.string().min(1).max(500).describe('Why a person is needed, for the person who takes the call.'),
  say: says('What is said before; handover.say when absent.').optional(),
});

/** A goal that is reached by collecting some fields and running one tool. */
export const PlainGoal = z.strictObject({
  ...Wanted,
  collect: z.array(z.string()).describe('Fields to collect, in the order in which they are asked for.'),
  only: z
    .record(z.string(), Condition)
    .optional()
    .describe('Fields of collect that are asked for only when a condition is a fact of the call.'),
  person: z
    .array(PersonWhen)
    .optional()
    .describe('Facts on which the call goes to a person at once, such as a party of more than eight.'),
  lookup: ToolId.optional().describe(
    'A look-up to run as soon as its inputs are known, whose result the caller chooses from.',
  ),
  confirm: says('What is read back before the tool runs; {field} stands for a field as spoken.'),
  tool: ToolId.describe('The tool that reaches the goal: one of tools, or a connector.'),
  done: says('What is said once it is reached.'),
});
export type PlainGoal = z.infer<typeof PlainGoal>;

/** A goal that is reached step by step, on a way that depends on facts. */
export const SteppedGoal = z.strictObject({ ...Wanted, ...Graph });
export type SteppedGoal = z.infer<typeof SteppedGoal>;

/** What a caller can want, and how it is reached. The placeholders of its texts are the fields it collects. */
export const Goal = z.union([PlainGoal, SteppedGoal]);
export type Goal = z.infer<typeof Goal>;
