import type {
  StopReason as BedrockStopReason,
  ConverseStreamMetadataEvent,
  ConverseStreamOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { ModelFailed } from '../../agent/conversation/model-failed.ts';
import type { ModelEvent, StopReason } from '../../agent/conversation/ports.ts';
import type { Tokens } from '../../agent/turn/answer.ts';

/** A tool use whose input is still being written. */
interface OpenToolUse {
  id: string;
  name: string;
  json: string;
}

/**
 * Turns a Converse stream into the domain's events: text as it comes, a tool use once its input is whole,
 * the end once the tokens are known. Reasoning and citations are not for the caller and are left out.
 *
 * @throws ModelFailed when the stream ends before the reply does, or the model reports a broken reply.
 */
export async function* modelEvents(
  model: string,
  stream: AsyncIterable<ConverseStreamOutput>,
): AsyncGenerator<ModelEvent> {
  const open = new Map<number, OpenToolUse>();
  let reason: StopReason | undefined;
  let tokens: Tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
  for await (const event of stream) {
    if (event.contentBlockStart?.start?.toolUse !== undefined) {
      const { toolUseId, name } = event.contentBlockStart.start.toolUse;
      if (toolUseId === undefined || name === undefined) throw broken(model, 'a tool use without id or name');
      open.set(blockIndex(event.contentBlockStart), { id: toolUseId, name, json: '' });
    }
    if (event.contentBlockDelta !== undefined) {
      const { delta } = event.contentBlockDelta;
      if (delta?.text !== undefined && delta.text !== '') yield { type: 'text', text: delta.text };
      const use = open.get(blockIndex(event.contentBlockDelta));
      if (use !== undefined && delta?.toolUse?.input !== undefined) use.json += delta.toolUse.input;
    }
    if (event.contentBlockStop !== undefined) {
      const index = blockIndex(event.contentBlockStop);
      const use = open.get(index);
      open.delete(index);
      if (use !== undefined)
        yield { type: 'tool-use', id: use.id, name: use.name, input: toolInput(use.json) };
    }
    if (event.messageStop !== undefined) reason = stopReason(model, event.messageStop.stopReason);
    if (event.metadata !== undefined) tokens = tokensOf(event.metadata);
  }
  if (reason === undefined) throw broken(model, 'the stream ended before the reply did');
  yield { type: 'end', reason, tokens };
}

/** Blocks are numbered from 0; the wire leaves a 0 out in some SDK versions. */
function blockIndex(event: { contentBlockIndex: number | undefined }): number {
  return event.contentBlockIndex ?? 0;
}

/**
 * The input of a tool use. A model that writes no JSON has called the tool wrongly: the tool's own check says
 * so to it, with what it wrote. A tool without input may get no text at all.
 */
function toolInput(json: string): unknown {
  if (json.trim() === '') return {};
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

function tokensOf({ usage }: ConverseStreamMetadataEvent): Tokens {
  return {
    input: usage?.inputTokens ?? 0,
    output: usage?.outputTokens ?? 0,
    cacheRead: usage?.cacheReadInputTokens ?? 0,
    cacheWrite: usage?.cacheWriteInputTokens ?? 0,
  };
}

function stopReason(model: string, reason: BedrockStopReason | undefined): StopReason {
  switch (reason) {
    case 'end_turn':
    case 'stop_sequence':
      return 'end';
    case 'tool_use':
      return 'tool-use';
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'too-long';
    case 'guardrail_intervened':
    case 'content_filtered':
      return 'refused';
    default:
      throw broken(model, `it stopped with "${reason}"`);
  }
}

function broken(model: string, what: string): ModelFailed {
  return new ModelFailed(model, 'broken-stream', `the reply is broken: ${what}.`);
}
