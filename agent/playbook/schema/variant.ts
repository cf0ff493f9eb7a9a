import * as z from 'zod';
import { Locale } from '../../turn/turn-request.ts';
import { FieldText } from './field.ts';
import { Objection } from './objection.ts';
import { Phrases } from './phrases.ts';
import { Id, says } from './text.ts';
import { Voice } from './voice.ts';

const GoalText = {
  confirm: says('What is read back before the tool runs.'),
  done: says('What is said once the goal is reached.'),
};

/**
 * One of several ways to run the same playbook, for a share of the callers. Beside its weight it has whatever it
 * does otherwise; what it does not name is as in the rest of the playbook. What callers say, which fields are
 * collected and which tools run is the same in all of them.
 */
export const Variant = z.strictObject({
  weight: z
    .number()
    .positive()
    .max(1000)
    .describe('Its share of the callers, against the weights of the others.'),
  agent: z
    .strictObject({ name: z.string().min(1), role: z.string().min(1) })
    .partial()
    .optional()
    .describe('Another name or role of the agent.'),
  languages: z
    .record(Locale, Voice.partial())
    .optional()
    .describe('Another voice, tone or speaking rate of languages of the playbook.'),
  greeting: says('Other first words.').optional(),
  phrases: Phrases.omit({ openers: true }).partial().optional().describe('Other set phrases.'),
  fields: z
    .record(Id, z.strictObject(FieldText).partial())
    .optional()
    .describe('Other words with which fields are asked for.'),
  goals: z
    .record(Id, z.strictObject(GoalText).partial())
    .optional()
    .describe('Other words with which goals are read back and closed.'),
  objections: z
    .record(Id, Objection.pick({ rebuttals: true, stop: true }).partial())
    .optional()
    .describe('Other talk tracks.'),
  rules: z
    .strictObject({ must: z.array(z.string().min(1)), never: z.array(z.string().min(1)) })
    .partial()
    .optional()
    .describe('Another list of what the agent always or never does.'),
});
export type Variant = z.infer<typeof Variant>;
