import type { CallState } from '../../agent/call/call-state.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import type { Calendar } from '../../agent/tools/calendar.ts';
import type { ToolEffect, ToolResult } from '../../agent/tools/tool.ts';
import { type ToolPorts, toolbox } from '../../agent/tools/tools.ts';
import { aCallState } from './a-call-state.ts';
import { toolPorts } from './tool-ports.ts';

/** Monday, 30 November 2026, 09:10 in New York. */
export const MONDAY_MORNING_MS = Date.parse('2026-11-30T14:10:00Z');

export interface ToolUser {
  /** Uses a tool; each use has a key of its own unless one is given. */
  use(name: string, input: unknown, key?: string): Promise<ToolResult>;
}

/** A caller of tools in one call, at a moment that stands still. */
export function aToolUser(
  playbook: CompiledPlaybook,
  calendar: Calendar,
  nowMs: number = MONDAY_MORNING_MS,
  ports: Partial<ToolPorts> = {},
  call: CallState = aCallState(),
): ToolUser {
  const tools = toolbox(toolPorts({ calendar, ...ports }));
  let uses = 0;
  return {
    use(name, input, key) {
      uses += 1;
      const idempotencyKey = key ?? `call/1/${uses}`;
      const context = { playbook, callId: 'call', call, locale: 'en-US', idempotencyKey, nowMs };
      return tools.run({ id: `use-${uses}`, name, input }, context);
    },
  };
}

/** The only effect of a result; throws with what the tool said when there is none. */
export function effectOf<E extends ToolEffect['effect']>(
  result: ToolResult,
  effect: E,
): Extract<ToolEffect, { effect: E }> {
  const found = result.ok ? result.effects.find((one) => one.effect === effect) : undefined;
  if (found === undefined || !isEffect(found, effect))
    throw new Error(`No ${effect} in ${JSON.stringify(result)}`);
  return found;
}

function isEffect<E extends ToolEffect['effect']>(
  effect: ToolEffect,
  kind: E,
): effect is Extract<ToolEffect, { effect: E }> {
  return effect.effect === kind;
}
