import type { EspeakVoice } from './speech-cache.ts';

/**
 * Which voice of espeak speaks in the place of a Polly voice: the same language, and a woman's voice for a
 * woman's. espeak's variants `f1` to `f5` and `m1` to `m7` differ in timbre; its plain
 * `en` is British.
 */
const VOICES: Record<string, EspeakVoice> = {
  Joanna: { name: 'en-us+f3', pitch: 52, wordsPerMinute: 165 },
  Kendra: { name: 'en-us+f2', pitch: 48, wordsPerMinute: 165 },
  Salli: { name: 'en-us+f4', pitch: 55, wordsPerMinute: 170 },
  Ruth: { name: 'en-us+f1', pitch: 48, wordsPerMinute: 165 },
  Danielle: { name: 'en-us+f5', pitch: 52, wordsPerMinute: 165 },
  Matthew: { name: 'en-us+m3', pitch: 42, wordsPerMinute: 165 },
  Stephen: { name: 'en-us+m1', pitch: 40, wordsPerMinute: 165 },
  Joey: { name: 'en-us+m7', pitch: 45, wordsPerMinute: 170 },
  Amy: { name: 'en+f2', pitch: 52, wordsPerMinute: 165 },
  Emma: { name: 'en+f4', pitch: 50, wordsPerMinute: 165 },
  Brian: { name: 'en+m3', pitch: 42, wordsPerMinute: 165 },
  Arthur: { name: 'en+m1', pitch: 42, wordsPerMinute: 165 },
  Olivia: { name: 'en+f1', pitch: 52, wordsPerMinute: 165 },
  Lupe: { name: 'es-419+f2', pitch: 52, wordsPerMinute: 165 },
  Pedro: { name: 'es-419+m3', pitch: 42, wordsPerMinute: 165 },
  Mia: { name: 'es-419+f4', pitch: 52, wordsPerMinute: 165 },
  Lucia: { name: 'es+f2', pitch: 52, wordsPerMinute: 165 },
  Sergio: { name: 'es+m3', pitch: 42, wordsPerMinute: 165 },
  Lea: { name: 'fr+f2', pitch: 52, wordsPerMinute: 165 },
  Remi: { name: 'fr+m3', pitch: 42, wordsPerMinute: 165 },
  Vicki: { name: 'de+f2', pitch: 52, wordsPerMinute: 160 },
  Daniel: { name: 'de+m3', pitch: 42, wordsPerMinute: 160 },
};

/** The laptop's voice for a Polly voice; undefined for one that it does not have. */
export function espeakVoiceFor(pollyVoice: string): EspeakVoice | undefined {
  return VOICES[pollyVoice];
}

/** The Polly voices that the laptop can stand in for. */
export const KNOWN_VOICES = Object.keys(VOICES);
