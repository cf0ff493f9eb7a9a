import { type Distribution, draw } from './distribution.ts';
import type { LatencyProfile, LatencyStage } from './latency-profile.ts';
import { type Random, seededRandom, seedFor } from './random.ts';

/**
 * How slow the real services are, by published measurement where there is one. A figure with a spread is a
 * lognormal; a single figure is taken as it is.
 */
export const PUBLISHED: Readonly<Record<LatencyStage, Distribution>> = {
  /** Assumption: a partial result comes 300 ms behind the audio. */
  transcribePartial: { kind: 'constant', ms: 300 },
  /** pipecat-ai/stt-benchmark, 2026-06: Transcribe's final result after the end of speech. */
  transcribeFinal: { kind: 'lognormal', p50: 1_136, p95: 1_527 },
  /** kwindla/aiewf-eval, 2026-08: first token of Claude Haiku 4.5. */
  bedrockFirstToken: { kind: 'lognormal', p50: 637, p95: 1_615 },
  /** Assumption: 80 tokens a second after the first. */
  bedrockToken: { kind: 'constant', ms: 1_000 / 80 },
  /** Assumption: Polly's first byte, p50 120 and p95 250 ms. */
  pollyFirstByte: { kind: 'lognormal', p50: 120, p95: 250 },
  /** Assumption: what a warm invocation adds. */
  lambdaInvoke: { kind: 'constant', ms: 20 },
  /** Assumption: one request to a table in the same region. */
  dynamodb: { kind: 'constant', ms: 5 },
};

/** Services as slow as published figures say. The same seed gives the same waits, stage by stage. */
export function publishedLatency(seed: number): LatencyProfile {
  const streams = new Map<LatencyStage, Random>();
  return {
    name: 'published',
    sample(stage) {
      const random = streams.get(stage) ?? seededRandom(seedFor(seed, stage));
      streams.set(stage, random);
      return draw(PUBLISHED[stage], random);
    },
  };
}
