import type { Condition, PlainGoal, When } from './schema.ts';

/** Values of fields as a call holds them. */
export type KnownValues = Readonly<Record<string, { value: string }>>;

/** All that conditions may look at. Opinions are not among it. */
export interface Facts {
  fields: KnownValues;
  /** Every variable that is known, the built-in ones included. */
  variables: Readonly<Record<string, string>>;
  /** How tools of the steps on the way here came out: by step and by tool, `ok` or how they failed. */
  outcomes: ReadonlyMap<string, string>;
}

/** The outcome of a tool that did what it was asked for. */
export const OK = 'ok';
/** What a condition calls every outcome that is not `ok`. */
export const FAILED = 'failed';

/**
 * Whether a condition is a fact of the call: what it looks at is known, and is as the condition says. What is
 * not known yet makes no condition hold. Numbers are compared as numbers; a value that is none holds no limit.
 */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('tool' in condition) {
    const outcome = facts.outcomes.get(condition.tool);
    if (outcome === undefined) return false;
    return condition.outcome === FAILED ? outcome !== OK : outcome === condition.outcome;
  }
  const { is, isNot, atLeast, atMost } = condition;
  const value = lookAt(condition, facts);
  if (value === undefined) return false;
  const number = Number(value);
  return (
    (is === undefined || value === is) &&
    (isNot === undefined || value !== isNot) &&
    (atLeast === undefined || number >= atLeast) &&
    (atMost === undefined || number <= atMost)
  );
}

/** Whether all of the conditions hold; none at all always do. */
export function allHold(when: When | undefined, facts: Facts): boolean {
  return conditionsOf(when).every((condition) => holds(condition, facts));
}

/** The conditions of a `when` as a list. */
export function conditionsOf(when: When | undefined): readonly Condition[] {
  if (when === undefined) return [];
  return Array.isArray(when) ? when : [when];
}

function lookAt(
  condition: Exclude<Condition, { tool: string }>,
  { fields, variables }: Facts,
): string | undefined {
  if ('variable' in condition)
    return Object.hasOwn(variables, condition.variable) ? variables[condition.variable] : undefined;
  return Object.hasOwn(fields, condition.field) ? fields[condition.field]?.value : undefined;
}

/** The fields that are to be collected in this call, in their order: those whose condition holds, and those without one. */
export function fieldsToCollect(
  { collect, only }: Pick<PlainGoal, 'collect' | 'only'>,
  facts: Facts,
): string[] {
  return collect.filter((field) => {
    const condition = only !== undefined && Object.hasOwn(only, field) ? only[field] : undefined;
    return condition === undefined || holds(condition, facts);
  });
}

/** A condition in words: "owner is no", "people is at least 9", "check_area is failed". */
export function conditionText(condition: Condition): string {
  if ('tool' in condition) return `${condition.tool} is ${condition.outcome}`;
  const { is, isNot, atLeast, atMost } = condition;
  const parts = [
    is === undefined ? undefined : `is ${is}`,
    isNot === undefined ? undefined : `is not ${isNot}`,
    atLeast === undefined ? undefined : `is at least ${atLeast}`,
    atMost === undefined ? undefined : `is at most ${atMost}`,
  ].filter((part) => part !== undefined);
  const name = 'variable' in condition ? condition.variable : condition.field;
  return `${name} ${parts.length === 0 ? 'is known' : parts.join(' and ')}`;
}

/** All conditions of a `when` in words, joined by "and". */
export function whenText(when: When | undefined): string {
  return conditionsOf(when).map(conditionText).join(' and ');
}
