import * as z from 'zod';

const TextBlock = z.object({ text: z.string() });
const ToolUseBlock = z.object({
  toolUse: z.object({ toolUseId: z.string(), name: z.string(), input: z.unknown() }),
});
const ToolResultBlock = z.object({
  toolResult: z.object({
    toolUseId: z.string(),
    status: z.enum(['success', 'error']).optional(),
    content: z.array(z.union([z.object({ json: z.record(z.string(), z.unknown()) }), TextBlock])),
  }),
});
export const Block = z.union([TextBlock, ToolUseBlock, ToolResultBlock]);
export type Block = z.infer<typeof Block>;

/** What of a Converse request is read here. Bedrock's own validation of the rest is not repeated. */
export const ConverseRequest = z.object({
  system: z.array(z.union([TextBlock, z.object({ cachePoint: z.object({ type: z.string() }) })])).default([]),
  messages: z
    .array(z.object({ role: z.enum(['user', 'assistant']), content: z.array(Block).min(1) }))
    .min(1)
    .refine(([first]) => first?.role === 'user', 'A conversation must start with a user message.')
    .refine(
      (messages) => messages.every(({ role }, index) => role !== messages[index - 1]?.role),
      'roles must alternate between "user" and "assistant"',
    ),
  requestMetadata: z.object({
    playbook: z.string(),
    version: z.string(),
    variant: z.string().optional(),
  }),
});
export type ConverseRequest = z.infer<typeof ConverseRequest>;
