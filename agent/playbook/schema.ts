import * as z from 'zod';
import { ToolName } from '../tools/tool-name.ts';
import { Locale } from '../turn/turn-request.ts';
import { Calendar, Hours } from './schema/calendar.ts';
import { Connector, ToolId } from './schema/connector.ts';
import { CrmRules } from './schema/crm.ts';
import { Field } from './schema/field.ts';
import { Goal } from './schema/goal.ts';
import { Handover } from './schema/handover.ts';
import { Knowledge } from './schema/knowledge.ts';
import { Limits } from './schema/limits.ts';
import { MessageRules } from './schema/messages.ts';
import { Objection } from './schema/objection.ts';
import { Phrases, Telephone } from './schema/phrases.ts';
import { PostCallField } from './schema/post-call.ts';
import { Flow } from './schema/step.ts';
import { Id, says } from './schema/text.ts';
import { Variable } from './schema/variable.ts';
import { Variant } from './schema/variant.ts';
import { Voice } from './schema/voice.ts';

export { Condition, When } from './schema/condition.ts';
export { Choice, FieldType } from './schema/field.ts';
export { PlainGoal, SteppedGoal } from './schema/goal.ts';
export { Flow, InputSource, Next, Step } from './schema/step.ts';
export { Localized, LocalizedList } from './schema/text.ts';
export { VariableType } from './schema/variable.ts';
export { Field, Goal, Knowledge, Objection, Variable, Voice };

/** `playbook.yaml`, as written; each part has a file of its own under `schema/`. Unknown keys are refused. */
export const PlaybookSource = z.strictObject({
  schema: z.literal('parley/playbook/v1'),
  id: Id.describe('The name of the folder.'),
  company: z.string().min(1).describe('The name of the business as callers know it.'),
  agent: z.strictObject({
    name: z.string().min(1),
    role: z
      .string()
      .min(1)
      .describe('What the agent is, such as: the front desk assistant of a dental practice.'),
  }),
  timeZone: z.string().describe('IANA time zone of the business, such as America/New_York.'),
  languages: z
    .record(Locale, Voice)
    .describe('The languages the agent speaks; the first is the one a call begins in.'),
  greeting: says('The first words: who speaks, and that it is an AI.'),
  disclosure: says(
    'The words by which the greeting says that an AI speaks, such as: AI assistant. Its first sentence must hold them; plain words of the language do when absent.',
  ).optional(),
  recordingNotice: says(
    'Said before anything else on a line that records. Telephone lines record with it and do not without it.',
  ).optional(),
  hours: Hours,
  holidays: z.array(z.iso.date()).describe('Days on which the business is closed whatever the weekday.'),
  calendar: Calendar,
  variables: z
    .record(Id, Variable)
    .optional()
    .describe('What a call knows beside what the caller says: given when it starts, or set by tools.'),
  fields: z.record(Id, Field).describe('What can be collected from a caller.'),
  goals: z.record(Id, Goal).describe('What callers can want.'),
  flows: z.record(Id, Flow).optional().describe('Steps that several goals share.'),
  tools: z.array(ToolName).describe('What the agent may use, beside its connectors.'),
  connectors: z
    .record(ToolId, Connector)
    .optional()
    .describe("Tools of the playbook's own, by name: requests to services of the business."),
  crm: CrmRules.optional().describe('What the customer system is told of a call.'),
  messages: MessageRules.optional().describe('Text messages that the agent may send.'),
  rules: z.strictObject({
    must: z.array(z.string().min(1)).describe('What the agent always does.'),
    never: z.array(z.string().min(1)).describe('What the agent never does.'),
  }),
  knowledge: z.array(Knowledge).describe('Questions that callers ask, and their answers.'),
  objections: z
    .record(Id, Objection)
    .optional()
    .describe('Reasons not to go on that callers give, and how they are answered.'),
  handover: Handover,
  phrases: Phrases,
  telephone: Telephone.optional().describe('What is said on telephone lines of a contact centre.'),
  variants: z
    .record(Id, Variant)
    .optional()
    .describe('Ways to run this playbook that are compared with each other; each caller gets one of them.'),
  postCall: z
    .record(Id, PostCallField)
    .optional()
    .describe('What is to be known of each call when it is over.'),
  limits: Limits,
  models: z
    .array(
      z.strictObject({
        id: z.string().min(1).describe('Id of a Bedrock model or inference profile.'),
        firstTokenMs: z
          .int()
          .positive()
          .describe('If its first token takes longer, the next model is asked.'),
      }),
    )
    .describe('Models in the order in which they are tried; the script answers when none can.'),
});
export type PlaybookSource = z.infer<typeof PlaybookSource>;
