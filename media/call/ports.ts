import type { Synthesize } from '../../adapters/polly/speech.ts';
import type { Transcribe } from '../../adapters/transcribe/transcription.ts';
import type { AnswerEvent } from '../../agent/turn/answer.ts';
import type { Line, TurnRequest } from '../../agent/turn/turn-request.ts';
import type { VoiceActivityFactory } from '../ears/voice-activity.ts';
import type { FromService } from '../lines/protocol.ts';
import type { Log } from '../log.ts';
import type { SpeechCache } from '../mouth/speech-cache.ts';
import type { Clock } from '../time/clock.ts';

/** Asks the brain for a turn. Throws, or ends without `done`, when the turn could not be had. */
export type TurnClient = (request: TurnRequest, signal: AbortSignal) => AsyncIterable<AnswerEvent>;

/** What a call needs of the world. */
export interface CallPorts {
  clock: Clock;
  turns: TurnClient;
  transcribe: Transcribe;
  synthesize: Synthesize;
  speechCache: SpeechCache;
  voiceActivity: VoiceActivityFactory;
  /** Stores a finished recording; returns its key. */
  storeRecording(callId: string, wav: Buffer): Promise<string>;
  log: Log;
}

/** How the call reaches its caller. */
export interface CallerSide {
  tell(message: FromService): void;
  /** One 20 ms frame of the agent's voice. */
  play(frame: Buffer): void;
  /** The call is over and all has been told; nothing comes after this. */
  closed(): void;
}

export interface CallStart {
  callId: string;
  line: Line;
  playbook: string;
  locale?: string;
  from?: string;
  /** What the line knows of the call, for the playbook's variables. */
  variables?: Record<string, string>;
  record: boolean;
  /** The caller has no microphone: they type and listen. */
  typing?: true;
}
