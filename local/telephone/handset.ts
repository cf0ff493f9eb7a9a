import type { EndReason } from '../../agent/turn/turn-request.ts';
import type { SpokenVoice } from '../../agent/turn/voice.ts';
import type { VoiceEvent } from '../../media/ears/voice-activity.ts';
import type { Transcript } from '../../media/ears/words.ts';
import type { FromService } from '../../media/lines/protocol.ts';
import type { Clock } from '../../media/time/clock.ts';
import type { Speech } from './speech/speech.ts';

/** What a caller does. Times are milliseconds of the call. */
export type HandsetEvent =
  | VoiceEvent
  | { type: 'words'; transcript: Transcript }
  | { type: 'keyed'; keys: string }
  | { type: 'typed'; text: string };

/** What is being said to the caller. */
export interface Playback {
  /** Resolves when the last of it has left the loudspeaker or it was stopped. Never rejects. */
  readonly finished: Promise<'played' | 'stopped' | 'failed'>;
  stop(): void;
}

/** How a call came to its end. */
export interface CallEnd {
  reason: EndReason;
  detail?: string;
}

/** The caller is gone: whatever was being done for them ends by this. */
export class HungUp extends Error {
  override readonly name = 'HungUp';
  readonly end: CallEnd;
  constructor(end: CallEnd) {
    super(`The call is over: ${end.reason}.`);
    this.end = end;
  }
}

/** The caller's end of a call, as a telephone network sees it: in audio on a laptop, in words in a test. */
export interface Handset {
  /** A UUID. */
  readonly callId: string;
  /** Whom the caller dials, by playbook. */
  readonly playbook: string;
  /** The caller's number; absent when it is withheld. */
  readonly from?: string;
  /** The caller has no voice on this call: they type. */
  readonly typing?: true;
  readonly clock: Clock;
  /** Milliseconds since the call began. */
  callMs(): number;
  /** Says these one after the other. */
  speak(speeches: readonly Speech[], voice: SpokenVoice, locale: string): Playback;
  /** Calls the listener with all that the caller does from now on; the answer stops that. */
  on(listener: (event: HandsetEvent) => void): () => void;
  /** Begins to hear, or goes on in another language (BCP-47). */
  listenIn(locale: string): void;
  /** What the caller is being heard to say, for their screen. */
  showHeard(text: string, final: boolean): void;
  /** It is the caller's turn. */
  showWaiting(): void;
  /** Anything else for the caller's screen. */
  show(message: FromService): void;
  /** The promise's value, unless the caller hangs up first: then it rejects with `HungUp`. */
  whileConnected<T>(promise: Promise<T>): Promise<T>;
}

/** Resolves after so many milliseconds of the handset's clock. Rejects with `HungUp`. */
export function pauseOn(handset: Handset, ms: number): Promise<void> {
  let cancel: () => void = () => {};
  const over = new Promise<void>((resolve) => {
    cancel = handset.clock.after(ms, resolve);
  });
  return handset.whileConnected(over).finally(cancel);
}
