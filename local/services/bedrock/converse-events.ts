import type { ModelEvent, StopReason } from '../../../agent/conversation/ports.ts';

/** One event of a Converse stream, and how many tokens were written for it. */
export interface ConverseEvent {
  type: string;
  payload: Record<string, unknown>;
  tokens: number;
}

export interface Usage {
  inputTokens: number;
  cacheReadInputTokens: number;
  cacheWriteInputTokens: number;
}

const STOP_REASON: Readonly<Record<StopReason, string>> = {
  end: 'end_turn',
  'tool-use': 'tool_use',
  'too-long': 'max_tokens',
  refused: 'content_filtered',
};
/** English text has about four characters to a token; pieces of this size stream like a model's. */
const TOKEN_CHARACTERS = 4;

/** How many tokens a text would be, roughly: enough for a usage figure that grows as a real one does. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / TOKEN_CHARACTERS);
}

/** A writer's events as a Converse stream, token by token: text deltas, tool input as partial JSON, usage. */
export async function* converseEvents(
  written: AsyncIterable<ModelEvent>,
  usage: Usage,
): AsyncGenerator<ConverseEvent> {
  yield { type: 'messageStart', payload: { role: 'assistant' }, tokens: 0 };
  const blocks = blockWriter();
  let outputTokens = 0;
  for await (const event of written) {
    if (event.type === 'end') {
      yield* blocks.close();
      yield { type: 'messageStop', payload: { stopReason: STOP_REASON[event.reason] }, tokens: 0 };
      const totalTokens = usage.inputTokens + outputTokens;
      yield {
        type: 'metadata',
        payload: { usage: { ...usage, outputTokens, totalTokens }, metrics: { latencyMs: 0 } },
        tokens: 0,
      };
      return;
    }
    for (const out of event.type === 'text' ? blocks.text(event.text) : blocks.toolUse(event)) {
      outputTokens += out.tokens;
      yield out;
    }
  }
}

type ToolUse = Extract<ModelEvent, { type: 'tool-use' }>;

/** Keeps count of content blocks: one for each stretch of text, one for each use of a tool. */
function blockWriter() {
  let index = 0;
  let inText = false;
  const delta = (content: object): ConverseEvent => ({
    type: 'contentBlockDelta',
    payload: { contentBlockIndex: index, delta: content },
    tokens: 1,
  });
  function* stop(): Generator<ConverseEvent> {
    yield { type: 'contentBlockStop', payload: { contentBlockIndex: index }, tokens: 0 };
    index += 1;
    inText = false;
  }
  return {
    *text(text: string): Generator<ConverseEvent> {
      inText = true;
      for (const token of tokensOf(text)) yield delta({ text: token });
    },
    *toolUse({ id, name, input }: ToolUse): Generator<ConverseEvent> {
      if (inText) yield* stop();
      const start = { toolUse: { toolUseId: id, name } };
      yield { type: 'contentBlockStart', payload: { contentBlockIndex: index, start }, tokens: 1 };
      for (const token of tokensOf(JSON.stringify(input))) yield delta({ toolUse: { input: token } });
      yield* stop();
    },
    *close(): Generator<ConverseEvent> {
      if (inText) yield* stop();
    },
  };
}

/** Cuts a text into pieces of a token's size, never inside a character. */
export function tokensOf(text: string): string[] {
  const characters = [...text];
  const tokens: string[] = [];
  for (let start = 0; start < characters.length; start += TOKEN_CHARACTERS)
    tokens.push(characters.slice(start, start + TOKEN_CHARACTERS).join(''));
  return tokens;
}
