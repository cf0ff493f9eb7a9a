import * as z from 'zod';
import { JsonSchema } from '../schema/connector.ts';
import { FieldType, VariableType } from '../schema.ts';
import { DraftCondition, DraftFlows, DraftSteps, DraftWhen } from './draft-steps.ts';
import { group, lenient, list } from './lenient.ts';
import { isGroup } from './schema-shape.ts';

const DraftField = z
  .object({
    type: lenient(FieldType),
    country: lenient(z.string()),
    least: lenient(z.number()),
    most: lenient(z.number()),
    choices: lenient(group(z.unknown())),
  })
  .catch({});
const DraftObjection = z
  .object({ rebuttals: z.array(z.object({ id: lenient(z.string()) }).catch({})).catch([]) })
  .catch({ rebuttals: [] });
const DraftGoal = z
  .object({
    collect: lenient(z.array(lenient(z.string()))),
    only: lenient(z.record(z.string(), DraftCondition)),
    lookup: lenient(z.string()),
    tool: lenient(z.string()),
    person: lenient(z.array(z.object({ when: DraftWhen }).catch({}))),
    ...DraftSteps,
  })
  .catch({});
const DraftConnector = z
  .object({
    method: lenient(z.string()),
    url: lenient(z.string()),
    headers: lenient(z.record(z.string(), z.unknown())),
    input: lenient(JsonSchema),
    output: lenient(JsonSchema),
    sets: lenient(z.record(z.string(), lenient(z.string()))),
  })
  .catch({});

/**
 * What the rules look at, of a playbook that may still have holes: the parts that are there and of the right
 * type; undefined where that is not so. It lets all rules run on a playbook whose shape is not yet right.
 */
const Draft = z.object({
  id: lenient(z.string()),
  timeZone: lenient(z.string()),
  languages: lenient(
    z.record(z.string(), z.object({ engine: lenient(z.string()), rate: lenient(z.number()) }).catch({})),
  ),
  hours: group(list(z.string())),
  holidays: list(z.string()),
  calendar: z
    .object({
      afternoonFrom: lenient(z.string()),
      eveningFrom: lenient(z.string()),
      resources: list(z.string()),
      bookings: lenient(
        z.array(z.object({ when: DraftWhen, resources: lenient(z.array(lenient(z.string()))) }).catch({})),
      ),
      keeps: lenient(z.array(lenient(z.string()))),
    })
    .catch({ resources: [] }),
  fields: group(DraftField),
  goals: group(DraftGoal),
  objections: group(DraftObjection),
  flows: DraftFlows,
  variables: group(
    z
      .object({
        from: lenient(z.string()),
        type: lenient(VariableType),
        whenUnknown: lenient(z.unknown()),
      })
      .catch({}),
  ),
  tools: lenient(z.array(lenient(z.string()))),
  connectors: group(DraftConnector),
  postCall: group(
    z
      .object({
        type: lenient(z.string()),
        options: lenient(z.array(z.unknown())),
        field: lenient(z.string()),
        variable: lenient(z.string()),
        fact: lenient(z.string()),
      })
      .catch({}),
  ),
  crm: lenient(
    z.object({
      fields: group(lenient(z.string())),
      score: lenient(z.string()),
      sets: group(lenient(z.string())),
    }),
  ),
  messages: z.unknown().optional(),
  knowledge: z.array(z.object({ id: lenient(z.string()) }).catch({})).catch([]),
});
export type Draft = z.infer<typeof Draft>;
export type DraftField = z.infer<typeof DraftField>;
export type { DraftCondition } from './draft-steps.ts';
export type DraftGoal = z.infer<typeof DraftGoal>;
export type DraftConnector = z.infer<typeof DraftConnector>;

/** What is there of a playbook. Takes anything. */
export function readDraft(value: unknown): Draft {
  return Draft.parse(isGroup(value) ? value : {});
}
