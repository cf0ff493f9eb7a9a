import * as z from 'zod';

/** A name in a lead: what a customer system would call a column. */
export const LeadField = z
  .string()
  .regex(/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/, 'lower-case letters, digits, - and _')
  .max(64);

/** What the customer system is told of a call. */
export const CrmRules = z.strictObject({
  fields: z
    .record(LeadField, z.string())
    .describe(
      'What goes into a lead beside name, phone and e-mail: its name there, and the field or variable of the call that holds it.',
    ),
  status: z.string().min(1).max(64).describe('The status of a new lead, such as new.'),
  score: z
    .string()
    .optional()
    .describe('The field or variable of the call that holds the score of the lead, a number.'),
  sets: z
    .record(z.string(), z.string())
    .optional()
    .describe('Variables that a found lead sets: each with name, status, score, or a name of fields.'),
});
export type CrmRules = z.infer<typeof CrmRules>;
