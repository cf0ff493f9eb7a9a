import * as z from 'zod';

/** What a call tells of itself without anybody's judgement. */
export const CallFact = z.enum([
  'outcome',
  'end-reason',
  'duration-seconds',
  'turns',
  'language',
  'interruptions',
  'handed-over',
]);
export type CallFact = z.infer<typeof CallFact>;

/** Something to know of each call when it is over, in the form in which reports and a CRM take it. */
export const PostCallField = z.strictObject({
  description: z
    .string()
    .min(1)
    .describe('What it is, in a sentence. For an analysis this is the question that it answers.'),
  type: z.enum(['text', 'number', 'yes-no', 'choice']).describe('What kind of value it has.'),
  options: z.array(z.string().min(1)).min(2).optional().describe('What a choice can be; of no other type.'),
  field: z.string().optional().describe('It is a field of the playbook, as the caller gave it.'),
  variable: z.string().optional().describe('It is a variable of the playbook.'),
  fact: CallFact.optional().describe(
    'It is a fact of the call. With none of field, variable and fact it is left to the analysis after the call.',
  ),
});
export type PostCallField = z.infer<typeof PostCallField>;
