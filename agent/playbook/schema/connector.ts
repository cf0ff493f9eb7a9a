import * as z from 'zod';

/**
 * The name of a tool, as models take it: letters, digits and underscores, 64 at most (Bedrock API reference,
 * ToolSpecification).
 */
export const ToolId = z
  .string()
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'lower-case letters, digits and _')
  .max(64);

/** The name of a secret of AWS Secrets Manager (API reference, CreateSecret: letters, digits and /_+=.@-). */
export const SecretName = z
  .string()
  .regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/, 'the name of a secret: letters, digits and /_+=.@-');

/** What a header holds: a text, or a secret that is read when the call needs it. */
export const HeaderValue = z.union([z.string(), z.strictObject({ secret: SecretName })], {
  error: 'write a text, or { secret: the-name-of-a-secret }',
});
export type HeaderValue = z.infer<typeof HeaderValue>;

/** A JSON Schema, as far as `tools/connector/from-json-schema.ts` reads it; the check refuses the rest. */
export const JsonSchema = z.record(z.string(), z.unknown());
export type JsonSchema = z.infer<typeof JsonSchema>;

/** The longest that a caller can be kept waiting for one request, in milliseconds. */
const MAX_TIMEOUT_MS = 10_000;

/** A tool of the playbook's own: one HTTP request to a service of the business. */
export const Connector = z.strictObject({
  description: z
    .string()
    .min(1)
    .max(1_000)
    .describe('What it does and when to use it, as a model is told it.'),
  method: z
    .enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
    .describe(
      'GET changes nothing and may run ahead of time; every other method is taken to change something.',
    ),
  url: z
    .string()
    .min(1)
    .describe(
      'Where the request goes: https. {name} in the path or the query is the input of that name, encoded; the host is always as written.',
    ),
  headers: z
    .record(z.string().regex(/^[A-Za-z0-9-]+$/, 'letters, digits and -'), HeaderValue)
    .optional()
    .describe('Headers of each request. Write what is secret as { secret: name }.'),
  input: JsonSchema.describe('JSON Schema of what the tool is given: an object with properties.'),
  output: JsonSchema.describe('JSON Schema of the answer. An answer that is otherwise counts as failed.'),
  timeoutMs: z.int().min(100).max(MAX_TIMEOUT_MS).describe('How long the answer may take, in milliseconds.'),
  idempotent: z
    .boolean()
    .describe('Whether the same request may be sent twice. If so, a request that failed is sent once more.'),
  sign: z
    .strictObject({
      secret: SecretName.describe('The key.'),
      header: z
        .string()
        .regex(/^[A-Za-z0-9-]+$/, 'letters, digits and -')
        .describe('The header that carries the signature.'),
    })
    .optional()
    .describe('Signs each request with HMAC-SHA256 over its time and body.'),
  sets: z
    .record(z.string(), z.string().regex(/^(\/[^/]*)+$/, 'a JSON pointer such as /area/name'))
    .optional()
    .describe('Variables that the answer sets, each with the JSON pointer to its value.'),
});
export type Connector = z.infer<typeof Connector>;
