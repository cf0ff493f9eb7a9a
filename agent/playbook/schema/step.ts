import * as z from 'zod';
import { Condition, When } from './condition.ts';
import { ToolId } from './connector.ts';
import { Id, says } from './text.ts';

/** One of several ways on. */
export const Branch = z.strictObject({
  when: When.optional().describe('What must be a fact; without it this way is open to every call.'),
  go: z.string().describe('The step to go to.'),
});
export type Branch = z.infer<typeof Branch>;

/** Where the talk goes on: a step, or the first branch whose conditions hold. */
export const Next = z
  .union([z.string(), z.array(Branch).min(1)])
  .describe('The step that follows, or branches: the first whose conditions hold is taken.');
export type Next = z.infer<typeof Next>;

/** What a key of a tool's input is made of. */
export const InputSource = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.strictObject({ field: z.string().describe('A field, as tools read it.') }),
  z.strictObject({ variable: z.string().describe('A variable.') }),
]);
export type InputSource = z.infer<typeof InputSource>;

const Collect = z.strictObject({
  collect: z
    .array(z.string())
    .min(1)
    .describe('Fields to ask for, in this order, as far as they are not known.'),
  only: z
    .record(z.string(), Condition)
    .optional()
    .describe('Fields of collect that are asked for only when a condition is a fact of the call.'),
  next: Next.optional(),
});
const Tool = z.strictObject({
  tool: ToolId.describe('The tool that runs as soon as the talk comes here.'),
  input: z
    .record(z.string(), InputSource)
    .optional()
    .describe(
      'Each key of its input: a field, a variable, or a fixed value. Without it the calendar tools take what they need from the fields of the goal.',
    ),
  next: Next.optional(),
  failed: Next.optional().describe(
    'Where the talk goes on when the tool failed; a person is offered when absent.',
  ),
});
const Say = z.strictObject({ say: says('Said once, word for word.'), next: Next.optional() });
const Confirm = z.strictObject({
  confirm: says('What is read back, word for word; the caller must say yes before the talk goes on.'),
  next: Next.optional(),
});
const SubFlow = z.strictObject({
  flow: z.string().describe('The flow whose steps are taken before the talk goes on.'),
  next: Next.optional(),
});
const Forget = z.strictObject({
  forget: z.array(z.string()).min(1).describe('Fields that are asked for once more.'),
  say: says('What is said before.').optional(),
  next: Next.optional(),
});
const Person = z.strictObject({
  handover: z.string().min(1).max(500).describe('Why a person is needed, for the person who takes the call.'),
  say: says('What is said before; handover.say when absent.').optional(),
});
const Done = z.strictObject({
  done: says('What is said now that the goal is reached.'),
  reached: z
    .literal(false)
    .optional()
    .describe('The goal ends here without having been reached, such as outside the area that is served.'),
});
const Decide = z.strictObject({ next: Next });

/** One step of a goal or a flow. What kind it is shows in the key that only that kind has. */
export const Step = z.union([Collect, Tool, Say, Confirm, SubFlow, Forget, Person, Done, Decide]);
export type Step = z.infer<typeof Step>;

/** The steps of a goal or a flow by name, and where they begin. */
export const Graph = {
  start: Next.describe('The step to begin with, or branches: the first whose conditions hold is taken.'),
  steps: z.record(Id, Step).describe('The steps by name.'),
};

/** Steps that several goals share. A step without next goes back to the goal that uses the flow. */
export const Flow = z.strictObject(Graph);
export type Flow = z.infer<typeof Flow>;
