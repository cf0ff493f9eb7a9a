export interface SpeechRequest {
  text: string;
  /** espeak's voice and how it is set. */
  voice: EspeakVoice;
  /** Hz */
  sampleRate: number;
}

export interface EspeakVoice {
  /** Such as `en-us+f3`. */
  name: string;
  /** 0 to 100; 50 is espeak's own. */
  pitch: number;
  wordsPerMinute: number;
}

type Speak = (request: SpeechRequest) => AsyncIterable<Int16Array>;

/**
 * Speaks by `speak`, and what was spoken to its end once comes at once the next time. At most `maxSamples` are
 * kept; what was kept first goes first.
 */
export function speechCache(speak: Speak, maxSamples: number): Speak {
  const kept = new Map<string, Int16Array[]>();
  let keptSamples = 0;
  function keep(key: string, parts: Int16Array[]): void {
    if (kept.has(key)) return;
    kept.set(key, parts);
    keptSamples += lengthOf(parts);
    for (const [oldest, old] of kept) {
      if (keptSamples <= maxSamples) break;
      kept.delete(oldest);
      keptSamples -= lengthOf(old);
    }
  }
  return async function* (request) {
    const key = JSON.stringify(request);
    const before = kept.get(key);
    if (before !== undefined) {
      yield* before;
      return;
    }
    const parts: Int16Array[] = [];
    for await (const part of speak(request)) {
      parts.push(part);
      yield part;
    }
    keep(key, parts);
  };
}

function lengthOf(parts: readonly Int16Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
