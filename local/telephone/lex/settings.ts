import type { SpeechModel } from './bot.ts';

/** How a bot listens to one answer, from the session attributes `x-amz-lex:…`. Times in milliseconds. */
export interface ListenSettings {
  allowInterrupt: boolean;
  allowAudio: boolean;
  allowKeys: boolean;
  startTimeoutMs: number;
  endTimeoutMs: number;
  /** Only `Advanced` ends a turn by it, 0.5 to 0.9. */
  endConfidence: number;
  maxLengthMs: number;
  keysEndTimeoutMs: number;
  keysEnd: string;
  keysDeletion: string;
  keysMaxLength: number;
}

/** A session attribute holds what Lex refuses. The conversation ends with an error. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

/** Lex V2's defaults (developer guide, "Configuring timeouts" and "Using DTMF"), end timeout by speech model. */
const START_TIMEOUT_MS = 4_000;
const TEXT_START_TIMEOUT_MS = 30_000;
const END_TIMEOUT_MS: Readonly<Record<SpeechModel, number>> = { Standard: 600, Neural: 600, Advanced: 5_000 };
const END_CONFIDENCE = 0.7;
const MAX_LENGTH_MS = 12_000;
const KEYS_END_TIMEOUT_MS = 5_000;
const KEYS_MAX_LENGTH = 1_024;

/** The longest utterance that Lex takes (Lex V2 quotas). */
const LONGEST_UTTERANCE_MS = 55_000;
const END_TIMEOUT_RANGE = [500, 10_000] as const;
const END_CONFIDENCE_RANGE = [0.5, 0.9] as const;

/** Reads the settings of the next answer. @throws BadSetting naming the attribute. */
export function readSettings(
  attributes: Readonly<Record<string, string>>,
  { speechModel, typing }: { speechModel: SpeechModel; typing: boolean },
): ListenSettings {
  // A flow that refers to what is not there gives an empty text: as good as not given.
  const text = (key: string): string | undefined => attributeFor(attributes, key) || undefined;
  const flag = (key: string): boolean => text(key)?.toLowerCase() !== 'false';
  const number = (key: string, usual: number): number => {
    const value = text(key);
    if (value === undefined) return usual;
    if (!Number.isFinite(Number(value)))
      throw new BadSetting(`x-amz-lex:${key} is not a number: "${value}".`);
    return Number(value);
  };
  return {
    allowInterrupt: flag('allow-interrupt'),
    allowAudio: flag('allow-audio-input'),
    allowKeys: flag('allow-dtmf-input'),
    startTimeoutMs: typing
      ? number('text:start-timeout-ms', TEXT_START_TIMEOUT_MS)
      : number('audio:start-timeout-ms', START_TIMEOUT_MS),
    endTimeoutMs: clamped(number('audio:end-timeout-ms', END_TIMEOUT_MS[speechModel]), END_TIMEOUT_RANGE),
    endConfidence: within(
      'audio:end-confidence-threshold',
      number('audio:end-confidence-threshold', END_CONFIDENCE),
      END_CONFIDENCE_RANGE,
    ),
    maxLengthMs: within('audio:max-length-ms', number('audio:max-length-ms', MAX_LENGTH_MS), [
      1,
      LONGEST_UTTERANCE_MS,
    ]),
    keysEndTimeoutMs: number('dtmf:end-timeout-ms', KEYS_END_TIMEOUT_MS),
    keysEnd: text('dtmf:end-character') ?? '#',
    keysDeletion: text('dtmf:deletion-character') ?? '*',
    keysMaxLength: number('dtmf:max-length', KEYS_MAX_LENGTH),
  };
}

/** The attribute as it is written with or without the intent and slot that it is for. */
function attributeFor(attributes: Readonly<Record<string, string>>, key: string): string | undefined {
  const exact = attributes[`x-amz-lex:${key}:*:*`] ?? attributes[`x-amz-lex:${key}`];
  if (exact !== undefined) return exact;
  return Object.entries(attributes).find(([name]) => name.startsWith(`x-amz-lex:${key}:`))?.[1];
}

function clamped(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, value));
}

function within(key: string, value: number, [low, high]: readonly [number, number]): number {
  if (value < low || value > high)
    throw new BadSetting(`x-amz-lex:${key} must be ${low} to ${high}, not ${value}.`);
  return value;
}
