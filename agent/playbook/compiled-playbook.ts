import type { Passage } from '../knowledge/passage.ts';
import type { PlaybookSource } from './schema.ts';

/** A tool as a model is told of it. */
export interface ToolSpec {
  name: string;
  description: string;
  /** JSON Schema of the input. */
  inputSchema: Record<string, unknown>;
}

/**
 * A playbook made ready for both readers: the model (instructions and tools) and the script (the source
 * itself). Plain JSON, so that it can be put into a function's bundle.
 */
export interface CompiledPlaybook {
  id: string;
  /** Hash of everything in it: the first 16 hex digits of a SHA-256. */
  version: string;
  source: PlaybookSource;
  /** The locales, the first being the one a call begins in. */
  locales: [string, ...string[]];
  /** What a model is told before the first word, by locale. Static, so that it can be cached. */
  instructions: Record<string, string>;
  tools: ToolSpec[];
  /** What its Markdown files say, in all languages, cut into what can be found and told. */
  passages: Passage[];
}
