import type { SpokenVoice } from '../../agent/turn/voice.ts';

/** Texts up to this length are worth keeping: acknowledgements and set questions come again and again. */
const MAX_TEXT_CHARACTERS = 80;
/** How much audio is kept, in bytes: 16 MiB are about 17 minutes of 8 kHz speech, for the whole process. */
const MAX_CACHE_BYTES = 16 * 1024 * 1024;

/** Finished audio of short texts, for all calls of the process; the least recently used goes first. */
export interface SpeechCache {
  get(text: string, voice: SpokenVoice): Buffer | undefined;
  put(text: string, voice: SpokenVoice, audio: Buffer): void;
}

export function createSpeechCache(maxBytes: number = MAX_CACHE_BYTES): SpeechCache {
  const kept = new Map<string, Buffer>(); // a Map keeps the order of insertion: the first is the oldest
  let bytes = 0;
  return {
    get(text, voice) {
      const key = speechKey(text, voice);
      const audio = kept.get(key);
      if (audio === undefined) return undefined;
      kept.delete(key);
      kept.set(key, audio);
      return audio;
    },
    put(text, voice, audio) {
      if (text.length > MAX_TEXT_CHARACTERS || audio.length > maxBytes) return;
      const key = speechKey(text, voice);
      bytes += audio.length - (kept.get(key)?.length ?? 0);
      kept.delete(key);
      kept.set(key, audio);
      for (const [oldest, old] of kept) {
        if (bytes <= maxBytes) break;
        kept.delete(oldest);
        bytes -= old.length;
      }
    },
  };
}

/** The same for words that sound the same. */
export function speechKey(text: string, voice: SpokenVoice): string {
  return `${voice.id}\n${voice.engine}\n${voice.rate ?? ''}\n${text}`;
}
