import type { EndReason, TurnRequest } from '../../agent/turn/turn-request.ts';
import type { SpokenVoice } from '../../agent/turn/voice.ts';
import type { FromService } from '../lines/protocol.ts';
import type { TimerId } from './input.ts';

/** A sentence on its way to the caller's ear. `id` is unique within the call. */
export interface Sentence {
  id: number;
  turn: number;
  text: string;
  locale: string;
  voice: SpokenVoice;
}

/** What the floor wants done. In order. */
export type Effect =
  /** Ask the brain; its events come back as `brain` inputs with the same `id`. */
  | { type: 'ask'; id: number; request: TurnRequest }
  /** Its answer is not wanted any more. */
  | { type: 'cancel'; id: number }
  /** Make audio of these words: they will probably be the next to be spoken. */
  | { type: 'prepare'; text: string; voice: SpokenVoice }
  /** Make audio of it and play it after those before it. */
  | { type: 'speak'; sentence: Sentence }
  /** Drop these sentences, of which nothing has been played. */
  | { type: 'unspeak'; sentences: number[] }
  | { type: 'duck' }
  | { type: 'unduck' }
  /** Fall silent but keep what is still to be said. */
  | { type: 'pause' }
  | { type: 'resume' }
  /** Fall silent and drop everything; answer with `stopped`. */
  | { type: 'stop' }
  | { type: 'set-timer'; id: TimerId; atMs: number }
  | { type: 'cancel-timer'; id: TimerId }
  | { type: 'listen-in'; locale: string }
  | { type: 'show'; message: FromService }
  /** The call is over and its last turn committed, or given up; nothing comes after this. */
  | { type: 'close'; reason: EndReason; detail?: string };
export type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;
