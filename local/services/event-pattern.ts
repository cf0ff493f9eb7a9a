/** A pattern that EventBridge, or Lambda's event filter, would refuse. Names the place in the pattern. */
export class InvalidEventPattern extends Error {
  override readonly name = 'InvalidEventPattern';
  constructor(place: string, problem: string) {
    super(`Event pattern, at ${place === '' ? 'its top' : place}: ${problem}`);
  }
}

/** Tells whether an event matches. */
export type EventMatcher = (event: unknown) => boolean;

/** Tells whether one value, or `undefined` for a field that is not there, matches. */
type ValueMatcher = (value: unknown) => boolean;

/**
 * Compiles an event pattern (EventBridge user guide, "Event patterns"; Lambda's event filtering uses the
 * same language). Known: exact values, `prefix`, `suffix`, `equals-ignore-case`, `wildcard`, `exists`,
 * `numeric`, `anything-but` and `$or`. A field that holds a list matches when one of its elements does.
 *
 * @throws InvalidEventPattern when the pattern is not one, or uses an operator that is not known here.
 */
export function eventPattern(pattern: unknown, place = ''): EventMatcher {
  if (!isObject(pattern)) throw new InvalidEventPattern(place, 'an object was expected');
  const fields = Object.entries(pattern);
  if (fields.length === 0) throw new InvalidEventPattern(place, 'it must not be empty');
  const matchers = fields.map(([key, value]) =>
    key === '$or' ? either(value, below(place, key)) : field(key, value, below(place, key)),
  );
  return (event) => matchers.every((matches) => matches(event));
}

function either(alternatives: unknown, place: string): EventMatcher {
  if (!Array.isArray(alternatives) || alternatives.length < 2)
    throw new InvalidEventPattern(place, 'a list of at least two patterns was expected');
  const matchers = alternatives.map((each, index) => eventPattern(each, below(place, String(index))));
  return (event) => matchers.some((matches) => matches(event));
}

function field(key: string, pattern: unknown, place: string): EventMatcher {
  const matches = Array.isArray(pattern) ? anyOf(pattern, place) : eventPattern(pattern, place);
  return (event) => matches(isObject(event) ? event[key] : undefined);
}

function anyOf(allowed: unknown[], place: string): ValueMatcher {
  if (allowed.length === 0) throw new InvalidEventPattern(place, 'the list must not be empty');
  const matchers = allowed.map((each) => rule(each, place));
  return (value) => matchers.some((matches) => matches(value));
}

function rule(pattern: unknown, place: string): ValueMatcher {
  if (isScalar(pattern)) return someElement((value) => value === pattern);
  if (!isObject(pattern))
    throw new InvalidEventPattern(place, 'a value or an object with one operator was expected');
  const [only, ...others] = Object.entries(pattern);
  if (only === undefined || others.length > 0)
    throw new InvalidEventPattern(place, 'exactly one operator was expected');
  return operator(only[0], only[1], below(place, only[0]));
}

function operator(name: string, operand: unknown, place: string): ValueMatcher {
  if (name === 'exists') {
    if (typeof operand !== 'boolean') throw new InvalidEventPattern(place, 'true or false was expected');
    // Only values exist to EventBridge, not the objects that hold them.
    return (value) => (value !== undefined && !isObject(value)) === operand;
  }
  if (name === 'numeric') return someElement(numeric(operand, place));
  if (name === 'anything-but') return someElement(anythingBut(operand, place));
  return someElement(textOperator(name, operand, place));
}

function textOperator(name: string, operand: unknown, place: string): ValueMatcher {
  if ((name === 'prefix' || name === 'suffix') && isObject(operand)) {
    const wanted = text(operand['equals-ignore-case'], place).toLowerCase();
    return onText((value) => affix(name, value.toLowerCase(), wanted));
  }
  const wanted = text(operand, place);
  switch (name) {
    case 'prefix':
    case 'suffix':
      return onText((value) => affix(name, value, wanted));
    case 'equals-ignore-case':
      return onText((value) => value.toLowerCase() === wanted.toLowerCase());
    case 'wildcard':
      return onText((value) => wildcard(wanted).test(value));
    default:
      throw new InvalidEventPattern(place, `the operator ${name} is not known to the laptop's cloud`);
  }
}

function affix(name: 'prefix' | 'suffix', value: string, wanted: string): boolean {
  return name === 'prefix' ? value.startsWith(wanted) : value.endsWith(wanted);
}

/** `*` stands for any text; `\*` and `\\` for themselves. */
function wildcard(pattern: string): RegExp {
  const parts = pattern.replaceAll(/\\([*\\])|\*|[^*\\]+|\\/g, (part, escaped: string | undefined) =>
    part === '*' ? '.*' : literally(escaped ?? part),
  );
  return new RegExp(`^${parts}$`, 's');
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function anythingBut(operand: unknown, place: string): ValueMatcher {
  if (isObject(operand)) {
    const [only, ...others] = Object.entries(operand);
    if (only === undefined || others.length > 0)
      throw new InvalidEventPattern(place, 'exactly one operator was expected');
    const [name, wanted] = only;
    const refused = (Array.isArray(wanted) ? wanted : [wanted]).map((each) =>
      textOperator(name, each, below(place, name)),
    );
    return (value) => isScalar(value) && !refused.some((matches) => matches(value));
  }
  const refused: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (refused.length === 0 || !refused.every((each) => typeof each === 'string' || typeof each === 'number'))
    throw new InvalidEventPattern(place, 'a text, a number, a list of them or an operator was expected');
  const values = new Set<unknown>(refused);
  return (value) => isScalar(value) && !values.has(value);
}

const COMPARISONS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '=': (value, limit) => value === limit,
  '>=': (value, limit) => value >= limit,
  '>': (value, limit) => value > limit,
};

function numeric(operand: unknown, place: string): ValueMatcher {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4))
    throw new InvalidEventPattern(place, 'one or two pairs of comparison and number were expected');
  const tests = [operand.slice(0, 2), operand.slice(2)].flatMap(([name, limit]) => {
    if (name === undefined) return [];
    const compare = typeof name === 'string' ? COMPARISONS[name] : undefined;
    if (compare === undefined || typeof limit !== 'number')
      throw new InvalidEventPattern(
        place,
        `${String(name)} ${String(limit)} is not a comparison with a number`,
      );
    return [(value: number) => compare(value, limit)];
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function someElement(matches: ValueMatcher): ValueMatcher {
  return (value) => (Array.isArray(value) ? value.some(matches) : matches(value));
}

function onText(matches: (value: string) => boolean): ValueMatcher {
  return (value) => typeof value === 'string' && matches(value);
}

function text(value: unknown, place: string): string {
  if (typeof value !== 'string') throw new InvalidEventPattern(place, 'a text was expected');
  return value;
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below(place: string, key: string): string {
  return place === '' ? key : `${place}.${key}`;
}
