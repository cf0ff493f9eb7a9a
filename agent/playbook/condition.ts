import type { Condition, Goal } from './schema.ts';

/** Values of fields as a call holds them. */
export type KnownValues = Readonly<Record<string, { value: string }>>;

/**
 * Whether a condition is a fact of the call: its field is known, and its value is as the condition says. What is
 * not known yet makes no condition hold. Numbers are compared as numbers; a value that is none holds no limit.
 */
export function holds({ field, is, isNot, atLeast, atMost }: Condition, known: KnownValues): boolean {
  const value = Object.hasOwn(known, field) ? known[field]?.value : undefined;
  if (value === undefined) return false;
  const number = Number(value);
  return (
    (is === undefined || value === is) &&
    (isNot === undefined || value !== isNot) &&
    (atLeast === undefined || number >= atLeast) &&
    (atMost === undefined || number <= atMost)
  );
}

/** The fields that a goal collects in this call, in its order: those whose condition holds, and those without one. */
export function fieldsToCollect(
  { collect, only }: Pick<Goal, 'collect' | 'only'>,
  known: KnownValues,
): string[] {
  return collect.filter((field) => {
    const condition = only !== undefined && Object.hasOwn(only, field) ? only[field] : undefined;
    return condition === undefined || holds(condition, known);
  });
}

/** A condition in words: "owner is no", "people is at least 9". */
export function conditionText({ field, is, isNot, atLeast, atMost }: Condition): string {
  const parts = [
    is === undefined ? undefined : `is ${is}`,
    isNot === undefined ? undefined : `is not ${isNot}`,
    atLeast === undefined ? undefined : `is at least ${atLeast}`,
    atMost === undefined ? undefined : `is at most ${atMost}`,
  ].filter((part) => part !== undefined);
  return `${field} ${parts.length === 0 ? 'is known' : parts.join(' and ')}`;
}
