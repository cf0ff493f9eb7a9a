import type {
  ContentBlock,
  ConverseStreamCommandInput,
  Message,
  SystemContentBlock,
  Tool,
} from '@aws-sdk/client-bedrock-runtime';
import type { Prompt, PromptBlock } from '../../agent/conversation/prompt.ts';

/** JSON as the SDK's types have it. */
type Json = NonNullable<ContentBlock.ToolUseMember['toolUse']['input']>;

/**
 * The longest reply, in tokens. A spoken turn is two or three sentences, about 80 tokens; the rest is room
 * for a tool call. A model that writes on is stopped instead of talking at the caller.
 */
const MAX_REPLY_TOKENS = 400;
/** Low, so that the agent keeps to its instructions; not zero, so that it does not repeat itself word by word. */
const TEMPERATURE = 0.3;
/** Request metadata values are cut by Bedrock's limit (Converse API reference, `requestMetadata`). */
const MAX_METADATA_CHARACTERS = 256;

const CACHE_POINT = { cachePoint: { type: 'default' } } as const;

/**
 * Which parts of a request a family of models can cache; to others a cache point is a validation error
 * (Bedrock user guide, "Prompt caching for faster model inference").
 */
function caching(modelId: string): { system: boolean; tools: boolean } {
  const anthropic = modelId.includes('anthropic.');
  return { system: anthropic || modelId.includes('amazon.nova'), tools: anthropic };
}

/** Writes a prompt as a Converse request: what never changes between calls stands before the cache points. */
export function converseRequest(modelId: string, prompt: Prompt): ConverseStreamCommandInput {
  const cached = caching(modelId);
  const system: SystemContentBlock[] = [{ text: prompt.system }, ...(cached.system ? [CACHE_POINT] : [])];
  const tools: Tool[] = prompt.tools.map(({ name, description, inputSchema }) => ({
    toolSpec: { name, description, inputSchema: { json: asJson(inputSchema) } },
  }));
  return {
    modelId,
    system,
    messages: prompt.messages.map(
      ({ role, content }): Message => ({ role, content: content.map(contentBlock) }),
    ),
    ...(tools.length === 0
      ? {}
      : { toolConfig: { tools: [...tools, ...(cached.tools ? [CACHE_POINT] : [])] } }),
    inferenceConfig: { maxTokens: MAX_REPLY_TOKENS, temperature: TEMPERATURE },
    requestMetadata: Object.fromEntries(
      Object.entries(prompt.metadata).map(([key, value]) => [key, value.slice(0, MAX_METADATA_CHARACTERS)]),
    ),
  };
}

function contentBlock(block: PromptBlock): ContentBlock {
  switch (block.type) {
    case 'text':
      return { text: block.text };
    case 'tool-use':
      return { toolUse: { toolUseId: block.id, name: block.name, input: asObject(block.input) } };
    case 'tool-result':
      return {
        toolResult: {
          toolUseId: block.id,
          status: block.ok ? 'success' : 'error',
          content: [{ json: asJson(block.content) }],
        },
      };
  }
}

/** Bedrock takes only objects as tool input; a model that wrote something else is shown it inside one. */
function asObject(input: unknown): Json {
  const json = asJson(input);
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : { unreadable: json };
}

/** A value as JSON would carry it: what JSON cannot say is left out. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null));
}
