import type { BotAlias, BotLocale } from './bot.ts';
import { matchIntent } from './match-intent.ts';
import { sentimentOf } from './sentiment.ts';

/** What a caller gave a bot as one answer. An empty transcript: nothing was said in time. */
export interface BotInput {
  mode: 'Speech' | 'DTMF' | 'Text';
  transcript: string;
  /** The recogniser's own, 0 to 1. */
  confidence?: number;
}

/** What is known of the session at the moment of an event. */
export interface BotSession {
  sessionId: string;
  alias: BotAlias;
  locale: BotLocale;
  sessionAttributes: Readonly<Record<string, string>>;
  /** A UUID; names this request of the session. */
  requestId: string;
}

/** The largest event that Lex sends its function, in bytes (Lex V2 quotas, "Lambda input"). */
export const MAX_EVENT_BYTES = 12 * 1024;
/** The largest answer that it takes, in bytes. */
export const MAX_RESPONSE_BYTES = 50 * 1024;

/** The event of one answer, as Lex V2 sends it to a code hook ("Lambda input event format", version 1.0). */
export function hookEvent(input: BotInput, session: BotSession) {
  const { alias, locale } = session;
  const match = matchIntent(input.transcript, locale);
  const intent = { name: match.name, slots: {}, state: 'InProgress', confirmationState: 'None' };
  const sentiment = alias.detectsSentiment ? { sentimentResponse: sentimentOf(input.transcript) } : {};
  const fallback = { intent: { ...intent, name: locale.fallback }, interpretationSource: 'Lex' };
  const interpretation = {
    intent,
    interpretationSource: 'Lex',
    ...(match.confidence === undefined ? {} : { nluConfidence: match.confidence }),
    ...sentiment,
  };
  return {
    messageVersion: '1.0',
    invocationSource: 'DialogCodeHook',
    inputMode: input.mode,
    responseContentType: input.mode === 'Text' ? 'text/plain; charset=utf-8' : 'audio/pcm',
    sessionId: session.sessionId,
    inputTranscript: input.transcript,
    bot: {
      id: alias.botId,
      name: alias.botName,
      localeId: locale.localeId,
      version: alias.botVersion,
      aliasId: alias.aliasId,
      aliasName: alias.aliasName,
    },
    interpretations: match.name === locale.fallback ? [interpretation] : [interpretation, fallback],
    ...(input.mode === 'DTMF'
      ? { requestAttributes: { 'x-amz-lex:dtmf-transcript': input.transcript } }
      : {}),
    sessionState: {
      activeContexts: [],
      sessionAttributes: session.sessionAttributes,
      intent,
      originatingRequestId: session.requestId,
    },
    transcriptions: transcriptionsOf(input, intent.name),
  };
}

function transcriptionsOf({ transcript, confidence }: BotInput, intent: string) {
  if (transcript === '') return [];
  return [
    {
      transcription: transcript,
      transcriptionConfidence: confidence ?? 1,
      resolvedContext: { intent },
      resolvedSlots: {},
    },
  ];
}
