import * as z from 'zod';

/** Seen as a number in the guide and as `{score}` in answers of the API: either is read. */
const Confidence = z
  .union([z.number(), z.object({ score: z.number() }).transform(({ score }) => score)])
  .optional()
  .catch(undefined);

const Attributes = z.record(z.string(), z.string()).nullish().catch(undefined);

const Interpretation = z.object({
  intent: z.object({ name: z.string() }).optional().catch(undefined),
  nluConfidence: Confidence,
  sentimentResponse: z.object({ sentiment: z.string() }).nullish().catch(undefined),
});

const Transcription = z.object({ transcriptionConfidence: Confidence });

/**
 * What Lex V2 sends to a code hook, as far as it is read. Tolerant: a field that is missing or has another
 * form than documented is as if it were not there, because a caller is waiting for an answer.
 */
export const LexEvent = z.object({
  inputMode: z.enum(['DTMF', 'Speech', 'Text']).optional().catch(undefined),
  inputTranscript: z.string().catch(''),
  sessionId: z.string().catch(''),
  bot: z.object({ localeId: z.string() }),
  interpretations: z.array(Interpretation).catch([]),
  transcriptions: z.array(Transcription).catch([]),
  requestAttributes: Attributes,
  sessionState: z
    .object({
      sessionAttributes: Attributes,
      intent: z.object({ name: z.string() }).nullish().catch(undefined),
    })
    .catch({}),
});
export type LexEvent = z.infer<typeof LexEvent>;

/** The keys that the caller pressed (Lex V2 developer guide, request attributes of DTMF). */
const KEYS_ATTRIBUTE = 'x-amz-lex:dtmf-transcript';
/** The same as a turn takes them. */
const KEYS = /^[0-9*#]{1,64}$/;

/** What a caller did, without anything of Lex in it. */
export interface Heard {
  words: string;
  keys: string | undefined;
  /** BCP-47, such as en-US. */
  locale: string;
  /** 0 to 1. */
  confidence: number | undefined;
  /** The intent that Lex made of it. */
  intent: string | undefined;
  /** POSITIVE, NEGATIVE, NEUTRAL or MIXED. */
  sentiment: string | undefined;
}

/** Reads what the caller did out of an event. */
export function heardIn(event: LexEvent): Heard {
  const typed = event.requestAttributes?.[KEYS_ATTRIBUTE] ?? '';
  const transcript = event.inputTranscript.trim();
  const keyed = event.inputMode === 'DTMF' ? transcript || typed : typed;
  const keys = KEYS.test(keyed) ? keyed : undefined;
  const confidence = event.transcriptions[0]?.transcriptionConfidence;
  const [best] = event.interpretations;
  return {
    words: event.inputMode === 'DTMF' && keys !== undefined ? '' : transcript,
    keys,
    locale: event.bot.localeId.replace('_', '-'),
    confidence: confidence === undefined ? undefined : Math.min(1, Math.max(0, confidence)),
    intent: event.sessionState.intent?.name ?? best?.intent?.name,
    sentiment: best?.sentimentResponse?.sentiment,
  };
}
