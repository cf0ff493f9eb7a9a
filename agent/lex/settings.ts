import type { Expect } from '../turn/expect.ts';

/** How a locale's ears find the end of a turn: `Advanced` by confidence, the others by silence alone. */
export type Recognition = 'Advanced' | 'Neural' | 'Standard';

/** How Lex listens for one answer. Times in milliseconds. */
export interface ListeningSettings {
  allowInterrupt: boolean;
  /** Silence before the first word, after which Lex reports that nobody spoke. */
  startTimeoutMs: number;
  /** Silence that ends an utterance; with `Advanced` only the longest that is waited for. */
  endTimeoutMs: number;
  /** 0.5 to 0.9: how sure `Advanced` must be that the caller has finished. */
  endConfidence: number;
  /** The longest utterance. */
  maxLengthMs: number;
  /** Silence after a key that ends the keypad's input. */
  keysEndTimeoutMs: number;
}

/**
 * What is waited for decides how patient the ears are: a yes is over at once, a telephone number is read in
 * groups with pauses between them. Confidence must lie within 0.5 and 0.9, silence within 500 and 10,000 ms
 * (Amazon Connect administrator guide, session attributes of Lex). The values are ours, by ear.
 */
const PATIENCE: Record<Expect['kind'], { confidence: number; silenceMs: number; longestMs: number }> = {
  'yes-no': { confidence: 0.5, silenceMs: 600, longestMs: 2_000 },
  choice: { confidence: 0.6, silenceMs: 800, longestMs: 2_500 },
  time: { confidence: 0.6, silenceMs: 800, longestMs: 2_500 },
  date: { confidence: 0.65, silenceMs: 900, longestMs: 3_000 },
  open: { confidence: 0.7, silenceMs: 1_000, longestMs: 4_000 },
  text: { confidence: 0.75, silenceMs: 1_200, longestMs: 5_000 },
  name: { confidence: 0.75, silenceMs: 1_200, longestMs: 5_000 },
  digits: { confidence: 0.85, silenceMs: 1_800, longestMs: 6_000 },
  nothing: { confidence: 0.7, silenceMs: 1_000, longestMs: 4_000 },
};

/** How long a caller may say nothing before they are asked, when the answer does not say. */
export const USUAL_PATIENCE_MS = 8_000;
/** Lex breaks off an utterance after 15 s by default and at most after 55 s; a story may take half a minute. */
const MAX_UTTERANCE_MS = 30_000;
/** Two keys of one number are pressed within this. */
const KEYS_END_TIMEOUT_MS = 3_000;

/** How Lex is to listen for what the agent waits for. */
export function listeningFor(
  expect: Expect,
  recognition: Recognition,
  patienceMs: number = USUAL_PATIENCE_MS,
): ListeningSettings {
  const { confidence, silenceMs, longestMs } = PATIENCE[expect.kind];
  return {
    allowInterrupt: expect.kind !== 'nothing',
    startTimeoutMs: patienceMs,
    endTimeoutMs: recognition === 'Advanced' ? longestMs : silenceMs,
    endConfidence: confidence,
    maxLengthMs: MAX_UTTERANCE_MS,
    keysEndTimeoutMs: KEYS_END_TIMEOUT_MS,
  };
}

/** The session attribute of each setting, for every intent and slot. */
export const SETTING_KEYS: Record<keyof ListeningSettings, string> = {
  allowInterrupt: 'x-amz-lex:allow-interrupt:*:*',
  startTimeoutMs: 'x-amz-lex:audio:start-timeout-ms:*:*',
  endTimeoutMs: 'x-amz-lex:audio:end-timeout-ms:*:*',
  endConfidence: 'x-amz-lex:audio:end-confidence-threshold:*:*',
  maxLengthMs: 'x-amz-lex:audio:max-length-ms:*:*',
  keysEndTimeoutMs: 'x-amz-lex:dtmf:end-timeout-ms:*:*',
};

/** The settings as Lex reads them: session attributes, all text. Only `Advanced` knows a confidence. */
export function settingAttributes(
  settings: ListeningSettings,
  recognition: Recognition,
): Record<string, string> {
  return Object.fromEntries(
    settingEntries(settings, recognition).map(([name, value]) => [SETTING_KEYS[name], value]),
  );
}

/** The settings by their plain names, all text: what a contact flow can read from a function's answer. */
export function settingEntries(
  settings: ListeningSettings,
  recognition: Recognition,
): [keyof ListeningSettings, string][] {
  const entries: [keyof ListeningSettings, string][] = [
    ['allowInterrupt', String(settings.allowInterrupt)],
    ['startTimeoutMs', String(settings.startTimeoutMs)],
    ['endTimeoutMs', String(settings.endTimeoutMs)],
    ['maxLengthMs', String(settings.maxLengthMs)],
    ['keysEndTimeoutMs', String(settings.keysEndTimeoutMs)],
  ];
  return recognition === 'Advanced'
    ? [...entries, ['endConfidence', String(settings.endConfidence)]]
    : entries;
}
