import type { Synthesize } from '../../adapters/polly/speech.ts';
import type { SpeechEngine, SpokenVoice } from '../../agent/turn/voice.ts';
import type { Clock } from '../time/clock.ts';
import type { SpeechCache } from './speech-cache.ts';

/** Polly's first byte is here after 120 ms at p50; after this long another engine is tried. */
const FIRST_BYTE_TIMEOUT_MS = 3_000;
/** The engine that is tried when the first one fails; most voices have both of a pair. */
const SECOND_ENGINE: Record<SpeechEngine, SpeechEngine> = {
  generative: 'neural',
  'long-form': 'neural',
  neural: 'standard',
  standard: 'neural',
};
/** Room for two seconds of 8 kHz speech; it doubles when more comes. */
const FIRST_BUFFER_BYTES = 32_000;

/** The audio of one sentence while it is being made: 8 kHz 16-bit PCM, growing at its end. */
export interface SentenceAudio {
  readonly state: 'making' | 'made' | 'failed';
  /** What there is so far. */
  readonly audio: Buffer;
  cancel(): void;
}

/** Told of every piece of audio as it comes, and of a failure. */
export type OnAudioProgress = (audio: SentenceAudio, failure?: unknown) => void;

export interface SentenceAudioPorts {
  synthesize: Synthesize;
  cache: SpeechCache;
  clock: Clock;
}

/**
 * Begins to make a sentence's audio. `onProgress` is called after every piece and at the end, and not after
 * `cancel`. When the engine fails before its first byte a second one is tried; a sentence that breaks off in
 * the middle ends there.
 */
export function makeSentenceAudio(
  text: string,
  voice: SpokenVoice,
  ports: SentenceAudioPorts,
  onProgress: OnAudioProgress,
): SentenceAudio {
  let state: SentenceAudio['state'] = 'making';
  let bytes: Buffer = Buffer.alloc(0);
  let length = 0;
  const abort = new AbortController();
  const result: SentenceAudio = {
    get state() {
      return state;
    },
    get audio() {
      return bytes.subarray(0, length);
    },
    cancel: () => abort.abort(),
  };

  function append(chunk: Uint8Array): void {
    if (length + chunk.length > bytes.length) {
      const larger = Buffer.allocUnsafe(
        Math.max(FIRST_BUFFER_BYTES, bytes.length * 2, length + chunk.length),
      );
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    bytes.set(chunk, length);
    length += chunk.length;
  }

  function progress(failure?: unknown): void {
    if (!abort.signal.aborted) onProgress(result, failure);
  }

  async function make(): Promise<void> {
    try {
      await receive(voice);
    } catch {
      if (abort.signal.aborted) return;
      if (length > 0) return finish(false);
      await receive({ ...voice, engine: SECOND_ENGINE[voice.engine] });
    }
    finish(true);
  }

  function finish(whole: boolean): void {
    state = 'made';
    if (whole) ports.cache.put(text, voice, Buffer.from(result.audio));
    progress();
  }

  async function receive(spoken: SpokenVoice): Promise<void> {
    const late = new AbortController();
    const cancelTimer = ports.clock.after(FIRST_BYTE_TIMEOUT_MS, () => late.abort());
    try {
      const signal = AbortSignal.any([abort.signal, late.signal]);
      for await (const chunk of ports.synthesize(text, spoken, signal)) {
        cancelTimer();
        if (abort.signal.aborted) return;
        append(chunk);
        progress();
      }
      if (length === 0) throw new Error('The synthesizer sent no audio.');
    } finally {
      cancelTimer();
    }
  }

  const cached = ports.cache.get(text, voice);
  if (cached === undefined) {
    make().catch((cause: unknown) => {
      state = 'failed';
      progress(cause);
    });
  } else {
    bytes = cached;
    length = cached.length;
    state = 'made';
  }
  return result;
}
