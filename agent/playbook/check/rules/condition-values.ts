import { BUILT_IN, isBuiltIn } from '../../../variables/built-in.ts';
import { allConditions, type WrittenCondition } from '../conditions-of.ts';
import type { Draft, DraftField } from '../draft.ts';
import type { Finding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import type { Rule } from '../rule.ts';

/** Types whose values can be compared with a limit. */
const COUNTED: ReadonlySet<string | undefined> = new Set(['number', 'money']);

/** A rule about each condition by itself. */
function forEachCondition(rule: (place: WrittenCondition, draft: Draft) => Finding[]): Rule {
  return (draft) => allConditions(draft).flatMap((place) => rule(place, draft));
}

const fieldExists = forEachCondition(({ path, condition: { field } }, { fields }) =>
  field === undefined || Object.hasOwn(fields, field)
    ? []
    : [
        {
          path: [...path, 'field'],
          at: 'value',
          message: `there is no field "${field}"${didYouMean(field, Object.keys(fields), `; the fields are ${Object.keys(fields).join(', ')}`)}`,
        },
      ],
);

const variableExists = forEachCondition(({ path, condition: { variable } }, { variables }) => {
  if (variable === undefined || Object.hasOwn(variables, variable) || isBuiltIn(variable)) return [];
  const known = [...Object.keys(variables), ...Object.keys(BUILT_IN)];
  const message = `there is no variable "${variable}"${didYouMean(variable, known, `; there are ${known.join(', ')}`)}`;
  return [{ path: [...path, 'variable'], at: 'value', message }];
});

const valueIsPossible = forEachCondition(({ path, condition }, draft) => {
  const { name, values } = lookedAt(condition, draft);
  return (['is', 'isNot'] as const).flatMap((key) => {
    const value = condition[key];
    return value === undefined || values === undefined || values.includes(value)
      ? []
      : [
          {
            path: [...path, key],
            at: 'value' as const,
            message: `"${name}" is never "${value}"${didYouMean(value, values, `; it can be ${values.join(', ')}`)}`,
          },
        ];
  });
});

const limitsAreForNumbers = forEachCondition(({ path, condition }, draft) => {
  const { name, type, kind } = lookedAt(condition, draft);
  if (type === undefined || COUNTED.has(type)) return [];
  return (['atLeast', 'atMost'] as const)
    .filter((key) => condition[key] !== undefined)
    .map((key) => ({
      path: [...path, key],
      at: 'key' as const,
      message: `"${name}" is a ${type} and has no ${key}; use is or isNot, or a ${kind} of type number`,
    }));
});

interface LookedAt {
  kind: 'field' | 'variable';
  name: string | undefined;
  type: string | undefined;
  /** Every value it can have, where they are known. */
  values: readonly string[] | undefined;
}

/** What a condition looks at. */
function lookedAt({ field, variable }: WrittenCondition['condition'], draft: Draft): LookedAt {
  if (variable !== undefined) {
    const type = isBuiltIn(variable) ? BUILT_IN[variable].type : draft.variables[variable]?.type;
    const values = type === 'yes-no' ? ['yes', 'no'] : undefined;
    return { kind: 'variable', name: variable, type, values };
  }
  const written = field === undefined ? undefined : draft.fields[field];
  return { kind: 'field', name: field, type: written?.type, values: valuesOf(written) };
}

function valuesOf(field: DraftField | undefined): string[] | undefined {
  if (field?.type === 'yes-no') return ['yes', 'no'];
  return field?.type === 'choice' && field.choices !== undefined ? Object.keys(field.choices) : undefined;
}

export const conditionValueRules: readonly Rule[] = [
  fieldExists,
  variableExists,
  valueIsPossible,
  limitsAreForNumbers,
];
