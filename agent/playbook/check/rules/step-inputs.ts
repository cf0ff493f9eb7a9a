import * as z from 'zod';
import { builtInSpec } from '../../../tools/catalogue.ts';
import { NEEDS_APPOINTMENT, TOOL_NEEDS } from '../../../tools/needs.ts';
import { ToolName } from '../../../tools/tool-name.ts';
import { BUILT_IN, isBuiltIn } from '../../../variables/built-in.ts';
import type { Draft } from '../draft.ts';
import type { Finding } from '../finding.ts';
import { type KnownHere, knownFields } from '../known-fields.ts';
import { didYouMean, standsFor } from '../nearest.ts';
import type { Rule } from '../rule.ts';
import { isGroup } from '../schema-shape.ts';
import { type StepNode, stepGraphs } from '../step-graph.ts';

/** What of a JSON Schema decides whether a mapping fits it. */
const InputSchema = z.object({
  properties: z.record(z.string(), z.object({ type: z.unknown() }).catch({ type: undefined })).catch({}),
  required: z.array(z.string()).catch([]),
});
type InputSchema = z.infer<typeof InputSchema>;

/** JSON Schema types that the values of a field or a variable can be made to fit. */
const FITS: Readonly<Record<string, readonly string[]>> = {
  number: ['number', 'integer', 'string'],
  money: ['number', 'string'],
  'yes-no': ['boolean', 'string'],
};

/** The input of each step's tool is as the tool's schema wants it, and made of what is known by then. */
const inputFits: Rule = (draft) =>
  stepGraphs(draft).flatMap((graph) => {
    const known = knownFields(graph);
    return [...graph.nodes.values()].flatMap((node) => {
      const here = known.get(node.id);
      const schema = schemaOf(node.step.tool, draft);
      if (here === undefined || schema === undefined || node.step.tool === undefined) return [];
      return node.step.input === undefined
        ? withoutInput(node, node.step.tool, schema, here, draft)
        : withInput(node, node.step.tool, node.step.input, schema, here, draft);
    });
  });

function schemaOf(tool: string | undefined, { connectors }: Draft): InputSchema | undefined {
  if (tool === undefined) return undefined;
  const builtIn = ToolName.safeParse(tool);
  const schema = builtIn.success ? builtInSpec(builtIn.data).inputSchema : connectors[tool]?.input;
  return schema === undefined ? undefined : InputSchema.parse(schema);
}

/** The calendar's tools find their input among the fields; every other one must be given it. */
function withoutInput(
  { path }: StepNode,
  tool: string,
  { required }: InputSchema,
  here: KnownHere,
  { fields }: Draft,
): Finding[] {
  const builtIn = ToolName.safeParse(tool);
  const needs = builtIn.success ? TOOL_NEEDS[builtIn.data] : [];
  if (needs.length === 0 && !NEEDS_APPOINTMENT.has(tool)) {
    if (required.length === 0) return [];
    const message = `${tool} needs ${required.join(', ')}; add input: { ${required.map((key) => `${key}: { field: … }`).join(', ')} }`;
    return [{ path, at: 'key', message, absence: true }];
  }
  return needs
    .filter((types) => ![...here.surely].some((field) => types.some((type) => type === fields[field]?.type)))
    .map((types) => ({
      path: [...path, 'tool'],
      at: 'value' as const,
      message: `${tool} needs a field of type ${types.join(' or ')}, and not every way here has asked for one; collect it before`,
    }));
}

function withInput(
  { path }: StepNode,
  tool: string,
  input: Readonly<Record<string, unknown>>,
  { properties, required }: InputSchema,
  here: KnownHere,
  draft: Draft,
): Finding[] {
  const keys = Object.keys(properties);
  // A misspelled input is told once, by what was written.
  const missing = required
    .filter((key) => !Object.keys(input).some((written) => standsFor(written, key, keys)))
    .map((key) => ({
      path: [...path, 'input'],
      at: 'key' as const,
      message: `${tool} needs "${key}"; add ${key}: { field: … } to the input`,
    }));
  const wrong = Object.entries(input).flatMap(([key, source]): Finding[] => {
    const at = [...path, 'input', key];
    if (!Object.hasOwn(properties, key)) {
      const message = `${tool} takes no "${key}"${didYouMean(key, keys, `; it takes ${keys.join(', ')}`)}`;
      return [{ path: at, at: 'key', message }];
    }
    const given = typeGiven(source, draft);
    return [
      ...(given.problem === undefined ? [] : [{ path: at, at: 'value' as const, message: given.problem }]),
      ...unknownHere(source, here, draft).map((message) => ({ path: at, at: 'value' as const, message })),
      ...misfit(key, tool, given.types, properties[key]?.type).map((message) => ({
        path: at,
        at: 'value' as const,
        message,
      })),
    ];
  });
  return [...missing, ...wrong];
}

/** What kinds of value a source can give; undefined where that is not known. */
function typeGiven(
  source: unknown,
  { fields, variables }: Draft,
): { types?: readonly string[]; problem?: string } {
  if (typeof source === 'string') return { types: ['string'] };
  if (typeof source === 'number') return { types: ['number', 'integer'] };
  if (typeof source === 'boolean') return { types: ['boolean'] };
  if (!isGroup(source)) return {};
  if (typeof source.field === 'string') {
    const type = fields[source.field]?.type;
    if (!Object.hasOwn(fields, source.field))
      return {
        problem: `there is no field "${source.field}"${didYouMean(source.field, Object.keys(fields), `; the fields are ${Object.keys(fields).join(', ')}`)}`,
      };
    return type === undefined ? {} : { types: FITS[type] ?? ['string'] };
  }
  if (typeof source.variable !== 'string') return {};
  const name = source.variable;
  const type = isBuiltIn(name) ? BUILT_IN[name].type : variables[name]?.type;
  if (!isBuiltIn(name) && !Object.hasOwn(variables, name)) {
    const known = [...Object.keys(variables), ...Object.keys(BUILT_IN)];
    return {
      problem: `there is no variable "${name}"${didYouMean(name, known, `; there are ${known.join(', ')}`)}`,
    };
  }
  return type === undefined ? {} : { types: FITS[type] ?? ['string'] };
}

/** A field that is not asked for on every way is missing when the tool runs on another. */
function unknownHere(source: unknown, { surely }: KnownHere, { fields }: Draft): string[] {
  if (!isGroup(source) || typeof source.field !== 'string' || !Object.hasOwn(fields, source.field)) return [];
  return surely.has(source.field)
    ? []
    : [`not every way here has asked for "${source.field}"; collect it before, or take it out`];
}

function misfit(key: string, tool: string, given: readonly string[] | undefined, wanted: unknown): string[] {
  if (typeof wanted !== 'string' || given === undefined || given.includes(wanted)) return [];
  return [`${tool} wants "${key}" as ${wanted}, and this is ${given.join(' or ')}`];
}

export const stepInputRules: readonly Rule[] = [inputFits];
