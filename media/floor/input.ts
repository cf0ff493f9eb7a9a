import type { AnswerEvent } from '../../agent/turn/answer.ts';
import type { EndReason } from '../../agent/turn/turn-request.ts';
import type { Transcript } from '../ears/words.ts';

/** The floor's timers. Setting one that is set replaces it. */
export type TimerId =
  | 'end-of-turn'
  | 'settled'
  | 'barge-in'
  | 'false-alarm'
  | 'silence'
  | 'keys'
  | 'turn-quiet'
  | 'turn-retry'
  | 'call-length';

/** How much of a sentence has left the caller's loudspeaker. */
export interface SentenceMark {
  sentence: number;
  playedMs: number;
  /** Its whole length, as far as it is known. */
  totalMs: number;
}

/** What can happen on a call. `atMs` counts from the call's start and never goes back. */
export type Input = { atMs: number } & (
  | {
      type: 'call-started';
      playbook: string;
      locale?: string;
      from?: string;
      variables?: Record<string, string>;
      recorded?: boolean;
    }
  | { type: 'voice-started'; sinceMs: number }
  | { type: 'voice-stopped'; endMs: number }
  | { type: 'words'; transcript: Transcript }
  | { type: 'typed'; text: string }
  | { type: 'keyed'; keys: string }
  | { type: 'brain'; request: number; event: AnswerEvent }
  /** The answer's stream broke, or ended without `done`. */
  | { type: 'brain-failed'; request: number; message: string }
  | { type: 'speech-ready'; sentence: number }
  | { type: 'sentence-started'; sentence: number }
  | { type: 'sentence-played'; sentence: number }
  /** No audio could be made of it; it is as good as played, and was not heard. */
  | { type: 'sentence-failed'; sentence: number }
  /** The answer to the effect `stop`: what had been played of the sentences that were dropped. */
  | { type: 'stopped'; marks: SentenceMark[] }
  | { type: 'timer'; id: TimerId }
  /** The call is over from the line's side. */
  | { type: 'line-over'; reason: EndReason; detail?: string }
);
export type InputOf<T extends Input['type']> = Extract<Input, { type: T }>;
