import * as z from 'zod';
import { Localized, LocalizedList } from '../schema.ts';
import { nearest } from './nearest.ts';

/** How many keys of a group a message names. */
const KEYS_NAMED = 8;

/** What a schema wants at one place, as far as a checker must know to go through a document with it. */
export type Shape =
  | { kind: 'object'; keys: ReadonlyMap<string, { schema: z.ZodType; required: boolean }> }
  | { kind: 'record'; key: z.ZodType; value: z.ZodType }
  | { kind: 'list'; element: z.ZodType; schema: z.ZodType }
  | { kind: 'leaf'; schema: z.ZodType };

/**
 * The shape that a schema has for this value. Where the schema is a choice (fields of several types), the
 * value's own discriminator decides; if that is wrong, the option that knows most of the value's keys.
 */
export function shapeOf(schema: unknown, value: unknown): Shape {
  if (schema instanceof z.ZodOptional) return shapeOf(schema.unwrap(), value);
  if (schema instanceof z.ZodDiscriminatedUnion) return shapeOfTagged(schema, value);
  if (schema instanceof z.ZodUnion) return shapeOf(optionFor(schema, value), value);
  if (schema instanceof z.ZodObject) return { kind: 'object', keys: objectKeys(schema) };
  if (schema instanceof z.ZodRecord)
    return { kind: 'record', key: asSchema(schema.keyType), value: asSchema(schema.valueType) };
  if (schema instanceof z.ZodArray) return { kind: 'list', element: asSchema(schema.element), schema };
  return { kind: 'leaf', schema: asSchema(schema) };
}

/** What should stand here, in words. */
export function expected(schema: z.ZodType): string {
  if (schema instanceof z.ZodOptional) return expected(asSchema(schema.unwrap()));
  if (isLocalized(schema)) return 'a text for each language';
  if (isLocalizedList(schema)) return 'a list of texts for each language';
  if (schema instanceof z.ZodObject) return groupOf(Object.keys(schema.shape));
  if (schema instanceof z.ZodRecord || schema instanceof z.ZodDiscriminatedUnion) return 'a group of keys';
  if (schema instanceof z.ZodUnion)
    return [...new Set(schema.options.map(asSchema).map(expected))].join(' or ');
  if (schema instanceof z.ZodArray) return 'a list';
  if (schema instanceof z.ZodEnum) return `one of ${schema.options.join(', ')}`;
  if (schema instanceof z.ZodLiteral) return [...schema.values].join(' or ');
  if (schema instanceof z.ZodNumber) return schema.isInt ? 'a whole number' : 'a number';
  if (schema instanceof z.ZodBoolean) return 'true or false';
  return 'a text';
}

function groupOf(keys: readonly string[]): string {
  const some = keys.slice(0, KEYS_NAMED).join(', ');
  return `a group with the keys ${some}${keys.length > KEYS_NAMED ? ', …' : ''}`;
}

/** Whether the schema is `Localized`, with whatever description. */
export function isLocalized(schema: z.ZodType): boolean {
  return schema.def === Localized.def;
}

/** Whether the schema is `LocalizedList`, with whatever description. */
export function isLocalizedList(schema: z.ZodType): boolean {
  return schema.def === LocalizedList.def;
}

/** A mapping of keys to values, and neither a list nor nothing. */
export function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The option of a choice that a value is meant to be: by what kind of value it is, and among groups the one that
 * knows most of its keys, misspelled ones included; of equals the one that misses fewest.
 */
function optionFor(union: z.ZodUnion, value: unknown): z.ZodType {
  const options = union.options.map(asSchema);
  const [first] = options;
  if (first === undefined) throw new Error('A choice of the playbook schema has no options.');
  const flat = options.flatMap((option) => (isPlainUnion(option) ? option.options.map(asSchema) : [option]));
  if (Array.isArray(value)) return flat.find((option) => option instanceof z.ZodArray) ?? first;
  if (!isGroup(value)) return flat.find((option) => option.safeParse(value).success) ?? first;
  const groups = flat.filter((option) => option instanceof z.ZodObject);
  const closest = groups.toSorted(
    (a, b) => likeness(b, value) - likeness(a, value) || missingKeys(a, value) - missingKeys(b, value),
  );
  return closest[0] ?? first;
}

function isPlainUnion(schema: z.ZodType): schema is z.ZodUnion {
  return schema instanceof z.ZodUnion && !(schema instanceof z.ZodDiscriminatedUnion);
}

/** A key that is known counts more than one that is likely a misspelled one. */
function likeness(schema: z.ZodObject, value: Record<string, unknown>): number {
  const known = Object.keys(schema.shape);
  return Object.keys(value).reduce((sum, key) => {
    if (key in schema.shape) return sum + 2;
    return nearest(key, known) === undefined ? sum : sum + 1;
  }, 0);
}

function missingKeys(schema: z.ZodObject, value: Record<string, unknown>): number {
  return Object.entries(schema.shape).filter(
    ([key, member]) => !(member instanceof z.ZodOptional) && !(key in value),
  ).length;
}

function shapeOfTagged(union: z.ZodDiscriminatedUnion, value: unknown): Shape {
  const options = union.options.filter((option) => option instanceof z.ZodObject);
  const discriminator = union.def.discriminator;
  const written = isGroup(value) ? value : {};
  const tags = options.map((option) => literalOf(option.shape[discriminator]));
  const known = options[tags.indexOf(String(written[discriminator]))];
  const closest = options.toSorted((a, b) => knownKeys(b, written) - knownKeys(a, written))[0];
  const chosen = known ?? closest;
  if (chosen === undefined) throw new Error('A choice of the playbook schema has no options.');
  const keys = objectKeys(chosen);
  keys.set(discriminator, { schema: z.enum(tags), required: true });
  return { kind: 'object', keys };
}

function objectKeys(schema: z.ZodObject): Map<string, { schema: z.ZodType; required: boolean }> {
  return new Map(
    Object.entries(schema.shape).map(([key, member]) => [
      key,
      { schema: asSchema(member), required: !(member instanceof z.ZodOptional) },
    ]),
  );
}

function knownKeys(schema: z.ZodObject, value: Record<string, unknown>): number {
  return Object.keys(value).filter((key) => key in schema.shape).length;
}

function literalOf(schema: unknown): string {
  if (schema instanceof z.ZodLiteral) return [...schema.values].join();
  throw new Error('A choice of the playbook schema is not told apart by a literal.');
}

function asSchema(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodType) return schema;
  throw new Error('A part of the playbook schema is of a kind that the checker does not know.');
}
