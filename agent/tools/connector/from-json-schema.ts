import * as z from 'zod';

/** A JSON Schema says something that cannot be checked. The message names the first such place. */
export class UnusableSchema extends Error {
  override readonly name = 'UnusableSchema';
  /** Every place that cannot be checked: keys from the root of the schema, and what is wrong there. */
  readonly places: readonly { path: readonly (string | number)[]; message: string }[];

  constructor(places: UnusableSchema['places'], options?: ErrorOptions) {
    const [first] = places;
    super(first === undefined ? 'no JSON Schema' : [...first.path, first.message].join(': '), options);
    this.places = places;
  }
}

const Type = z.enum(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
type Type = z.infer<typeof Type>;
const count = z.int().nonnegative().optional();
const limit = z.number().optional();
/** Says something about a value to a reader, nothing that it could be checked by. */
const annotation = z.unknown().optional();

/** What of JSON Schema (draft 7 and 2020-12) is understood. Any other keyword is refused, not passed over. */
const Schema = z.strictObject({
  type: z.union([Type, z.array(Type).min(1)]).optional(),
  enum: z.array(z.unknown()).min(1).optional(),
  const: z.unknown().optional(),
  minLength: count,
  maxLength: count,
  pattern: z.string().optional(),
  format: z.string().optional(),
  minimum: limit,
  maximum: limit,
  exclusiveMinimum: limit,
  exclusiveMaximum: limit,
  multipleOf: z.number().positive().optional(),
  minItems: count,
  maxItems: count,
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), Schema).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), Schema]).optional();
  },
  get items() {
    return Schema.optional();
  },
  get anyOf() {
    return z.array(Schema).min(1).optional();
  },
  get oneOf() {
    return z.array(Schema).min(1).optional();
  },
  get allOf() {
    return z.array(Schema).min(1).optional();
  },
  default: annotation,
  title: annotation,
  description: annotation,
  examples: annotation,
  deprecated: annotation,
  readOnly: annotation,
  writeOnly: annotation,
  $schema: annotation,
  $id: annotation,
  $comment: annotation,
});
type Schema = z.infer<typeof Schema>;

/**
 * Makes a check of a JSON Schema. zod's own reader of JSON Schemas brings all of zod with it, a twentieth of
 * every function's bundle; this one knows what a service's requests and answers are described by.
 *
 * @throws UnusableSchema naming the first keyword that is not understood.
 */
export function fromJsonSchema(schema: unknown): z.ZodType {
  const read = Schema.safeParse(schema);
  if (read.success) return checkOf(read.data);
  throw new UnusableSchema(
    read.error.issues.map(({ path, message }) => ({
      path: path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
      message: path.at(-1) === 'type' ? `a type is one of ${Type.options.join(', ')}` : message,
    })),
  );
}

function checkOf(schema: Schema): z.ZodType {
  const types = [schema.type ?? []].flat();
  const checks = types.map((type) => ofType(type, schema));
  const [first, second, ...more] = checks;
  const base =
    first === undefined ? z.unknown() : second === undefined ? first : z.union([first, second, ...more]);
  const { anyOf = [], oneOf = [], allOf = [] } = schema;
  const values = 'const' in schema ? [schema.const] : schema.enum;
  const fits = (value: unknown) => (one: Schema) => checkOf(one).safeParse(value).success;
  return base
    .refine((value) => values === undefined || values.some((one) => same(one, value)), {
      error: () =>
        `Invalid option: expected ${(values ?? []).map((one) => JSON.stringify(one)).join(' or ')}`,
    })
    .refine((value) => anyOf.length === 0 || anyOf.some(fits(value)), 'Fits nothing of anyOf')
    .refine((value) => oneOf.length === 0 || oneOf.filter(fits(value)).length === 1, 'Fits not one of oneOf')
    .refine((value) => allOf.every(fits(value)), 'Fits not all of allOf');
}

function ofType(type: Type, schema: Schema): z.ZodType {
  switch (type) {
    case 'string':
      return stringOf(schema);
    case 'number':
      return numberOf(z.number(), schema);
    case 'integer':
      return numberOf(z.int(), schema);
    case 'boolean':
      return z.boolean();
    case 'null':
      return z.null();
    case 'array':
      return arrayOf(schema);
    case 'object':
      return objectOf(schema);
  }
}

/** Formats that are checked; JSON Schema takes any other as a note to the reader. */
const FORMATS: Readonly<Record<string, z.ZodType<string>>> = {
  date: z.iso.date(),
  'date-time': z.iso.datetime({ offset: true }),
  email: z.email(),
  uri: z.url(),
  uuid: z.uuid(),
};

function stringOf({
  minLength = 0,
  maxLength = Number.POSITIVE_INFINITY,
  pattern,
  format,
}: Schema): z.ZodType {
  const text = z.string().min(minLength).max(maxLength);
  const known = format === undefined ? undefined : FORMATS[format];
  const formatted =
    known === undefined ? text : text.refine((value) => known.safeParse(value).success, `No ${format}`);
  return pattern === undefined ? formatted : formatted.refine(matches(pattern), `Does not match ${pattern}`);
}

function matches(pattern: string): (value: string) => boolean {
  try {
    const expression = new RegExp(pattern, 'u');
    return (value) => expression.test(value);
  } catch (cause) {
    const message = `${pattern} is no regular expression`;
    throw new UnusableSchema([{ path: ['pattern'], message }], { cause });
  }
}

function numberOf(number: z.ZodNumber, schema: Schema): z.ZodType {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const from = minimum === undefined ? number : number.min(minimum);
  const to = maximum === undefined ? from : from.max(maximum);
  const above = exclusiveMinimum === undefined ? to : to.gt(exclusiveMinimum);
  const below = exclusiveMaximum === undefined ? above : above.lt(exclusiveMaximum);
  return multipleOf === undefined ? below : below.multipleOf(multipleOf);
}

function arrayOf({ items, minItems = 0, maxItems = Number.POSITIVE_INFINITY }: Schema): z.ZodType {
  return z
    .array(items === undefined ? z.unknown() : checkOf(items))
    .min(minItems)
    .max(maxItems);
}

function objectOf({ properties = {}, required = [], additionalProperties = true }: Schema): z.ZodType {
  const shape = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const check = checkOf(schema);
      return [name, required.includes(name) ? check : check.optional()];
    }),
  );
  const undescribed = Object.fromEntries(
    required
      .filter((name) => properties[name] === undefined)
      .map((name) => [name, z.unknown().refine((value) => value !== undefined, 'Missing')]),
  );
  const known = { ...shape, ...undescribed };
  if (additionalProperties === false) return z.strictObject(known);
  if (additionalProperties === true) return z.looseObject(known);
  return z.object(known).catchall(checkOf(additionalProperties));
}

/** Equal as JSON, whatever the order of keys. */
function same(one: unknown, other: unknown): boolean {
  return ordered(one) === ordered(other);
}

function ordered(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
