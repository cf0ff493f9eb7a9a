import type { Draft, DraftCondition } from '../draft.ts';
import type { Finding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import type { Rule } from '../rule.ts';

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
          message: `goals.${goal} does not collect "${step}"${didYouMean(step, written(collect), '; a condition is for a field of collect')}`,
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

function written(collect: readonly (string | undefined)[]): string[] {
  return collect.filter((field) => field !== undefined);
}

export const conditionRules: readonly Rule[] = [stepIsCollected, stepIsReachable];
