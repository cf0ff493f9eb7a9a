import * as z from 'zod';
import type { JsonSchema } from '../../playbook/schema/connector.ts';

/** A JSON Schema says something that cannot be checked. The message names it. */
export class UnusableSchema extends Error {
  override readonly name = 'UnusableSchema';
}

/** Made once for each schema object: a playbook's schemas do not change while a function runs. */
const READY = new WeakMap<JsonSchema, z.ZodType>();

/** Checks values by a JSON Schema (draft 7 and 2020-12, as far as zod reads them). Throws `UnusableSchema`. */
export function checkerOf(schema: JsonSchema): z.ZodType {
  const ready = READY.get(schema);
  if (ready !== undefined) return ready;
  try {
    const made = z.fromJSONSchema(schema);
    READY.set(schema, made);
    return made;
  } catch (cause) {
    throw new UnusableSchema(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** What is wrong with a value, one line for each place: `area.zip: Invalid input`. Empty when nothing is. */
export function problemsWith(schema: JsonSchema, value: unknown): string[] {
  const result = checkerOf(schema).safeParse(value);
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
}
