import { LOOKUPS, NEEDS_APPOINTMENT, TOOL_FIELDS } from '../../../tools/needs.ts';
import { ToolName } from '../../../tools/tool-name.ts';
import type { Draft, DraftGoal } from '../draft.ts';
import type { Finding } from '../finding.ts';
import { didYouMean, standsFor } from '../nearest.ts';
import type { Rule } from '../rules.ts';
import { repeated } from './calendar.ts';

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
  usedTools(goal).flatMap(({ key, tool }) =>
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
  lookup === undefined || LOOKUPS.has(lookup)
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

/** A misspelled field is reported where it stands, and not a second time as missing. */
const collectsWhatToolsNeed = forEachGoal((id, goal, { fields }) =>
  usedTools(goal).flatMap(({ key, tool }) =>
    Object.keys(TOOL_FIELDS[tool])
      .filter(
        (field) =>
          goal.collect !== undefined &&
          !goal.collect.some((written) => standsFor(written, field, Object.keys(fields))),
      )
      .map((field) => ({
        path: ['goals', id, key],
        at: 'value' as const,
        message: `${tool} needs the field "${field}", which goals.${id} does not collect; add it to collect`,
      })),
  ),
);

const fieldsAreOfTheTypeToolsNeed: Rule = (draft) => {
  const findings = new Map<string, Finding>();
  for (const tool of Object.values(draft.goals).flatMap((goal) => usedTools(goal).map((use) => use.tool)))
    for (const [field, types] of Object.entries(TOOL_FIELDS[tool])) {
      const type = draft.fields[field]?.type;
      if (type !== undefined && !types.includes(type) && !findings.has(field))
        findings.set(field, {
          path: ['fields', field, 'type'],
          at: 'value',
          message: `${tool} needs "${field}" to be of type ${types.join(' or ')}, not ${type}`,
        });
    }
  return [...findings.values()];
};

function usedTools(goal: DraftGoal): { key: 'tool' | 'lookup'; tool: ToolName }[] {
  return [
    ...(goal.lookup === undefined ? [] : [{ key: 'lookup' as const, tool: goal.lookup }]),
    ...(goal.tool === undefined ? [] : [{ key: 'tool' as const, tool: goal.tool }]),
  ];
}

export const goalRules: readonly Rule[] = [
  collectsKnownFields,
  collectsOnce,
  toolsAreListed,
  lookupChangesNothing,
  findsWhatItChanges,
  collectsWhatToolsNeed,
  fieldsAreOfTheTypeToolsNeed,
];
