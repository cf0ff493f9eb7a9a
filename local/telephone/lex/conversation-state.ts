import type { Transcript } from '../../../media/ears/words.ts';
import type { Speech } from '../speech/speech.ts';
import type { SpeechModel } from './bot.ts';
import type { Heard } from './heard.ts';
import type { BotInput } from './hook-event.ts';
import type { HookAnswer } from './hook-response.ts';
import { type ListenSettings, readSettings } from './settings.ts';

/**
 * What the bot does at the moment. `settling`: the caller fell silent and may go on; `late`: the turn is over
 * and its words have not come; `asking`: the code hook has it; `closing`: the last words are being said.
 */
export type Phase =
  | 'speaking'
  | 'listening'
  | 'hearing'
  | 'settling'
  | 'late'
  | 'keying'
  | 'asking'
  | 'closing'
  | 'over';

/** One conversation of a caller with a bot. Plain data; times are milliseconds of the call. */
export interface Conversation {
  phase: Phase;
  startedMs: number;
  /** BCP-47. */
  locale: string;
  speechModel: SpeechModel;
  /** The caller types: Lex waits for their first words as it does for text. */
  typing: boolean;
  attributes: Readonly<Record<string, string>>;
  settings: ListenSettings;
  /** Voice is on the line, whether it is listened to or not. */
  voiced: boolean;
  /** End of the caller's last sound. */
  voiceEndMs: number;
  /** Speech before this moment was not listened to. */
  listenFromMs: number;
  heard: Heard;
  keys: string;
  /** When the phase ends by itself. */
  deadlineMs: number | undefined;
  /** When the utterance that is being heard has become too long. */
  utteranceEndsMs: number | undefined;
  closesWith: string | undefined;
}

export type ConversationInput = { atMs: number } & (
  | { type: 'begin'; prompt: Speech | undefined }
  | { type: 'spoken' }
  | { type: 'voice-started'; sinceMs: number }
  | { type: 'voice-stopped'; endMs: number }
  | { type: 'words'; transcript: Transcript }
  | { type: 'key'; key: string }
  | { type: 'typed'; text: string }
  | { type: 'hook-answered'; answer: HookAnswer }
  | { type: 'hook-failed'; message: string }
  | { type: 'time' }
);

export type ConversationEffect =
  | { type: 'speak'; speeches: readonly Speech[] }
  | { type: 'stop-speaking' }
  /** The bot listens: it is the caller's turn. */
  | { type: 'listen' }
  | { type: 'hear'; text: string; final: boolean }
  /** Sends the caller's answer to the code hook. `endpointingMs`: last sound → the decision, for speech. */
  | { type: 'ask'; input: BotInput; endpointingMs?: number }
  | { type: 'close'; intentName: string | undefined }
  | { type: 'fail'; message: string };

export interface ConversationStep {
  conversation: Conversation;
  effects: readonly ConversationEffect[];
}

/** A conversation that has not begun. @throws BadSetting */
export function newConversation(
  of: Pick<Conversation, 'startedMs' | 'locale' | 'speechModel' | 'typing' | 'attributes'>,
): Conversation {
  return {
    ...of,
    phase: 'speaking',
    settings: readSettings(of.attributes, of),
    voiced: false,
    voiceEndMs: of.startedMs,
    listenFromMs: of.startedMs,
    heard: [],
    keys: '',
    deadlineMs: undefined,
    utteranceEndsMs: undefined,
    closesWith: undefined,
  };
}

export function step(conversation: Conversation, ...effects: ConversationEffect[]): ConversationStep {
  return { conversation, effects };
}
