import type { ToolInput } from '../tools/inputs.ts';
import type { ToolName } from '../tools/tool-name.ts';
import type { Expect } from '../turn/expect.ts';

/** A tool that the script wants to be run, with the input that the tool takes. */
export type ToolUse =
  | { [N in ToolName]: { name: N; input: ToolInput<N> } }[ToolName]
  /** A connector of the playbook, whose own schema checks the input. */
  | { connector: string; name: string; input: Record<string, unknown> };

/** What the script says and does next. */
export interface Reply {
  /** Texts in the order in which they are said. */
  say: string[];
  /** What it waits for; undefined while tools run and after the call's last words. */
  expect?: Expect;
  uses: ToolUse[];
}

/** Says something and waits for the caller. */
export function asks(expect: Expect, ...say: string[]): Reply {
  return { say, expect, uses: [] };
}

/** Has a tool run before anything more is said. */
export function runs(use: ToolUse, ...say: string[]): Reply {
  return { say, uses: [use] };
}

/** The reply with something said before it. */
export function after(before: readonly string[], reply: Reply): Reply {
  return { ...reply, say: [...before, ...reply.say] };
}
