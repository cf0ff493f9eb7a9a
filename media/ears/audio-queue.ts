/** Audio on its way to the recogniser. Bounded: when it does not read, the oldest audio goes. */
export interface AudioQueue extends AsyncIterable<Uint8Array> {
  push(chunk: Uint8Array): void;
  end(): void;
}

export function createAudioQueue(maxChunks: number): AudioQueue {
  const chunks: Uint8Array[] = [];
  let ended = false;
  let wake: (() => void) | undefined;

  async function* read(): AsyncGenerator<Uint8Array> {
    while (true) {
      const chunk = chunks.shift();
      if (chunk !== undefined) {
        yield chunk;
        continue;
      }
      if (ended) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return {
    push(chunk) {
      if (ended) return;
      chunks.push(chunk);
      if (chunks.length > maxChunks) chunks.shift();
      wake?.();
    },
    end() {
      ended = true;
      wake?.();
    },
    [Symbol.asyncIterator]: read,
  };
}
