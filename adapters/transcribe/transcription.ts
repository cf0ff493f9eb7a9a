import {
  type AudioStream,
  type Item,
  LanguageCode,
  type Result,
  StartStreamTranscriptionCommand,
  TranscribeStreamingClient,
  type TranscribeStreamingClientConfig,
  type TranscriptResultStream,
} from '@aws-sdk/client-transcribe-streaming';

/** One recognised word with its punctuation. Times are milliseconds from the first sample that was sent. */
export interface TranscribedWord {
  text: string;
  startMs: number;
  endMs: number;
  stable: boolean;
  confidence?: number;
}

/** One result of the stream. A later one with the same `segment` replaces it; after `isFinal` none comes. */
export interface TranscribedSegment {
  segment: string;
  words: TranscribedWord[];
  isFinal: boolean;
}

/** The language cannot be recognised by Amazon Transcribe; another one must be configured in the playbook. */
export class LanguageNotRecognised extends Error {
  override readonly name = 'LanguageNotRecognised';
  constructor(locale: string) {
    super(`Amazon Transcribe has no language ${locale}. Use one of its codes in the playbook's languages.`);
  }
}

/** Transcribe ended the stream with an error; opening a new one may help. */
export class TranscriptionBroken extends Error {
  override readonly name = 'TranscriptionBroken';
  readonly code: string;
  constructor(code: string, cause: unknown) {
    super(`The transcription stream broke (${code}).`, { cause });
    this.code = code;
  }
}

export interface TranscriptionOptions {
  /** BCP-47. */
  locale: string;
  /** A UUID: Transcribe accepts no other form. */
  sessionId: string;
  signal: AbortSignal;
}

/** Hears 8 kHz 16-bit PCM. Ends when the audio ends; throws `TranscriptionBroken` or `LanguageNotRecognised`. */
export type Transcribe = (
  audio: AsyncIterable<Uint8Array>,
  options: TranscriptionOptions,
) => AsyncIterable<TranscribedSegment>;

/**
 * A client that keeps its warnings to itself. Errors reach `transcribeWith` as exceptions; without a logger of its own
 * the SDK would also write a line to the console for each stream that a caller's hanging up aborts.
 */
export function transcribeClient(configuration: TranscribeStreamingClientConfig): TranscribeStreamingClient {
  const silent = () => {};
  const logger = { debug: silent, info: silent, warn: silent, error: silent };
  return new TranscribeStreamingClient({ ...configuration, logger });
}

/** Amazon Transcribe streaming, with partial results held as stable as they can be. */
export function transcribeWith(client: TranscribeStreamingClient): Transcribe {
  return async function* (audio, { locale, sessionId, signal }) {
    const language = Object.values(LanguageCode).find((code) => code === locale);
    if (language === undefined) throw new LanguageNotRecognised(locale);
    const command = new StartStreamTranscriptionCommand({
      LanguageCode: language,
      MediaEncoding: 'pcm',
      MediaSampleRateHertz: 8_000,
      SessionId: sessionId,
      EnablePartialResultsStabilization: true,
      PartialResultsStability: 'high',
      AudioStream: audioEvents(audio),
    });
    try {
      const response = await client.send(command, { abortSignal: signal });
      for await (const event of response.TranscriptResultStream ?? []) yield* segments(event);
    } catch (cause) {
      throw new TranscriptionBroken(cause instanceof Error ? cause.name : 'unknown', cause);
    }
  };
}

async function* audioEvents(audio: AsyncIterable<Uint8Array>): AsyncGenerator<AudioStream> {
  for await (const chunk of audio) yield { AudioEvent: { AudioChunk: chunk } };
}

function* segments(event: TranscriptResultStream): Generator<TranscribedSegment> {
  for (const result of event.TranscriptEvent?.Transcript?.Results ?? []) {
    const alternative = result.Alternatives?.[0];
    if (result.ResultId === undefined || alternative === undefined) continue;
    const words = alternative.Items?.length
      ? wordsOf(alternative.Items, result)
      : spread(alternative.Transcript, result);
    yield { segment: result.ResultId, words, isFinal: result.IsPartial === false };
  }
}

/** Items as words; a punctuation item belongs to the word before it. */
function wordsOf(items: readonly Item[], result: Result): TranscribedWord[] {
  const words: TranscribedWord[] = [];
  for (const item of items) {
    const last = words.at(-1);
    if (item.Type === 'punctuation') {
      if (last !== undefined) last.text += item.Content ?? '';
      continue;
    }
    if (item.Content === undefined || item.Content === '') continue;
    const startMs = milliseconds(item.StartTime ?? result.StartTime);
    words.push({
      text: item.Content,
      startMs,
      endMs: Math.max(startMs, milliseconds(item.EndTime ?? result.EndTime)),
      stable: item.Stable === true || result.IsPartial === false,
      ...(item.Confidence === undefined ? {} : { confidence: item.Confidence }),
    });
  }
  return words;
}

/** A transcript without items: its words share the result's time evenly. */
function spread(transcript: string | undefined, result: Result): TranscribedWord[] {
  const texts = (transcript ?? '').split(/\s+/).filter((text) => text !== '');
  const startMs = milliseconds(result.StartTime);
  const each = Math.max(0, milliseconds(result.EndTime) - startMs) / Math.max(1, texts.length);
  return texts.map((text, n) => ({
    text,
    startMs: startMs + n * each,
    endMs: startMs + (n + 1) * each,
    stable: result.IsPartial === false,
  }));
}

function milliseconds(seconds: number | undefined): number {
  return Math.round((seconds ?? 0) * 1_000);
}
