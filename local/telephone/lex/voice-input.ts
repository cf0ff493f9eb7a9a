import type { Transcript } from '../../../media/ears/words.ts';
import { finishSpeech } from './answer.ts';
import { type Conversation, type ConversationStep, step } from './conversation-state.ts';
import { endOfTurnAfterMs } from './end-of-turn.ts';
import { covers, keep, textOfHeard } from './heard.ts';

/** The caller's voice is on the line. It interrupts the bot where the settings allow it. */
export function voiceStarted(before: Conversation, sinceMs: number, atMs: number): ConversationStep {
  const conversation = { ...before, voiced: true };
  if (!before.settings.allowAudio) return step(conversation);
  switch (before.phase) {
    case 'speaking':
      if (!before.settings.allowInterrupt) return step(conversation);
      return step(hearing({ ...conversation, listenFromMs: sinceMs }, atMs), { type: 'stop-speaking' });
    case 'listening':
      return step(hearing(conversation, atMs));
    case 'settling':
      return step({ ...conversation, phase: 'hearing', deadlineMs: undefined });
    default:
      return step(conversation);
  }
}

/** Begins to hear an utterance, which may not become too long. */
export function hearing(conversation: Conversation, atMs: number): Conversation {
  return {
    ...conversation,
    phase: 'hearing',
    deadlineMs: undefined,
    utteranceEndsMs: atMs + conversation.settings.maxLengthMs,
  };
}

export function voiceStopped(before: Conversation, endMs: number): ConversationStep {
  const conversation = { ...before, voiced: false, voiceEndMs: endMs };
  return step(before.phase === 'hearing' ? settling(conversation) : conversation);
}

export function words(before: Conversation, transcript: Transcript, atMs: number): ConversationStep {
  if (!['listening', 'hearing', 'settling', 'late'].includes(before.phase)) return step(before);
  const conversation = { ...before, heard: keep(before.heard, transcript, before.listenFromMs) };
  const hear = { type: 'hear' as const, text: textOfHeard(conversation.heard), final: false };
  if (before.phase === 'late' && covers(conversation.heard, conversation.voiceEndMs))
    return finishSpeech(conversation, atMs);
  if (hear.text === '') return step(conversation);
  return step(before.phase === 'settling' ? settling(conversation) : conversation, hear);
}

/** Waits whether the caller goes on; what has been said so far tells how long. */
function settling(conversation: Conversation): Conversation {
  const { heard, settings, speechModel, locale, voiceEndMs } = conversation;
  const waitMs = endOfTurnAfterMs(textOfHeard(heard), settings, speechModel, locale);
  return { ...conversation, phase: 'settling', deadlineMs: voiceEndMs + waitMs };
}
