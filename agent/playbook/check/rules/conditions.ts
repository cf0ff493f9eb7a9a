import type { Draft, DraftCondition, DraftField } from '../draft.ts';
import type { Finding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import type { Rule } from '../rule.ts';

/** Types whose values can be compared with a limit. */
const COUNTED: ReadonlySet<string | undefined> = new Set(['number', 'money']);

interface Place {
  goal: string;
  /** The field that is asked for only under the condition. */
  step: string;
  condition: DraftCondition;
  collect: readonly (string | undefined)[];
}

/** A rule about each condition by itself. */
function forEachCondition(rule: (place: Place, draft: Draft) => Finding[]): Rule {
  return (draft) =>
    Object.entries(draft.goals).flatMap(([goal, { only, collect }]) =>
      Object.entries(only ?? {}).flatMap(([step, condition]) =>
        collect === undefined ? [] : rule({ goal, step, condition, collect }, draft),
      ),
    );
}

const stepIsCollected = forEachCondition(({ goal, step, collect }) =>
  collect.includes(step)
    ? []
    : [
        {
          path: ['goals', goal, 'only', step],
          at: 'key',
          message: `goals.${goal} does not collect "${step}"${didYouMean(step, written(collect))}; a condition is for a field of collect`,
        },
      ],
);

const fieldExists = forEachCondition(({ goal, step, condition: { field } }, { fields }) =>
  field === undefined || Object.hasOwn(fields, field)
    ? []
    : [
        {
          path: ['goals', goal, 'only', step, 'field'],
          at: 'value',
          message: `there is no field "${field}"${didYouMean(field, Object.keys(fields))}`,
        },
      ],
);

/** A step that waits for what is asked for after it, or for itself, is never reached. */
const stepIsReachable = forEachCondition(({ goal, step, condition: { field }, collect }, { fields }) => {
  const [here, there] = [collect.indexOf(step), collect.indexOf(field)];
  if (field === undefined || !Object.hasOwn(fields, field) || here < 0 || (there >= 0 && there < here))
    return [];
  const why =
    field === step
      ? `"${step}" waits for itself and is never asked for; name another field`
      : there < 0
        ? `"${step}" waits for "${field}", which goals.${goal} does not collect; add it to collect before "${step}"`
        : `"${step}" is never reached: it waits for "${field}", which is asked for after it; move "${field}" before it`;
  return [{ path: ['goals', goal, 'only', step, 'field'], at: 'value', message: why }];
});

const valueIsPossible = forEachCondition(({ goal, step, condition }, { fields }) => {
  const field = condition.field === undefined ? undefined : fields[condition.field];
  const possible = valuesOf(field);
  return (['is', 'isNot'] as const).flatMap((key) => {
    const value = condition[key];
    return value === undefined || possible === undefined || possible.includes(value)
      ? []
      : [
          {
            path: ['goals', goal, 'only', step, key],
            at: 'value' as const,
            message: `"${condition.field}" is never "${value}"${didYouMean(value, possible, `; it can be ${possible.join(', ')}`)}`,
          },
        ];
  });
});

const limitsAreForNumbers = forEachCondition(({ goal, step, condition }, { fields }) => {
  const type = condition.field === undefined ? undefined : fields[condition.field]?.type;
  if (type === undefined || COUNTED.has(type)) return [];
  return (['atLeast', 'atMost'] as const)
    .filter((key) => condition[key] !== undefined)
    .map((key) => ({
      path: ['goals', goal, 'only', step, key],
      at: 'key' as const,
      message: `"${condition.field}" is a ${type} and has no ${key}; use is or isNot, or a field of type number`,
    }));
});

function valuesOf(field: DraftField | undefined): string[] | undefined {
  if (field?.type === 'yes-no') return ['yes', 'no'];
  return field?.type === 'choice' && field.choices !== undefined ? Object.keys(field.choices) : undefined;
}

function written(collect: readonly (string | undefined)[]): string[] {
  return collect.filter((field) => field !== undefined);
}

export const conditionRules: readonly Rule[] = [
  stepIsCollected,
  fieldExists,
  stepIsReachable,
  valueIsPossible,
  limitsAreForNumbers,
];
