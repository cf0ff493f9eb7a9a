import type { LineLatency } from '../../../agent/turn/turn-request.ts';

/** One bar of a turn's waterfall, in milliseconds after the end of the caller's speech. */
export interface Bar {
  stage: 'endpointing' | 'brain' | 'voice' | 'line';
  label: string;
  fromMs: number;
  toMs: number;
}

/**
 * Lays the line's measurements of one turn out as bars. A stage that was finished before the previous one
 * ended (the brain had thought ahead) has no width.
 */
export function bars(latency: LineLatency): Bar[] {
  const total = latency.firstAudioMs;
  if (total === undefined) return [];
  const endpoint = Math.min(latency.endpointingMs ?? 0, total);
  const sentence = clamp(endpoint + (latency.firstSentenceMs ?? 0), endpoint, total);
  const voice = clamp(sentence + (latency.speechFirstByteMs ?? 0), sentence, total);
  return [
    { stage: 'endpointing', label: 'end of turn', fromMs: 0, toMs: endpoint },
    { stage: 'brain', label: 'first sentence', fromMs: endpoint, toMs: sentence },
    { stage: 'voice', label: 'voice', fromMs: sentence, toMs: voice },
    { stage: 'line', label: 'line', fromMs: voice, toMs: total },
  ];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
