import { createHash } from 'node:crypto';
import { countTokens, type Usage } from './converse-events.ts';
import type { ConverseRequest } from './converse-request.ts';

/** A prefix that is not read again for five minutes is forgotten (Bedrock user guide, "Prompt caching"). */
const TTL_MS = 300_000;

/** Says which of a request's input tokens were read from the cache, and which were written to it. */
export interface PromptCache {
  usage(modelId: string, request: ConverseRequest, nowMs: number): Usage;
}

/** Bedrock's prompt cache, as far as token counts go: what stands before a cache point is counted once. */
export function promptCache(): PromptCache {
  const readAt = new Map<string, number>();
  return {
    usage: (modelId, request, nowMs) => {
      const prefix = cachedPrefix(request);
      const inputTokens = countTokens(JSON.stringify(request.messages));
      if (prefix === '') return { inputTokens, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 };
      const key = createHash('sha256').update(`${modelId}\n${prefix}`).digest('hex');
      const isKnown = nowMs - (readAt.get(key) ?? Number.NEGATIVE_INFINITY) < TTL_MS;
      readAt.set(key, nowMs);
      const tokens = countTokens(prefix);
      return {
        inputTokens,
        cacheReadInputTokens: isKnown ? tokens : 0,
        cacheWriteInputTokens: isKnown ? 0 : tokens,
      };
    },
  };
}

function cachedPrefix({ system }: ConverseRequest): string {
  const end = system.findLastIndex((block) => 'cachePoint' in block);
  return system
    .slice(0, Math.max(0, end))
    .map((block) => ('text' in block ? block.text : ''))
    .join('\n');
}
