import { type BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { ModelFailed } from '../../agent/conversation/model-failed.ts';
import type { AskModel } from '../../agent/scenario/ask-model.ts';
import { asModelFailed } from './failure.ts';

/** What a simulated caller or a judge has to say is a sentence or two, in tokens. */
const MAX_TOKENS = 200;

/** Asks a Bedrock model for one whole text (Converse). Throws `ModelFailed`. */
export function bedrockAsk(client: BedrockRuntimeClient, modelId: string): AskModel {
  return async ({ system, talk }) => {
    const command = new ConverseCommand({
      modelId,
      system: [{ text: system }],
      messages: talk.map(({ who, text }) => ({
        role: who === 'model' ? ('assistant' as const) : ('user' as const),
        content: [{ text }],
      })),
      inferenceConfig: { maxTokens: MAX_TOKENS },
    });
    const answer = await client.send(command).catch((cause: unknown) => {
      throw asModelFailed(modelId, cause);
    });
    const content = answer.output?.message?.content ?? [];
    const text = content.flatMap((block) => (block.text === undefined ? [] : [block.text])).join('');
    if (text === '') throw new ModelFailed(modelId, 'said-nothing', 'the answer holds no text');
    return text;
  };
}
