/** What a bot left behind when its conversation ended; a flow reads it under `$.Lex`. */
export interface BotOutcome {
  intentName: string;
  slots: Readonly<Record<string, string>>;
  sessionAttributes: Readonly<Record<string, string>>;
  /** Comprehend's scores by sentiment, 0 to 1; absent where the alias does not ask for them. */
  sentiment?: Readonly<Record<'Positive' | 'Negative' | 'Neutral' | 'Mixed', number>>;
}

/** A contact as its flow knows it. Plain data: a flow's step takes one and gives the next. */
export interface Contact {
  contactId: string;
  channel: 'VOICE' | 'TASK';
  instanceArn: string;
  /** The caller's number in E.164; absent when it is withheld. */
  from?: string;
  /** The number that was called. */
  to: string;
  /** BCP-47, set by UpdateContactData. */
  languageCode: string;
  voice: { name: string; engine: string };
  attributes: Readonly<Record<string, string>>;
  /** What the newest function returned. */
  external: Readonly<Record<string, unknown>>;
  bot?: BotOutcome;
  storedInput?: string;
  /** Set by UpdateContactTargetQueue. */
  queue?: { arn: string; name: string };
  /** Flow ARNs by event, set by UpdateContactEventHooks. */
  hooks: Readonly<Record<string, string>>;
  /** Whose voice is being recorded, set by UpdateContactRecordingBehavior. */
  recorded: readonly string[];
  description?: string;
}

/** Where a caller's contact begins. Connect's default voice is Joanna (UpdateContactTextToSpeechVoice). */
export function newContact(
  of: Pick<Contact, 'contactId' | 'instanceArn' | 'to'> & { from?: string },
): Contact {
  return {
    ...of,
    channel: 'VOICE',
    languageCode: 'en-US',
    voice: { name: 'Joanna', engine: 'standard' },
    attributes: {},
    external: {},
    hooks: {},
    recorded: [],
  };
}

/** How a contact came about, in Connect's words: a caller calls in, a task is made ("Contact records"). */
export function initiationOf({ channel }: Contact): 'INBOUND' | 'API' {
  return channel === 'VOICE' ? 'INBOUND' : 'API';
}
