import type { ToolEffect, ToolFailure } from './tool.ts';

/** What came of a tool, before it is put beside the id of the call that asked for it. */
export type ToolOutcome =
  | { ok: true; content: Record<string, unknown>; effects: ToolEffect[] }
  | { ok: false; failure: ToolFailure; message: string; content: Record<string, unknown> };

export function succeeded(content: Record<string, unknown>, ...effects: ToolEffect[]): ToolOutcome {
  return { ok: true, content, effects };
}

/**
 * `message` says what went wrong and what to do next, to the model and to whoever reads the record. A model
 * is shown the content alone, so both stand in it too.
 */
export function failed(
  failure: ToolFailure,
  message: string,
  content: Record<string, unknown> = {},
): ToolOutcome {
  return { ok: false, failure, message, content: { failure, message, ...content } };
}
