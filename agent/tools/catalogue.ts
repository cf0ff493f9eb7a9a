import * as z from 'zod';
import type { ToolSpec } from '../playbook/compiled-playbook.ts';
import type { Connector, JsonSchema } from '../playbook/schema/connector.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { TOOL_DESCRIPTIONS, TOOL_INPUTS } from './inputs.ts';
import { ToolName } from './tool-name.ts';

/** What of a playbook decides which tools there are. */
export type ToolSource = Pick<PlaybookSource, 'tools' | 'connectors' | 'messages'>;

/** A tool that an agent may use: one that every deployment has, or one that its playbook declares. */
export type KnownTool = { kind: 'built-in'; name: ToolName } | { kind: 'connector'; connector: Connector };

/** The names of all tools of a playbook: those that it lists, then its connectors. */
export function toolNames({ tools, connectors }: ToolSource): string[] {
  return [...tools, ...Object.keys(connectors ?? {})];
}

/** The tool of that name, if the playbook has it. */
export function knownTool({ tools, connectors }: ToolSource, name: string): KnownTool | undefined {
  const connector =
    connectors !== undefined && Object.hasOwn(connectors, name) ? connectors[name] : undefined;
  if (connector !== undefined) return { kind: 'connector', connector };
  const builtIn = ToolName.safeParse(name);
  return builtIn.success && tools.includes(builtIn.data)
    ? { kind: 'built-in', name: builtIn.data }
    : undefined;
}

/** What a model is told of a tool; undefined when the playbook has none of that name. */
export function toolSpec(source: ToolSource, name: string): ToolSpec | undefined {
  const tool = knownTool(source, name);
  if (tool === undefined) return undefined;
  return tool.kind === 'connector'
    ? { name, description: tool.connector.description, inputSchema: plainObject(tool.connector.input) }
    : withTemplates(builtInSpec(tool.name), source);
}

/** A model is told which texts there are, instead of guessing their names. */
function withTemplates(spec: ToolSpec, { messages }: ToolSource): ToolSpec {
  if (spec.name !== 'send_text' || messages === undefined) return spec;
  const template = {
    type: 'string',
    enum: Object.keys(messages.templates),
    description: 'Which text to send.',
  };
  const properties = Object.assign({}, spec.inputSchema.properties, { template });
  return { ...spec, inputSchema: { ...spec.inputSchema, properties } };
}

/**
 * The JSON Schema of a tool's input: an object with `properties` and `required`. Undefined when the playbook
 * has no tool of that name.
 */
export function toolInputSchema(source: ToolSource, name: string): JsonSchema | undefined {
  return toolSpec(source, name)?.inputSchema;
}

/** What a model is told of a tool that every deployment has. */
export function builtInSpec(name: ToolName): ToolSpec {
  const schema = z.toJSONSchema(TOOL_INPUTS[name], {
    io: 'input',
    override: ({ jsonSchema }) => {
      // The format says it in one word; the pattern that spells it out costs a hundred tokens a call.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return { name, description: TOOL_DESCRIPTIONS[name], inputSchema: plainObject(schema) };
}

/** These keys and no others at the top: the form that every Bedrock model family documents. */
function plainObject(schema: JsonSchema): JsonSchema {
  const definitions = schema.$defs === undefined ? {} : { $defs: schema.$defs };
  return {
    type: 'object',
    properties: schema.properties ?? {},
    required: schema.required ?? [],
    ...definitions,
  };
}
