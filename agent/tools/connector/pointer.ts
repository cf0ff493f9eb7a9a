/**
 * The part of a JSON value that a JSON pointer names (RFC 6901): `/areas/0/name`. Undefined when there is
 * none.
 */
export function atPointer(value: unknown, pointer: string): unknown {
  if (pointer === '') return value;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(member, value);
}

function member(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map(Object.entries(value)).get(step);
}
