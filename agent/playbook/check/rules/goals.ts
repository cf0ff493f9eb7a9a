import { LOOKUPS, NEEDS_APPOINTMENT, TOOL_NEEDS } from '../../../tools/needs.ts';
import { ToolName } from '../../../tools/tool-name.ts';
import type { FieldType } from '../../schema.ts';
import type { Draft, DraftGoal } from '../draft.ts';
import { type Finding, quotedList, repeated } from '../finding.ts';
import { didYouMean, standsFor } from '../nearest.ts';
import type { Rule } from '../rule.ts';

/** A rule about each goal by itself. */
function forEachGoal(rule: (id: string, goal: DraftGoal, draft: Draft) => Finding[]): Rule {
  return (draft) => Object.entries(draft.goals).flatMap(([id, goal]) => rule(id, goal, draft));
}

const collectsKnownFields = forEachGoal((id, goal, { fields }) =>
  (goal.collect ?? []).flatMap((field, index) =>
    field === undefined || Object.hasOwn(fields, field)
      ? []
      : [
          {
            path: ['goals', id, 'collect', index],
            at: 'value',
            message: `there is no field "${field}"${didYouMean(field, Object.keys(fields), `; the fields are ${Object.keys(fields).join(', ')}`)}`,
          },
        ],
  ),
);

const collectsOnce = forEachGoal((id, goal) => repeated(['goals', id, 'collect'], goal.collect ?? []));

/** A misspelled tool is reported where it stands, and not a second time as missing. */
const toolsAreListed = forEachGoal((id, goal, { tools }) =>
  builtInTools(goal).flatMap(({ key, tool }) =>
    tools === undefined || tools.some((listed) => standsFor(listed, tool, ToolName.options))
      ? []
      : [
          {
            path: ['goals', id, key],
            at: 'value',
            message: `goals.${id} uses ${tool}, which is not in the list of tools; add it there`,
          },
        ],
  ),
);

const lookupChangesNothing = forEachGoal((id, { lookup }) =>
  lookup === undefined || LOOKUPS.has(lookup) || !ToolName.safeParse(lookup).success
    ? []
    : [
        {
          path: ['goals', id, 'lookup'],
          at: 'value',
          message: `${lookup} is not a look-up: it changes something; use ${[...LOOKUPS].join(' or ')}`,
        },
      ],
);

/** Whoever moves or cancels an appointment must have found it. */
const findsWhatItChanges = forEachGoal((id, { tool, lookup }) =>
  tool === undefined || !NEEDS_APPOINTMENT.has(tool) || lookup === 'find_appointments'
    ? []
    : [
        {
          path: ['goals', id, 'tool'],
          at: 'value',
          message: `${tool} works on an appointment that was found before; add lookup: find_appointments to goals.${id}`,
        },
      ],
);

/** Each tool of a goal finds its input among the fields that the goal collects. */
const collectsWhatToolsNeed = forEachGoal((id, goal, { fields }) => {
  if (goal.collect === undefined) return [];
  const known = Object.keys(fields);
  // A misspelled field is reported where it stands, and not a second time as missing.
  const collected = known.filter((field) =>
    goal.collect?.some((written) => standsFor(written, field, known) && !isConditional(goal, field)),
  );
  const types = new Set(collected.map((field) => fields[field]?.type));
  if (types.has(undefined)) return [];
  const told = new Set<string>();
  return builtInTools(goal).flatMap(({ key, tool }) =>
    TOOL_NEEDS[tool]
      .filter((need) => !need.some((type) => types.has(type)) && !isTold(need, told))
      .map((need) => ({
        path: ['goals', id, key],
        at: 'value' as const,
        message: `${tool} needs a field of type ${need.join(' or ')}, and goals.${id} ${lacks(goal, need, fields)}`,
      })),
  );
});

/** What a connector must be given has the name of a field that the goal collects. */
const collectsWhatConnectorsNeed = forEachGoal((id, goal, { connectors, fields }) => {
  const input = goal.tool === undefined ? undefined : connectors[goal.tool]?.input;
  if (input === undefined || goal.collect === undefined) return [];
  const required: unknown[] = Array.isArray(input.required) ? input.required : [];
  return required
    .filter((name) => typeof name === 'string')
    .filter((name) => goal.collect?.includes(name) !== true || isConditional(goal, name))
    .map((name) => ({
      path: ['goals', id, 'tool'],
      at: 'value' as const,
      message: `${goal.tool} needs "${name}", and goals.${id} collects no field of that name${didYouMean(name, Object.keys(fields))}`,
    }));
});

function lacks(goal: DraftGoal, need: readonly FieldType[], fields: Draft['fields']): string {
  const sometimes = (goal.collect ?? [])
    .filter((field) => field !== undefined)
    .filter((field) => isConditional(goal, field) && need.some((type) => type === fields[field]?.type));
  return sometimes.length === 0
    ? `collects none; add ${fieldsOfType(need, fields)} to collect`
    : `asks for ${quotedList(sometimes)} only under a condition; take it out of only`;
}

/** What is asked for only under a condition may be missing when a tool runs. */
function isConditional({ only }: DraftGoal, field: string): boolean {
  return only !== undefined && Object.hasOwn(only, field);
}

/** A look-up and a tool that need the same are one thing to mend. Remembers what was asked. */
function isTold(need: readonly FieldType[], told: Set<string>): boolean {
  const before = told.has(need.join());
  told.add(need.join());
  return before;
}

function fieldsOfType(types: readonly FieldType[], fields: Draft['fields']): string {
  const fitting = Object.keys(fields).filter((field) => types.some((type) => type === fields[field]?.type));
  return fitting.length === 0 ? 'one' : fitting.map((field) => `"${field}"`).join(' or ');
}

/** The goal's tools that every deployment has; what connectors need is in their own schema. */
function builtInTools(goal: DraftGoal): { key: 'tool' | 'lookup'; tool: ToolName }[] {
  return (['lookup', 'tool'] as const).flatMap((key) => {
    const tool = ToolName.safeParse(goal[key]);
    return tool.success ? [{ key, tool: tool.data }] : [];
  });
}

export const goalRules: readonly Rule[] = [
  collectsKnownFields,
  collectsOnce,
  toolsAreListed,
  lookupChangesNothing,
  findsWhatItChanges,
  collectsWhatToolsNeed,
  collectsWhatConnectorsNeed,
];
