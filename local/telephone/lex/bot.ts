/** How well a locale recognises speech, and so how it finds the end of a turn. */
export type SpeechModel = 'Standard' | 'Neural' | 'Advanced';

export interface Intent {
  name: string;
  sampleUtterances: readonly string[];
}

/** One language of a bot. */
export interface BotLocale {
  /** Such as en_US. */
  localeId: string;
  /** Below it an utterance is taken for the fallback intent (`NluIntentConfidenceThreshold`), 0 to 1. */
  confidenceThreshold: number;
  speechModel: SpeechModel;
  /** Speaks where no contact flow sets a voice; undefined for a locale that names none. */
  voice: { name: string; engine: string } | undefined;
  intents: readonly Intent[];
  /** Name of the intent whose parent is AMAZON.FallbackIntent. */
  fallback: string;
  /** The function that the alias calls in this language. */
  codeHookArn: string | undefined;
}

/** A bot's alias, as a call meets it. */
export interface BotAlias {
  botId: string;
  botName: string;
  botVersion: string;
  aliasId: string;
  aliasName: string;
  aliasArn: string;
  /** The alias asks Comprehend for the sentiment of each utterance. */
  detectsSentiment: boolean;
  locales: readonly BotLocale[];
}
