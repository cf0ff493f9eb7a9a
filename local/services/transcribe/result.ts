import type { StableWord } from './stabiliser.ts';

/** A result as Transcribe sends it. Times are seconds of the stream's audio. */
export interface TranscriptResult {
  ResultId: string;
  StartTime: number;
  EndTime: number;
  IsPartial: boolean;
  LanguageCode: string;
  Alternatives: { Transcript: string; Items: TranscriptItem[] }[];
}

export interface TranscriptItem {
  Content: string;
  Type: 'pronunciation';
  StartTime: number;
  EndTime: number;
  Stable: boolean;
  Confidence: number;
  VocabularyFilterMatch: boolean;
}

/** The stretch of a stream that a result is about. */
export interface SegmentName {
  resultId: string;
  languageCode: string;
  /** Where in the stream the words' times count from, in seconds. */
  offsetSeconds: number;
}

/** Words of a segment, put as Transcribe puts them. There is at least one word. */
export function asResult(
  { resultId, languageCode, offsetSeconds }: SegmentName,
  words: readonly StableWord[],
  isFinal: boolean,
): TranscriptResult {
  const items = words.map(
    ({ text, startMs, endMs, confidence, stable }): TranscriptItem => ({
      Content: text,
      Type: 'pronunciation',
      StartTime: offsetSeconds + startMs / 1_000,
      EndTime: offsetSeconds + endMs / 1_000,
      Stable: stable,
      Confidence: confidence,
      VocabularyFilterMatch: false,
    }),
  );
  return {
    ResultId: resultId,
    StartTime: items[0]?.StartTime ?? offsetSeconds,
    EndTime: items.at(-1)?.EndTime ?? offsetSeconds,
    IsPartial: !isFinal,
    LanguageCode: languageCode,
    Alternatives: [{ Transcript: words.map(({ text }) => text).join(' '), Items: items }],
  };
}
