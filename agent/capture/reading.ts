import type { Span } from './tokens.ts';
import type { Understanding } from './understanding.ts';

export type Problem = Understanding['problems'][number]['problem'];

/** A value found in the caller's words, and where; or what was said and why it cannot be. */
export type Reading =
  | { ok: true; span: Span; value: string; spoken: string }
  | { ok: false; span: Span; problem: Problem; spoken: string };
