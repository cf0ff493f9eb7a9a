import type * as z from 'zod';
import type { JsonSchema } from '../../playbook/schema/connector.ts';
import { fromJsonSchema } from './from-json-schema.ts';

export { UnusableSchema } from './from-json-schema.ts';

/** Made once for each schema object: a playbook's schemas do not change while a function runs. */
const READY = new WeakMap<JsonSchema, z.ZodType>();

/** Checks values by a JSON Schema, as far as `fromJsonSchema` reads them. Throws `UnusableSchema`. */
export function checkerOf(schema: JsonSchema): z.ZodType {
  const ready = READY.get(schema);
  if (ready !== undefined) return ready;
  const made = fromJsonSchema(schema);
  READY.set(schema, made);
  return made;
}

/** What is wrong with a value, one line for each place: `area.zip: Invalid input`. Empty when nothing is. */
export function problemsWith(schema: JsonSchema, value: unknown): string[] {
  const result = checkerOf(schema).safeParse(value);
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
}
