import { fitInput } from '../flow/fit-input.ts';
import { toolSpec } from '../tools/catalogue.ts';
import type { Moment } from './moment.ts';
import type { ToolUse } from './reply.ts';

/** How the script uses a connector for a plain goal: with the fields of the goal that have the names of its input. */
export function connectorUse({ source, goal, fields }: Moment, tool: string): ToolUse | undefined {
  if (source.connectors === undefined || !Object.hasOwn(source.connectors, tool)) return undefined;
  const spec = toolSpec(source, tool);
  const names = Object.keys(Object(spec?.inputSchema.properties));
  const known = (goal?.collect ?? []).flatMap((id) => {
    const value = names.includes(id) ? fields[id]?.value : undefined;
    return value === undefined ? [] : [[id, value]];
  });
  return { connector: tool, name: tool, input: fitInput(spec, Object.fromEntries(known)) };
}
