import * as z from 'zod';
import { Passage } from './passage.ts';
import { PlaybookSource } from './schema.ts';

/** A tool as a model is told of it. */
export const ToolSpec = z.strictObject({
  name: z.string(),
  description: z.string(),
  /** JSON Schema of the input. */
  inputSchema: z.record(z.string(), z.unknown()),
});
export type ToolSpec = z.infer<typeof ToolSpec>;

const { agent, languages, greeting, phrases, fields, goals, objections, rules } = PlaybookSource.shape;

/** A variant of a playbook: each part of the source that is otherwise in it, whole, and what a model is told. */
export const CompiledVariant = z.strictObject({
  source: z.strictObject({
    agent: agent.exactOptional(),
    languages: languages.exactOptional(),
    greeting: greeting.exactOptional(),
    phrases: phrases.exactOptional(),
    fields: fields.exactOptional(),
    goals: goals.exactOptional(),
    objections: objections.unwrap().exactOptional(),
    rules: rules.exactOptional(),
  }),
  instructions: z.record(z.string(), z.string()),
});
export type CompiledVariant = z.infer<typeof CompiledVariant>;

/**
 * A playbook made ready for both readers: the model (instructions and tools) and the script (the source
 * itself). Plain JSON, so that it can be put into a function's bundle and into the store of published ones.
 */
export const CompiledPlaybook = z.strictObject({
  id: z.string(),
  /** Hash of everything in it: the first 16 hex digits of a SHA-256. */
  version: z.string(),
  source: PlaybookSource,
  /** The locales, the first being the one a call begins in. */
  locales: z.tuple([z.string()], z.string()),
  /** What a model is told before the first word, by locale. Static, so that it can be cached. */
  instructions: z.record(z.string(), z.string()),
  /** Its variants; absent when it has none. */
  variants: z.record(z.string(), CompiledVariant).optional(),
  /** Which of the variants this is; absent for the playbook as written. */
  variant: z.string().optional(),
  tools: z.array(ToolSpec),
  /** What its Markdown files say, in all languages, cut into what can be found and told. */
  passages: z.array(Passage),
});
export type CompiledPlaybook = z.infer<typeof CompiledPlaybook>;
